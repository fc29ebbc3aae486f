namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>The rows of quotas.</summary>
internal static class QuotaRows
{
    public static IEnumerable<LimitRow> Of(LimitFacts facts, EquatableList<QuotaDemand> demands) => demands
        .GroupBy(d => (d.Account, d.Region, d.Key, d.Thing))
        .Select(g => Row([.. g], facts.Quotas.Items.FirstOrDefault(q => IsOf(q, g.First()))));

    public static bool IsOf(QuotaUse quota, QuotaDemand demand) =>
        quota.Account == demand.Account && quota.Region == demand.Region && quota.Key == demand.Key;

    private static LimitRow Row(List<QuotaDemand> demands, QuotaUse? quota)
    {
        var first = demands[0];
        var now = first.Thing is null ? quota?.Used : first.Now;
        var added = first.Thing is null ? now : 0;
        var unknown = demands.Select(d => d.Unknown).FirstOrDefault(u => u is not null)
            ?? (quota is null ? $"the quota {first.Key} could not be read"
                : added is null ? quota.UsedFrom
                : null);
        var wants = string.Join(", ", demands.Select(d => d.Of).Distinct(StringComparer.Ordinal));
        return new LimitRow(
            quota?.Name ?? first.Key.Name,
            $"{first.Thing ?? wants} in {first.Region} of {first.Account}",
            quota?.Value,
            now,
            unknown is null ? added + demands.Sum(d => d.AtPeak) : null,
            unknown is null ? added + demands.Sum(d => d.AtCeiling) : null,
            Source(first.Key, quota, first.Thing is null),
            quota is { IsAdjustable: false }
                ? "it cannot be increased: lower the ceiling, or spread the load over other types, regions or accounts"
                : "request an increase: readiness review quotas --request-increases")
        {
            Unknown = unknown,
            Unread = quota is null && demands.TrueForAll(d => d.Unknown is null) ? first.Key : null,
            Quota = quota,
        };
    }

    private static string Source(QuotaKey key, QuotaUse? quota, bool withUse) => quota is null
        ? $"Service Quotas {key}"
        : $"Service Quotas {key}, {(quota.IsApplied ? "applied" : "default, none applied")}"
        + (withUse ? $"; use: {quota.UsedFrom}" : "");
}
