using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Runs;

/// <summary>A change that was sent and never answered may land minutes later, on top of what went back meanwhile.</summary>
public sealed class DoubtTests
{
    private static readonly DateTimeOffset T0 = Make.T0;

    private static readonly Component Features = Make.Component(
        resource: new Resource.Setting("123456789012", "ap-northeast-2", SettingService.SsmParameters, "/shop/features"));

    private static readonly StepAction Reduce = new StepAction.FeatureReduce([new SettingValue("tips", "off")]);
    private static readonly StepAction Restore = new StepAction.FeatureRestore();

    private static readonly Change Sent = new Change.SetSettings([new("tips", "on")], [new("tips", "off")]);

    [Fact]
    public void What_goes_back_waits_until_nothing_that_was_sent_before_can_land()
    {
        var inDoubt = Record.InDoubt(Sent, T0.AddMinutes(-2));
        var early = RunDecider.Next(Make.Run(Restore, null), Features, See(inDoubt), T0);
        Assert.Equal(new RunMove.WaitUntil(T0.AddMinutes(1)), early.Move);
        Assert.Contains("never answered", early.Reason, StringComparison.Ordinal);

        var later = RunDecider.Next(early.Next, Features, See(inDoubt), T0.AddMinutes(1));
        Assert.IsType<RunMove.Perform>(later.Move);
    }

    [Fact]
    public void What_is_as_before_is_not_called_so_while_something_may_land()
    {
        var seen = See(Record.InDoubt(Sent, T0)) with { Setting = new SettingSnapshot([new("tips", "on")], null, true) };
        var decision = RunDecider.Next(Make.Run(Restore, null), Features, seen, T0);
        Assert.Equal(new RunMove.WaitUntil(T0 + ResourceState.LandsWithin), decision.Move);
    }

    [Fact]
    public void An_undo_of_what_turns_traffic_away_waits_too()
    {
        var run = Make.Run(Reduce, null) with { State = RunState.Undoing };
        run = run with { Steps = [run.Steps[0] with { State = StepState.Undoing, StartedAt = T0 }] };
        var decision = RunDecider.Next(run, Features, See(Record.InDoubt(Sent, T0)), T0);
        Assert.IsType<RunMove.WaitUntil>(decision.Move);
    }

    [Fact]
    public void What_sheds_or_adds_is_not_held_up()
    {
        var seen = See(Record.InDoubt(Sent, T0)) with { Setting = new SettingSnapshot([new("tips", "on")], null, true) };
        Assert.IsType<RunMove.Perform>(RunDecider.Next(Make.Run(Reduce, null), Features, seen, T0).Move);
    }

    [Fact]
    public void An_older_doubt_does_not_shorten_a_newer_one()
    {
        var newer = Record.InDoubt(Sent, T0);
        Assert.Equal(newer, newer.InDoubt(Sent, T0.AddMinutes(-1)));
        Assert.Equal(T0.AddMinutes(2) + ResourceState.LandsWithin, newer.InDoubt(Sent, T0.AddMinutes(2)).Doubt!.LandsBy);
    }

    [Fact]
    public void A_bound_of_ours_that_landed_late_is_not_taken_for_someone_elses()
    {
        var before = ResourceState.New("group", EventId.Parse("sale")) with
        {
            RestorePoint = new RestorePoint(new(2, 10), 2, T0.AddHours(-1)),
            InForce = new Bounds(8, 30),
        };
        var down = new Change.SetGroupBounds("web", new(8, 30), new(7, 30));
        var missed = before.Touched(down, Seen(8)).Missed(down).InDoubt(down, T0);
        Assert.Equal(new Bounds(8, 30), missed.Caught(Seen(8)).InForce);
        Assert.Equal(new Bounds(7, 30), missed.Caught(Seen(7)).InForce);
        var further = missed.Touched(new Change.SetGroupBounds("web", new(7, 30), new(6, 30)), Seen(7));
        Assert.Equal(new Bounds(6, 30), further.Caught(Seen(6)).InForce);
        Assert.Equal(before.RestorePoint, missed.Caught(Seen(7)).RestorePoint);

        static Observation Seen(int minimum) =>
            Observation.Nothing(T0) with { Group = Make.Group(10, minimum, 30) };
    }

    private static ResourceState Record => ResourceState.New(Features.Resource.Key, EventId.Parse("sale")) with
    {
        RestorePoint = new RestorePoint(new(0, 0), 0, T0.AddHours(-1)) { Settings = [new("tips", "on")] },
        SettingsInForce = [new("tips", "off")],
    };

    private static Observation See(ResourceState record) => Observation.Nothing(T0) with
    {
        Setting = new SettingSnapshot([new("tips", "off")], null, true),
        Record = record,
    };
}
