using System.Globalization;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Core.Review.Checks.Limits;

/// <summary>PERF-02: usage below 80 % of the limits, now and at the planned peak.</summary>
internal static class LimitChecks
{
    public static Verdict Usage(ReviewFacts facts)
    {
        var rows = LimitProjection.Of(facts);
        var open = rows.Items.Where(r => r.Stand == LimitStand.CannotTell).ToList();

        // Why quotas could not be read is said once for all of them; here only which.
        var unread = open.Where(r => r.Unread is not null)
            .Select(r => $"{r.Unread} ({r.Name})")
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var untold = open.Where(r => r.Unread is null)
            .Select(r => $"{r.Name} of {r.Resource}: {r.Unknown ?? "no figure"}")
            .Concat(unread.Count == 0 ? [] : (string[])[$"the quotas {Verdicts.Few(unread)}"]);
        return Verdict.Of(
            rows with { Unread = EquatableList.From(rows.Unread.Concat(untold)) },
            "limits",
            r => r.Stand is LimitStand.Tight or LimitStand.Broken ? [new Finding(r.Resource, What(r), r.Fix)] : []);
    }

    private static string What(LimitRow row)
    {
        var at = row.AtPeak <= row.Limit && row.Percent <= LimitRow.ThresholdPercent && row.Trouble is null
            ? $"{Number(row.AtCeiling)} of {Number(row.Limit)} at the ceiling"
            : $"{Number(row.AtPeak)} of {Number(row.Limit)} at the planned peak ({Number(row.Percent)} %)";
        return row.Trouble is { } trouble
            ? $"{row.Name}: {trouble}"
            : $"{row.Name}: {at}, {Number(row.Now)} now; {row.Source}";
    }

    private static string Number(decimal? value) =>
        value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "an unknown number";
}
