using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Tests.Phases;

public sealed class ArmDeciderTests
{
    private static readonly Component Armed = Way.Component(Way.Data) with { Armed = true };
    private static readonly ArmedFloor Floor = new("readiness-sale-1", Way.T0, 10, null);
    private static readonly StageProgress Nothing = StageProgress.New(Way.Event);

    private static readonly StageProgress Started =
        Nothing.With(new ArmRecord(Way.Data, Way.SomeRun, null, ArmVerdict.Starts, ""));

    [Fact]
    public void Floors_of_stages_to_come_are_wanted_until_the_event_cools_down_or_is_cancelled()
    {
        Assert.Equal([Floor], Wanted(Way.Head(Phase.Scheduled), -60));
        Assert.Empty(Wanted(Way.Head(Phase.Prewarm), 0));
        Assert.Empty(Wanted(Way.Head(Phase.Cooldown), -60));
        Assert.Empty(Wanted(Way.Head(Phase.Scheduled, cancelling: "rain"), -60));
        Assert.Empty(Arming.Wanted(Way.Plan, Way.Head(Phase.Scheduled), Way.Component(Way.Data), Way.T0.AddHours(-1)));
        var target = Armed with { Resource = Support.Make.Tasks };
        Assert.Empty(Arming.Wanted(Way.Plan, Way.Head(Phase.Scheduled), target, Way.T0.AddHours(-1)));
    }

    [Theory]
    [InlineData(RunState.Running, AutomationMode.Act, ArmVerdict.Waits)]
    [InlineData(RunState.Failed, AutomationMode.Act, ArmVerdict.Failed)]
    [InlineData(RunState.Done, AutomationMode.Act, ArmVerdict.Failed)]
    public void A_run_that_did_not_arm_as_wanted_is_told_and_not_repeated_each_minute(
        RunState state,
        AutomationMode mode,
        ArmVerdict expected)
    {
        var run = Way.Run(Way.SomeRun, Way.Data, state, "because", Way.T0);
        var decision = Decide(Started, run, mode, []);
        Assert.Equal(expected, decision.Next.Verdict);
        Assert.Null(decision.Run);
        var again = Decide(Nothing.With(decision.Next), run, mode, [], minute: -59);
        Assert.Null(again.Run);
        var later = Decide(Nothing.With(decision.Next), run, mode, [], minute: -45);
        Assert.Equal(expected == ArmVerdict.Failed, later.Run is not null);
    }

    [Fact]
    public void What_is_armed_otherwise_is_armed_anew()
    {
        Assert.Null(Decide(Nothing, null, AutomationMode.Act, [Floor]).Run);
        foreach (var wrong in new[] { Floor with { Minimum = 9 }, Floor with { At = Way.T0.AddMinutes(1) } })
        {
            var decision = Decide(Nothing, null, AutomationMode.Act, [wrong]);
            Assert.Equal(new StepAction.CapacityArm([Floor]), decision.Run!.Runbook.Steps[0].Do);
        }

        Assert.Equal(ArmVerdict.Withheld, Decide(Nothing, null, AutomationMode.Paused, []).Next.Verdict);
        var moving = Nothing with { MovingUntil = Way.T0 };
        Assert.Equal(ArmVerdict.BeingMoved, Decide(moving, null, AutomationMode.Act, []).Next.Verdict);
    }

    [Fact]
    public void An_issue_about_arming_is_closed_when_it_agrees_again()
    {
        var failed = Nothing.With(new ArmRecord(Way.Data, Way.SomeRun, Way.T0, ArmVerdict.Failed, ""));
        var decision = Decide(failed, null, AutomationMode.Act, [Floor]);
        Assert.Contains(decision.Issues, i => i is IssueWish.Close { Kind: IssueKind.NotArmed });
    }

    private static EquatableList<ArmedFloor> Wanted(EventHead head, int minute) =>
        Arming.Wanted(Way.Plan, head, Armed, Way.T0.AddMinutes(minute));

    private static ArmDecision Decide(
        StageProgress progress,
        Run? run,
        AutomationMode mode,
        EquatableList<ArmedFloor> armed,
        int minute = -60)
    {
        var resource = Way.Touched(Way.Data, new Bounds(2, 8)) with { Armed = armed };
        var facts = new ComponentFacts(Armed, null, resource, null);
        return ArmDecider.Decide(
            new ArmSituation(Way.Plan, Way.Head(Phase.Scheduled, mode), facts, progress, run),
            Way.Ids(),
            Way.T0.AddMinutes(minute));
    }
}
