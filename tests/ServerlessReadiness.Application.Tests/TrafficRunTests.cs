using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests;

/// <summary>Traffic moves by DNS on the fake world: from a run in the table to records in the zone, minute by minute.
/// </summary>
public sealed class TrafficRunTests
{
    private const int CallsMax = 200;
    private static readonly TimeSpan Whole = TimeSpan.FromMinutes(30);

    [Fact]
    public void A_whole_shift_and_the_way_back_to_the_restore_point()
    {
        var region = new Region();
        var id = region.Start(Region.Shift(40));
        region.Scenario.Beats(Whole);
        Assert.Equal(RunState.Done, region.Run(id).State);
        Assert.Equal(["blue 60, green 40", "blue 20, green 80", "blue 0, green 100"], Weights(region));
        var least = region.Zone.SyncTakes + Region.Ttl + Region.Soak;
        Assert.All(
            region.Zone.History.Zip(region.Zone.History.Skip(1)),
            pair => Assert.True(pair.Second.At - pair.First.At >= least, $"{pair.Second.At - pair.First.At}"));
        Assert.All(region.Run(id).Steps[0].Effects, e => Assert.NotNull(e.ReceiptEndedAt));
        Assert.Equal(255, region.Record_.RestorePoint!.Records[0].Weight);
        var line = region.Scenario.Journal().First(l => l.Kind == JournalKind.Intent);
        Assert.Equal(("blue 255, green 0", "blue 60, green 40"), (line.Before, line.After));
        Assert.Null(region.Record_.Lease);

        var back = region.Start(new StepAction.DnsRestore(50, Region.Soak));
        region.Scenario.Beats(Whole);
        Assert.Equal(RunState.Done, region.Run(back).State);
        Assert.Equal("blue 255, green 0", region.Zone.Weights);
        Assert.Null(region.Record_.RestorePoint);
        Assert.Empty(region.Record_.Records);
    }

