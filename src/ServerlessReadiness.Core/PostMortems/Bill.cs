namespace ServerlessReadiness.Core.PostMortems;

/// <summary>What the account was charged on an event's days, by a cost allocation tag.</summary>
/// <param name="Tag">The tag that was asked for, such as <c>event=black-friday-2026</c>.</param>
/// <param name="From">The first day, in UTC as bills count them.</param>
/// <param name="Until">The day after the last one.</param>
/// <param name="Lines">What each service cost, the most expensive first; empty when nothing carries the tag.</param>
/// <param name="IsEstimated">Whether the days are not settled yet.</param>
public sealed record Bill(
    string Tag,
    DateOnly From,
    DateOnly Until,
    EquatableList<BillLine> Lines,
    bool IsEstimated)
{
    /// <summary>In the currency of the lines; null for lines in several currencies, or none.</summary>
    public decimal? Total => Lines.Select(l => l.Currency).Distinct().Count() == 1 ? Lines.Sum(l => l.Amount) : null;
}
