using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Phases;

public sealed class BaselineCaptureTests
{
    [Fact]
    public void The_window_gives_range_and_spread_and_ages_from_its_end()
    {
        MetricSeries series = new("requests", [.. Enumerable.Range(0, 101).Select(i => new MetricPoint(Make.T0.AddMinutes(i), 100 - i))]);
        var window = (From: Make.T0.AddDays(-9), Until: Make.T0.AddDays(-2));
        var baseline = BaselineCapture.Of(Way.Event, [Ladders.Requests, Ladders.Requests with { Name = "silent" }], [series], window, Make.T0);
        Assert.Equal(new MetricSpread(101, 50, 90, 99, 100), baseline.Ranges[0].Spread);
        Assert.Equal(new MetricRange(5 - 9.5, 95 + 9.5), baseline.Ranges[0].Range);
        Assert.Contains("168 hours", baseline.Ranges[0].Reason, StringComparison.Ordinal);
        Assert.Null(baseline.Ranges[1].Range);
        Assert.Null(baseline.Ranges[1].Spread);
        Assert.Equal(TimeSpan.FromDays(3), baseline.AgeAt(Make.T0.AddDays(1)));
    }

    [Theory]
    [InlineData(-1, 1, "is to come")]
    [InlineData(-1.02, -1, "too short")]
    [InlineData(-40, -1, "too long")]
    [InlineData(-470, -450, "keeps nothing")]
    [InlineData(-9, -2, null)]
    public void A_window_must_be_over_long_enough_and_still_kept(double from, double until, string? refusal)
    {
        var said = BaselineCapture.Refusal(Make.T0.AddDays(from), Make.T0.AddDays(until), Make.T0);
        if (refusal is null)
        {
            Assert.Null(said);
        }
        else
        {
            Assert.Contains(refusal, said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_older_than_CloudWatch_keeps_five_minutes_for_is_read_by_hours()
    {
        Assert.Equal(TimeSpan.FromMinutes(5), BaselineCapture.PeriodOf(Make.T0.AddDays(-63), Make.T0));
        Assert.Equal(TimeSpan.FromHours(1), BaselineCapture.PeriodOf(Make.T0.AddDays(-64), Make.T0));
    }
}
