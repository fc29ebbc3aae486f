using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Tests.Phases;

public sealed class FloorWatchTests
{
    private static readonly Bounds InForce = new(10, 12);
    private static readonly Hold Held = new("a person said so", Way.T0, null);
    private static readonly FloorRecord Fresh = new(Way.Front, null, null, null, FloorVerdict.Holds, "");

    public static TheoryData<int, int, AutomationMode, int?, bool, FloorVerdict> Table => new()
    {
        // minimum, maximum, mode, minutes since the last undercut, whether that re-assertion wrote, decision
        { 10, 12, AutomationMode.Act, null, false, FloorVerdict.Holds },
        { 11, 12, AutomationMode.Act, null, false, FloorVerdict.Adopted },
        { 10, 14, AutomationMode.Act, null, false, FloorVerdict.Holds },
        { 10, 11, AutomationMode.Act, null, false, FloorVerdict.OutsideChange },
        { 9, 12, AutomationMode.Act, null, false, FloorVerdict.Reasserts },
        { 9, 12, AutomationMode.Act, 14, true, FloorVerdict.Fight },
        { 9, 12, AutomationMode.Act, 15, true, FloorVerdict.Reasserts },
        { 9, 12, AutomationMode.Act, 2, false, FloorVerdict.Withheld },
        { 9, 12, AutomationMode.Act, 3, false, FloorVerdict.Reasserts },
        { 9, 12, AutomationMode.Paused, null, false, FloorVerdict.Withheld },
        { 9, 12, AutomationMode.Observe, 2, true, FloorVerdict.Withheld },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_bounds_seen_decide(
        int minimum,
        int maximum,
        AutomationMode mode,
        int? since,
        bool wrote,
        FloorVerdict expected)
    {
        var run = Way.Run(Way.SomeRun, Way.Front, RunState.Done, "done", Way.T0);
        var record = since is { } minutes
            ? Fresh with { UndercutAt = Way.T0.AddMinutes(-minutes), Run = run.Id, Verdict = FloorVerdict.Reasserts }
            : Fresh;
        var decision = Decide(Facts(minimum, maximum), record, since is null ? null : wrote ? run.Wrote() : run, mode);
        Assert.Equal(expected, decision.Next.Verdict);
        Assert.Equal(expected == FloorVerdict.Reasserts, decision.Run is not null);
        Assert.Equal(expected is FloorVerdict.Fight or FloorVerdict.OutsideChange, decision.Hold is not null);
        Assert.Equal(expected == FloorVerdict.Reasserts, decision.Says?.Pages == true);
        if (expected == FloorVerdict.Fight)
        {
            Assert.Contains(decision.Issues, i => i is IssueWish.Open { Kind: IssueKind.FloorFight, Pages: true });
        }
    }

    [Fact]
    public void A_quiet_minute_says_and_changes_nothing()
    {
        var decision = Decide(Facts(10, 12), Fresh);
        Assert.Same(Fresh, decision.Next);
        Assert.Null(decision.Says);
        Assert.Empty(decision.Issues);
    }

    [Fact]
    public void What_cannot_be_read_and_what_a_run_works_on_is_left_as_it_was_decided()
    {
        var fought = Fresh with { Verdict = FloorVerdict.Reasserts };
        var blind = Facts(2, 8) with { Seen = null };
        Assert.Same(fought, Decide(blind, fought).Next);
        var leased = Facts(2, 8);
        leased = leased with
        {
            Resource = leased.Resource! with { Lease = new Lease(Way.SomeRun, 1, Way.T0.AddMinutes(1)) },
        };
        Assert.Same(fought, Decide(leased, fought).Next);
        var running = Way.Run(Way.SomeRun, Way.Front, RunState.Running, "at work", Way.T0);
        Assert.Same(fought, Decide(Facts(2, 8), fought, running).Next);
    }

    [Fact]
    public void A_component_on_hold_is_not_touched()
    {
        var decision = Decide(Facts(2, 8) with { Hold = Held }, Fresh);
        Assert.Equal(FloorVerdict.Held, decision.Next.Verdict);
        Assert.Null(decision.Run);
    }

    [Fact]
    public void After_a_person_accepted_an_outside_change_it_is_not_told_again()
    {
        var first = Decide(Facts(10, 11), Fresh);
        Assert.Equal(FloorVerdict.OutsideChange, first.Next.Verdict);
        var second = Decide(Facts(10, 11), first.Next);
        Assert.Equal(FloorVerdict.Holds, second.Next.Verdict);
        Assert.Contains(second.Issues, i => i is IssueWish.Close { Kind: IssueKind.OutsideChange });
        Assert.Equal(FloorVerdict.OutsideChange, Decide(Facts(10, 10), second.Next).Next.Verdict);
    }

    [Fact]
    public void A_floor_that_we_armed_and_that_fired_counts_as_set_by_us()
    {
        var facts = Facts(10, 12);
        facts = facts with
        {
            Resource = facts.Resource! with
            {
                InForce = null,
                Armed = [new ArmedFloor("readiness-sale-2", Way.T0.AddMinutes(-1), 10, null)],
            },
        };
        var decision = Decide(facts, Fresh);
        Assert.Equal(FloorVerdict.ArmedFloorFired, decision.Next.Verdict);
        Assert.Equal(10, decision.Resource!.InForce!.Minimum);
        Assert.Empty(decision.Resource.Armed);
    }

    [Fact]
    public void A_floor_that_the_ceiling_or_a_quota_capped_is_held_at_what_was_set()
    {
        var goal = GoalRecord.New(Way.Front, 10) with { Attempts = 1 };
        var stage = new StageRecord(1, StageState.Raising, Way.T0, null, StageVerdict.Raises, "", [goal]);
        var progress = StageProgress.New(Way.Event) with { Stages = [stage] };
        Assert.Equal(10, progress.HeldFloor(Way.Front));
        Assert.Equal(7, FloorWatch.FloorOf(progress, Way.Facts(Way.Front, 7, 8, 7, Way.Touched(Way.Front, new(7, 8)))));
        Assert.Equal(0, FloorWatch.FloorOf(progress, Way.Facts(Way.Front, 7, 8)));
        var served = progress with { Stages = [stage with { Goals = [goal with { IsInService = true }] }] };
        Assert.Equal(10, FloorWatch.FloorOf(served, Way.Facts(Way.Front, 12, 12)));
    }

    private static ComponentFacts Facts(int minimum, int maximum) =>
        Way.Facts(Way.Front, minimum, maximum, minimum, Way.Touched(Way.Front, InForce));

    private static FloorDecision Decide(
        ComponentFacts facts,
        FloorRecord record,
        Run? run = null,
        AutomationMode mode = AutomationMode.Act) => FloorWatch.Decide(
        new FloorSituation(Way.Head(Phase.Live, mode), facts, 10, record, run, IsRaising: false),
        Way.Ids(),
        Way.T0);
}