    [Theory]
    [InlineData("checkout-errors")]
    [InlineData("stop-1")]
    [InlineData("green-slow")]
    public void An_alarm_in_the_middle_takes_it_back_and_calls_a_person(string alarm)
    {
        var region = new Region();
        var id = region.Start(Region.Shift(40));
        region.Scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.Equal("blue 60, green 40", region.Zone.Weights);
        region.Say(alarm, AlarmStateValue.Alarm);
        region.Scenario.Beats(Whole);
        var run = region.Run(id);
        Assert.Equal((RunState.Failed, "blue 255, green 0"), (run.State, region.Zone.Weights));
        Assert.Contains(alarm, run.Reason, StringComparison.Ordinal);
        Assert.Contains(alarm, Assert.Single(region.Scenario.World.Messages).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Someone_elses_edit_between_two_stages_stays()
    {
        var region = new Region();
        var id = region.Start(Region.Shift(40));
        region.Scenario.Beats(TimeSpan.FromMinutes(2));
        region.Zone.Records = [Region.Record("blue", 90), Region.Record("green", 10)];
        region.Scenario.Beats(Whole);
        Assert.Equal((RunState.Failed, "blue 90, green 10"), (region.Run(id).State, region.Zone.Weights));
        Assert.Contains("someone else", Assert.Single(region.Scenario.World.Messages).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_just_before_the_batch_is_not_overwritten_but_seen()
    {
        var region = new Region();
        region.Scenario.World.Fault = c =>
        {
            if (c is Change.SetRecords && region.Zone.Records[0].Weight == 255)
            {
                region.Zone.Records = [Region.Record("blue", 200), Region.Record("green", 0)];
            }

            return null;
        };
        var id = region.Start(Region.Shift(50));
        region.Scenario.Beats(Whole);
        Assert.Equal(RunState.Done, region.Run(id).State);
        Assert.Equal(EffectState.Failed, region.Run(id).Steps[0].Effects[0].State);
        Assert.Equal(200, region.Record_.RestorePoint!.Records[0].Weight);
    }

    [Fact]
    public void A_pause_starts_no_stage_and_the_shift_goes_on_after_it()
    {
        var region = new Region();
        var id = region.Start(Region.Shift(40));
        region.Scenario.Beats(TimeSpan.FromMinutes(2));
        region.Scenario.SetMode(AutomationMode.Paused);
        region.Scenario.Beats(Whole);
        Assert.Equal((RunState.Running, "blue 60, green 40"), (region.Run(id).State, region.Zone.Weights));
        region.Scenario.SetMode(AutomationMode.Act);
        region.Scenario.Beats(Whole);
        Assert.Equal((RunState.Done, "blue 0, green 100"), (region.Run(id).State, region.Zone.Weights));
    }

    [Fact]
    public void A_shift_survives_its_process_being_stopped_anywhere()
    {
        for (var k = 1; k <= CallsMax; k++)
        {
            foreach (var after in new[] { false, true })
            {
                var crash = new CrashAt(k, after);
                var region = new Region();
                var id = region.Start(Region.Shift(50));
                region.Scenario.Beat(crash, () => crash.HasCrashed);
                if (!crash.HasCrashed)
                {
                    Assert.True(k > 12, $"only {k} crash points were tried");
                    return;
                }

                region.Scenario.Time.Advance(TimeSpan.FromMinutes(1));
                region.Scenario.Beats(Whole);
                var run = region.Run(id);
                Assert.True(run.State == RunState.Done, $"call {k}, {crash.Where}: {run.State}: {run.Reason}");
                Assert.Equal(["blue 50, green 50", "blue 0, green 100"], Weights(region));
                Assert.Equal(255, region.Record_.RestorePoint!.Records[0].Weight);
                Assert.Null(region.Record_.Lease);
            }
        }

        Assert.Fail($"a process made more than {CallsMax} calls");
    }

    [Theory]
    [InlineData(PortFailure.Unavailable, true)]
    [InlineData(PortFailure.Unavailable, false)]
    [InlineData(PortFailure.Throttled, false)]
    public void An_answer_that_is_an_error_loses_and_repeats_nothing(PortFailure failure, bool afterEffect)
    {
        var region = new Region();
        var asked = 0;
        region.Scenario.World.Fault = c => c is Change.SetRecords && ++asked == 1 ? (failure, afterEffect) : null;
        var id = region.Start(Region.Shift(50));
        region.Scenario.Beats(Whole);
        Assert.Equal(RunState.Done, region.Run(id).State);
        Assert.Equal(["blue 50, green 50", "blue 0, green 100"], Weights(region));
    }

    [Fact]
    public void An_alarm_hands_a_shift_to_Executor_which_asks_for_a_second_signal()
    {
        var alone = new Region();
        alone.Send("blue-down", AlarmStateValue.Alarm);
        alone.Scenario.Beats(TimeSpan.FromMinutes(3));
        var refused = Assert.Single(alone.Scenario.Runs);
        Assert.Equal(RunState.Failed, refused.State);
        Assert.Contains("second signal", refused.Reason, StringComparison.Ordinal);
        Assert.Equal("blue 255, green 0", alone.Zone.Weights);

        var both = new Region();
        both.Say("blue-slow", AlarmStateValue.Alarm);
        both.Send("blue-down", AlarmStateValue.Alarm);
        both.Scenario.Beats(Whole);
        Assert.Equal("blue 0, green 100", both.Zone.Weights);
    }

    [Theory]
    [InlineData("room")]
    [InlineData("load")]
    [InlineData("units")]
    [InlineData("silent")]
    [InlineData("gone")]
    public void What_is_behind_the_endpoint_is_read_before_it_gets_anything(string lacks)
    {
        var region = new Region();
        var words = lacks switch
        {
            "room" => "no room",
            "load" => "load is not known",
            "units" => "cannot be read",
            _ => "says nothing",
        };
        switch (lacks)
        {
            case "room":
                region.Green.Perform(new Change.SetGroupBounds("green", new(4, 12), new(2, 2)), region.Scenario.Now);
                region.Scenario.Time.Advance(TimeSpan.FromMinutes(1));
                break;
            case "load":
                region.Scenario.World.Measured = (_, _) => null;
                break;
            case "units":
                region.Scenario.World.ReadFault = c => c == "read group green" ? PortFailure.Unavailable : null;
                break;
            case "silent":
                region.Say("green-down", AlarmStateValue.InsufficientData);
                break;
            default:
                region = new Region(action: Region.Shift(10));
                region.Scenario.World.ReadFault = _ => null;
                words = "checkout-gone";
                break;
        }

        var shift = lacks == "gone"
            ? (StepAction.DnsShift)Region.Shift(100) with { StopOn = ["checkout-gone"] }
            : Region.Shift(100);
        var id = region.Start(shift);
        region.Scenario.Beats(TimeSpan.FromMinutes(6));
        Assert.Contains(words, region.Run(id).Reason, StringComparison.Ordinal);
        Assert.Equal(RunState.Failed, region.Run(id).State);
        Assert.Equal("blue 255, green 0", region.Zone.Weights);
    }

    [Fact]
    public void A_failover_switches_the_health_check_and_a_failback_sets_it_right()
    {
        var region = new Region(DnsPolicy.Failover, new StepAction.DnsFailover());
        var over = region.Start(new StepAction.DnsFailover());
        region.Scenario.Beats(TimeSpan.FromMinutes(6));
        Assert.Equal(RunState.Done, region.Run(over).State);
        Assert.True(region.Zone.HealthChecks[0].Inverted);
        Assert.Empty(region.Zone.History);

        var back = region.Start(new StepAction.DnsFailback());
        region.Scenario.Beats(TimeSpan.FromMinutes(6));
        Assert.True(region.Run(back).State == RunState.Done, region.Run(back).Reason);
        Assert.False(region.Zone.HealthChecks[0].Inverted);
        Assert.Null(region.Record_.RestorePoint);
    }

    private static IEnumerable<string> Weights(Region region) =>
        region.Zone.History.Select(h => string.Join(", ", h.Records));
}
