using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>A metric's chart: what was measured each minute, its normal range, and what the plan expects.</summary>
internal static class MetricChart
{
    /// <summary>How far ahead the forecast is drawn.</summary>
    private static readonly TimeSpan ForecastAhead = TimeSpan.FromHours(1);

    public static ChartView Of(ReportFacts facts, MetricRow row)
    {
        var from = Floor(facts.Now - SnapshotComposer.ChartOver);
        var minutes = (int)((Floor(facts.Now) - from).Ticks / TimeSpan.TicksPerMinute);
        var points = facts.Present.FirstOrDefault(s => s.Name == row.Name)?.Points ?? [];
        return new ChartView(
            row.Name,
            row.Component,
            facts.Plan.Metrics.FirstOrDefault(m => m.Name == row.Name)?.Statistic ?? "",
            from,
            EveryMinute(points, from, minutes),
            row.Forecast is null ? [] : Forecast(facts.Plan, from, minutes),
            row.Allowed,
            row.IsNormal);
    }

    private static EquatableList<double?> EveryMinute(
        EquatableList<MetricPoint> points,
        DateTimeOffset from,
        int minutes)
    {
        var values = new double?[minutes];
        foreach (var point in points)
        {
            var minute = (point.At - from).Ticks / TimeSpan.TicksPerMinute;
            if (minute >= 0 && minute < minutes && double.IsFinite(point.Value))
            {
                values[minute] = Short(point.Value);
            }
        }

        return EquatableList.From(values);
    }

    private static EquatableList<double?> Forecast(CompiledPlan plan, DateTimeOffset from, int minutes)
    {
        var all = minutes + (int)ForecastAhead.TotalMinutes;
        return EquatableList.From(Enumerable.Range(0, all).Select(m =>
            (double?)Short(TrafficForecast.RateAt(plan, from.AddMinutes(m + 0.5)) * 60)));
    }

    /// <summary>Six digits are more than a chart shows.</summary>
    private static double Short(double value)
    {
        var digits = value == 0 ? 0 : 5 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits is >= 0 and <= 15 ? Math.Round(value, digits) : Math.Round(value);
    }

    private static DateTimeOffset Floor(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
