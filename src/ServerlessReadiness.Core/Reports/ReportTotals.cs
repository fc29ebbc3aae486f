namespace ServerlessReadiness.Core.Reports;

/// <summary>What has been counted since the first report, so that the last one needs no whole journal.</summary>
/// <param name="Since">Since when.</param>
/// <param name="Did">Effects.</param>
/// <param name="Declined">Decisions to do nothing for a reason.</param>
/// <param name="Paged">Calls to people.</param>
/// <param name="People">What people did.</param>
/// <param name="Requests">Requests that the plan's metric counted; null when there is none.</param>
/// <param name="Failed">Those of them that failed; null when nothing counts them.</param>
/// <param name="WentLive">Whether the event was ever seen in Live.</param>
public sealed record ReportTotals(
    DateTimeOffset Since,
    int Did,
    int Declined,
    int Paged,
    int People,
    decimal? Requests,
    decimal? Failed,
    bool WentLive)
{
    public static ReportTotals New(DateTimeOffset since) => new(since, 0, 0, 0, 0, null, null, WentLive: false);

    public ReportTotals Plus(ReportTotals other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with
        {
            Did = Did + other.Did,
            Declined = Declined + other.Declined,
            Paged = Paged + other.Paged,
            People = People + other.People,
            Requests = Sum(Requests, other.Requests),
            Failed = Sum(Failed, other.Failed),
            WentLive = WentLive || other.WentLive,
        };
    }

    // An hour without data adds nothing, and what was never measured stays unknown.
    private static decimal? Sum(decimal? left, decimal? right) =>
        left is null ? right : right is null ? left : left + right;
}
