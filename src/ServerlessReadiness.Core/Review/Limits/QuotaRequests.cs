namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>Which increases the rows ask for.</summary>
public static class QuotaRequests
{
    /// <summary>What is needed is this share of what is asked for, so that the use stays at the threshold.</summary>
    private const decimal NeededShare = LimitRow.ThresholdPercent / 100m;

    /// <summary>One for each quota that is too small and can be increased, by account and region.</summary>
    public static EquatableList<QuotaRequest> Of(IEnumerable<LimitRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return EquatableList.From(rows
            .Where(r => r is
            {
                Quota: { IsAdjustable: true, Code.Length: > 0 },
                Stand: LimitStand.Tight or LimitStand.Broken,
                AtPeak: not null,
            })
            .GroupBy(r => (r.Quota!.Account, r.Quota.Region, r.Quota.Key))
            .Select(g => Of(g.First().Quota!, g.Max(Needed)))
            .Where(r => r.Desired > r.Before)
            .OrderBy(r => r.Account, StringComparer.Ordinal)
            .ThenBy(r => r.Region, StringComparer.Ordinal)
            .ThenBy(r => r.Name, StringComparer.Ordinal));
    }

    // At the planned peak with 20 % to spare; at the ceiling it just fits.
    private static decimal Needed(LimitRow row) =>
        Math.Max(row.AtPeak!.Value / NeededShare, row.AtCeiling ?? 0);

    private static QuotaRequest Of(QuotaUse quota, decimal needed) =>
        new(
            quota.Account,
            quota.Region,
            quota.Key with { Code = quota.Code },
            quota.Name,
            quota.Value,
            Math.Ceiling(needed));
}
