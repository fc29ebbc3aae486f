using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Review.Alarms;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>Thresholds come from what is normal: MON-02. That they were tried, a person attests.</summary>
internal static class AlarmThresholds
{
    public static Verdict Check(ReviewFacts facts)
    {
        if (facts.Plan.Metrics.Count == 0)
        {
            return Verdict.NotApplicable("the plan has no metrics");
        }

        var findings = facts.Plan.Metrics.SelectMany(m => Metric(facts, m)).ToList();
        var open = facts.Plan.Metrics.Any(m => m.Baseline is null);
        var captured = Captured(facts);
        var age = captured is null ? "" : $", captured {captured.AgeAt(facts.Now).TotalDays:0} days ago";
        return AlarmChecks.Answer(
            findings,
            [.. facts.Alarms.Unread, .. open ? facts.Baselines.Unread : []],
            $"metrics {facts.Plan.Metrics.Count}{age}");
    }

    /// <summary>The newest of those that were captured.</summary>
    public static MetricBaseline? Captured(ReviewFacts facts) => facts.Baselines.Items.MaxBy(b => b.CapturedAt);

    /// <summary>A metric's normal range: the plan's, or the newest that was captured.</summary>
    public static MetricRange? RangeOf(ReviewFacts facts, PlanMetric metric) => metric.Baseline
        ?? CapturedOf(facts, metric)?.Range.Range;

    private static (MetricBaseline Baseline, CapturedRange Range)? CapturedOf(ReviewFacts facts, PlanMetric metric) =>
        facts.Baselines.Items
            .OrderByDescending(b => b.CapturedAt)
            .SelectMany(b => b.Ranges.Where(r => r.Metric == metric.Name && r.Range is not null).Select(r => (b, r)))
            .Select(p => ((MetricBaseline, CapturedRange)?)p)
            .FirstOrDefault();

    private static IEnumerable<Finding> Metric(ReviewFacts facts, PlanMetric metric)
    {
        var captured = CapturedOf(facts, metric);
        if (metric.Baseline is null && captured is null)
        {
            if (facts.Baselines.Unread.Count == 0)
            {
                yield return new Finding(
                    $"metric {metric.Name}",
                    "nobody knows what is normal for it",
                    "capture it with review baseline, or state its baseline in the plan");
            }

            yield break;
        }

        if (metric.Baseline is null && captured!.Value.Baseline.AgeAt(facts.Now) is var age && age > MetricBaseline.GoodFor)
        {
            yield return new Finding(
                $"metric {metric.Name}",
                $"what is normal for it was captured {age.TotalDays:0} days ago",
                "capture it anew with review baseline");
        }

        var range = metric.Baseline ?? captured!.Value.Range.Range!;
        foreach (var alarm in facts.Alarms.Items.Where(a => Compares(a, metric) && IsInNormal(a.Threshold!, range)))
        {
            yield return new Finding(
                alarm.Alarm.Value,
                $"fires {(alarm.Threshold!.IsAbove ? "above" : "below")} {alarm.Threshold.Value:0.###}, which is normal "
                + $"for metric {metric.Name}: {range}",
                $"set its threshold {(alarm.Threshold.IsAbove ? "above" : "below")} the normal range");
        }
    }

    /// <summary>Only the same statistic of the same series can be held against the range.</summary>
    private static bool Compares(AlarmPathView alarm, PlanMetric metric) =>
        AlarmChoice.Watches(alarm, metric)
        && alarm.Threshold is { IsOfMath: false } threshold && threshold.Statistic == metric.Statistic;

    private static bool IsInNormal(AlarmThreshold threshold, MetricRange range) => threshold.IsAbove
        ? threshold.Value < range.High
        : threshold.Value > range.Low;
}
