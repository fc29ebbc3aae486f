using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Review.Alarms;
using ServerlessReadiness.Core.Review.Views;
using W = ServerlessReadiness.Core.Tests.Review.AlarmWorld;

namespace ServerlessReadiness.Core.Tests.Review;

public sealed class AlarmProposalsTests
{
    [Fact]
    public void What_has_its_alarm_gets_no_other()
    {
        var proposals = AlarmProposals.Of(W.Facts);
        Assert.Empty(proposals.Alarms);
        Assert.Empty(proposals.Open);
    }

    [Fact]
    public void A_metric_gets_its_threshold_from_what_is_normal_and_a_response_from_its_rehearsal()
    {
        var proposals = AlarmProposals.Of(W.Facts with { Alarms = W.Seen<AlarmPathView>() });
        Assert.Empty(proposals.Open);
        var (slow, cpu) = (proposals.Alarms[0], proposals.Alarms[1]);
        Assert.Equal(("sale-latency", 0.4, true, "p99"), (slow.Name, slow.Threshold, slow.IsAbove, slow.Statistic));
        Assert.Equal([W.Topic], slow.Actions);
        Assert.Equal(("frontfront", 80.0, "CPUUtilization", 3, 3), (cpu.Name, cpu.Threshold, cpu.Metric.Name, cpu.EvaluationPeriods, cpu.DatapointsToAlarm));
        Assert.Equal([new AlarmDimension("AutoScalingGroupName", "web")], cpu.Metric.Dimensions);
    }

    [Fact]
    public void A_metric_that_is_bad_below_fires_below_and_on_silence()
    {
        var orders = W.Latency with { Worse = MetricDirection.Below, Baseline = new MetricRange(10, 90) };
        var proposals = AlarmProposals.Of(W.Facts with { Plan = W.Plan with { Metrics = [orders] }, Alarms = W.Seen(W.Cpu) });
        var alarm = Assert.Single(proposals.Alarms);
        Assert.Equal((10.0, false, MissingData.Breaching), (alarm.Threshold, alarm.IsAbove, alarm.MissingData));
    }

    [Fact]
    public void What_nobody_knows_a_threshold_for_is_left_to_a_person()
    {
        var plan = W.Plan with { Metrics = [W.Latency with { Baseline = null }], Responses = [W.Plan.Responses[0] with { Model = null }] };
        var proposals = AlarmProposals.Of(W.Facts with { Plan = plan, Alarms = W.Seen<AlarmPathView>() });
        Assert.Empty(proposals.Alarms);
        Assert.Equal(2, proposals.Open.Count);
        var captured = new MetricBaseline(plan.Event, W.Now, [new CapturedRange("latency", new MetricRange(0, 7), "")]);
        Assert.Equal(
            7,
            Assert.Single(AlarmProposals.Of(W.Facts with { Plan = plan, Alarms = W.Seen<AlarmPathView>(), Baselines = W.Seen(captured) }).Alarms).Threshold);
    }

    [Fact]
    public void Nothing_is_proposed_while_the_alarms_could_not_be_read() =>
        Assert.Empty(AlarmProposals.Of(W.Facts with { Alarms = new([], ["denied"]) }).Alarms);
}
