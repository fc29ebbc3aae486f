namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>What a component wants of a quota.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">A region code.</param>
/// <param name="Key">The quota.</param>
/// <param name="Of">What wants it, such as group web.</param>
/// <param name="AtPeak">How much, at the planned peak; null when it cannot be told.</param>
/// <param name="AtCeiling">How much, at the ceiling.</param>
/// <param name="Unknown">Why it cannot be told; null when it can.</param>
public sealed record QuotaDemand(
    string Account,
    string Region,
    QuotaKey Key,
    string Of,
    decimal? AtPeak,
    decimal? AtCeiling,
    string? Unknown = null)
{
    /// <summary>
    /// The one thing that the quota is a limit of, such as a table: the demand is its whole use then. Null for a quota
    /// of the account, to whose present use the demands of all components are added.
    /// </summary>
    public string? Thing { get; init; }

    /// <summary>What the one thing uses now; null when it is not known.</summary>
    public decimal? Now { get; init; }
}
