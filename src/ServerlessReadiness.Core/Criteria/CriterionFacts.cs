namespace ServerlessReadiness.Core.Criteria;

/// <summary>What was measured of an event, in a rehearsal or in earnest.</summary>
/// <param name="Served">Requests answered in Live.</param>
/// <param name="Shed">Requests turned away on purpose in Live.</param>
/// <param name="Failed">Requests lost in Live.</param>
/// <param name="LongestRelief">The longest from pressure to relief in Live; zero when there was no pressure.</param>
/// <param name="IsRelieved">Whether every pressure found its relief.</param>
/// <param name="ExtraSpend">
/// The price of capacity beyond the normal, over the whole event; null when the plan gives no prices.
/// </param>
public sealed record CriterionFacts(
    long Served,
    long Shed,
    long Failed,
    TimeSpan LongestRelief,
    bool IsRelieved,
    decimal? ExtraSpend)
{
    public long Offered => Served + Shed + Failed;
}
