using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Core.Phases;

/// <summary>A metric's normal range: captured from a day of it, and asked whether it holds now.</summary>
public static class Baselines
{
    /// <summary>How far back a normal day is looked at.</summary>
    public static readonly TimeSpan CaptureOver = TimeSpan.FromHours(24);

    public static readonly TimeSpan CapturePeriod = TimeSpan.FromMinutes(5);

    /// <summary>A newer data point than this is the present; CloudWatch may be some minutes late.</summary>
    public static readonly TimeSpan PresentWithin = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan PresentPeriod = TimeSpan.FromMinutes(1);

    private const double LowShare = 0.05;
    private const double HighShare = 0.95;

    /// <summary>
    /// A flat line has no width, and the next point differs by a hair: each end moves out by this share of the value.
    /// </summary>
    private const double MarginShare = 0.1;

    /// <summary>The 5th to 95th percentile of a day, and a tenth of the value around it.</summary>
    public static CapturedRange Capture(MetricSeries series) =>
        Capture(series, CaptureOver, $"in the {CaptureOver.TotalHours:0} hours before the pre-warm");

    /// <param name="series">What was measured.</param>
    /// <param name="over">For how long.</param>
    /// <param name="when">When that was, in words.</param>
    public static CapturedRange Capture(MetricSeries series, TimeSpan over, string when)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Points.Count == 0)
        {
            return new CapturedRange(
                series.Name,
                null,
                $"metric {series.Name} had no data {when}; state its baseline in the plan");
        }

        var sorted = series.Points.Select(p => p.Value).Order().ToArray();
        var (low, high) = (At(sorted, LowShare), At(sorted, HighShare));
        var margin = MarginShare * Math.Max(Math.Abs(low), Math.Abs(high));
        var range = new MetricRange(low - margin, high + margin);
        return new CapturedRange(series.Name, range, $"{sorted.Length} points of {over.TotalHours:0.#} hours")
        {
            Spread = BaselineCapture.SpreadOf(series.Points),
        };
    }

    /// <param name="plan">The plan in force; a range that it states counts.</param>
    /// <param name="captured">The ranges that were captured; null when none were.</param>
    /// <param name="present">The newest data of all metrics; null when it could not be read.</param>
    /// <param name="unreadable">Why not; null when it was read.</param>
    public static MetricsVerdict Check(
        CompiledPlan plan,
        MetricBaseline? captured,
        IReadOnlyCollection<MetricSeries>? present,
        string? unreadable)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Metrics.Count == 0)
        {
            return new MetricsVerdict(true, "the plan watches no metric");
        }

        if (present is null)
        {
            return new MetricsVerdict(false, $"the metrics cannot be read: {unreadable}");
        }

        var wrong = plan.Metrics.Select(m => Wrong(m, captured, present)).OfType<string>().ToList();
        return wrong.Count == 0
            ? new MetricsVerdict(true, $"{plan.Metrics.Count} metrics are in their normal range")
            : new MetricsVerdict(false, string.Join("; ", wrong));
    }

    private static string? Wrong(
        PlanMetric metric,
        MetricBaseline? captured,
        IReadOnlyCollection<MetricSeries> present)
    {
        var range = metric.Baseline ?? captured?.Ranges.FirstOrDefault(r => r.Metric == metric.Name)?.Range;
        var newest = present.FirstOrDefault(s => s.Name == metric.Name)?.Points is [.., var last] ? last : null;
        return (range, newest) switch
        {
            (null, _) => $"metric {metric.Name} has no baseline; state one in the plan",
            (_, null) => $"metric {metric.Name} has no data, which is not in range",
            ({ } normal, { } point) when !metric.IsNormal(point.Value, normal) =>
                $"metric {metric.Name} is {point.Value:0.###}, outside {normal}",
            _ => null,
        };
    }

    /// <summary>The value at a share of the sorted points, the nearest one.</summary>
    internal static double At(double[] sorted, double share) =>
        sorted[(int)Math.Round(share * (sorted.Length - 1), MidpointRounding.AwayFromZero)];
}
