using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Core.Tests.Phases;

public sealed class BaselinesTests
{
    private static readonly PlanMetric Metric =
        new("requests", null, "123456789012", "ap-northeast-2", "AWS/ELB", "RequestCount", [], "Sum", new(10, 20))
        {
            Worse = MetricDirection.Either,
        };

    [Fact]
    public void The_range_is_the_5th_to_95th_percentile_and_a_tenth_around_it()
    {
        var captured = Baselines.Capture(Series([.. Enumerable.Range(0, 101).Select(i => (double)i)]));
        Assert.Equal(new MetricRange(5 - 9.5, 95 + 9.5), captured.Range);
        Assert.Equal(new MetricRange(45, 55), Baselines.Capture(Series(50, 50, 50)).Range);
        var none = Baselines.Capture(Series());
        Assert.Null(none.Range);
        Assert.Contains("had no data", none.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15.0, true)]
    [InlineData(20.0, true)]
    [InlineData(20.1, false)]
    [InlineData(9.9, false)]
    public void The_newest_point_decides(double value, bool expected) =>
        Assert.Equal(expected, Check(Metric, Series(999, value)).InRange);

    [Fact]
    public void A_metric_without_data_without_baseline_or_unread_is_not_in_range()
    {
        Assert.False(Check(Metric, Series()).InRange);
        Assert.False(Check(Metric with { Baseline = null }, Series(15)).InRange);
        Assert.False(Baselines.Check(Of(Metric), null, null, "denied").InRange);
        Assert.False(Baselines.Check(Of(Metric), null, [], null).InRange);
        Assert.True(Baselines.Check(Way.Plan, null, null, "denied").InRange);
    }

    [Fact]
    public void A_captured_range_counts_where_the_plan_states_none()
    {
        var captured = new MetricBaseline(Way.Event, Way.T0, [new CapturedRange("requests", new(1, 2), "")]);
        var open = Of(Metric with { Baseline = null });
        Assert.True(Baselines.Check(open, captured, [Series(1.5)], null).InRange);
        Assert.False(Baselines.Check(Of(Metric), captured, [Series(1.5)], null).InRange);
    }

    private static MetricsVerdict Check(PlanMetric metric, MetricSeries series) =>
        Baselines.Check(Of(metric), null, [series], null);

    private static CompiledPlan Of(PlanMetric metric) => Way.Plan with { Metrics = [metric] };

    private static MetricSeries Series(params double[] values) =>
        new("requests", [.. values.Select((v, i) => new MetricPoint(Way.T0.AddMinutes(i), v))]);
}
