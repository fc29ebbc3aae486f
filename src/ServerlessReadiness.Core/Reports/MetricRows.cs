using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Reports;

/// <summary>The plan's metrics as a report shows them: now, before, normal, expected.</summary>
internal static class MetricRows
{
    private const int RowsMax = 40;

    /// <summary>A forecast is no promise: what counts may be this much above it and still be expected.</summary>
    private const double ForecastMargin = 1.25;

    public static EquatableList<MetricRow> Of(ReportFacts facts)
    {
        var first = facts.Plan.Reports.Metrics;
        return EquatableList.From(facts.Plan.Metrics
            .OrderBy(m => first.Contains(m.Name) ? first.ToList().IndexOf(m.Name) : first.Count)
            .Take(RowsMax)
            .Select(m => Row(facts, m)));
    }

    private static MetricRow Row(ReportFacts facts, PlanMetric metric)
    {
        var points = facts.Present.FirstOrDefault(s => s.Name == metric.Name)?.Points;
        var value = points is [.., var newest] && newest.At > facts.Now - Baselines.PresentWithin
            && double.IsFinite(newest.Value)
            ? newest.Value
            : (double?)null;
        var normal = metric.Baseline
            ?? facts.Baseline?.Ranges.FirstOrDefault(r => r.Metric == metric.Name)?.Range;
        var allowed = Allowed(facts, metric, normal);
        return new MetricRow(
            metric.Name,
            metric.Component,
            value,
            facts.Last?.Metrics.FirstOrDefault(m => m.Name == metric.Name)?.Value,
            normal,
            allowed,
            Forecast(facts, metric),
            value is { } known && allowed is not null ? metric.IsNormal(known, allowed) : null);
    }

    /// <summary>
    /// What counts things grows with the traffic that is expected; a mean or a percentile, such as a latency, does not,
    /// since capacity was raised for that traffic.
    /// </summary>
    private static MetricRange? Allowed(ReportFacts facts, PlanMetric metric, MetricRange? normal)
    {
        if (normal is null || !Counts(metric) || facts.Head.Phase is not (Phase.Live or Phase.Cooldown))
        {
            return normal;
        }

        var factor = (double)TrafficForecast.FactorAt(facts.Plan, facts.Now);
        return factor > 1 ? normal with { High = normal.High * factor * ForecastMargin } : normal;
    }

    private static double? Forecast(ReportFacts facts, PlanMetric metric) =>
        metric.Name == facts.Plan.Reports.Requests && metric.Statistic == "Sum"
            && TrafficForecast.Expected(facts.Plan, facts.Now) is { } rate
            ? Math.Round((double)rate * Baselines.PresentPeriod.TotalSeconds)
            : null;

    private static bool Counts(PlanMetric metric) => metric.Statistic is "Sum" or "SampleCount";
}
