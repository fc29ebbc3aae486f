using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Tests.Phases;

/// <summary>The pre-warm as a timeline: each step decides on what the last one remembered.</summary>
public sealed class PrewarmDeciderTests
{
    private const string Shortage = "waits; AWS has no capacity of this kind: InsufficientInstanceCapacity";

    private readonly Func<RunId> _ids = Way.Ids();
    private readonly Dictionary<ComponentName, ComponentFacts> _components = new()
    {
        [Way.Data] = Way.Facts(Way.Data, 2, 8, 4),
        [Way.Front] = Way.Facts(Way.Front, 2, 8, 4),
        [Way.Spare] = Way.Facts(Way.Spare, 2, 8, 4),
    };

    private readonly Dictionary<RunId, Run> _runs = [];
    private StageProgress _progress = StageProgress.New(Way.Event).For(Way.Plan.Stages);
    private AutomationMode _mode = AutomationMode.Act;

    [Fact]
    public void Nothing_starts_before_it_is_due()
    {
        var decision = At(-1);
        Assert.Empty(decision.Runs);
        Assert.Empty(decision.Says);
        Assert.All(decision.Next.Stages, s => Assert.Equal(StageVerdict.NotDue, s.Verdict));
    }

    [Fact]
    public void Stages_go_one_after_the_other_and_each_waits_for_what_serves()
    {
        Assert.Equal(Way.Data, Assert.Single(At(0).Runs).Component);
        Running(Way.Data, 0, "waits");
        Assert.Empty(At(4).Runs);
        Assert.Equal(StageVerdict.WaitsForStage, At(5).Next.Stages[1].Verdict);
        Assert.Empty(At(6).Says);

        _components[Way.Data] = Way.Facts(Way.Data, 10, 10);
        var third = At(7);
        Assert.Equal(StageState.InService, third.Next.Stages[0].State);
        Assert.Equal(Way.Front, Assert.Single(third.Runs).Component);
        Over(Way.Front, RunState.Done, "8 of 8 are in service");
        Assert.All(At(9).Next.Stages, s => Assert.Equal(StageState.InService, s.State));
        Assert.Empty(At(10).Says);
    }

    [Fact]
    public void In_service_without_the_floor_in_force_is_not_enough()
    {
        _components[Way.Data] = Way.Facts(Way.Data, 2, 12, 10);
        Assert.Equal(Way.Data, Assert.Single(At(0).Runs).Component);
    }

    [Fact]
    public void A_slow_boot_is_an_issue_with_the_expected_time_and_is_closed_when_it_serves()
    {
        At(0);
        Running(Way.Data, 0, "4 of 10 are in service");
        Assert.Empty(At(9).Issues);
        var slow = Assert.IsType<IssueWish.Open>(Assert.Single(At(10).Issues));
        Assert.Equal((IssueKind.SlowBoot, false), (slow.Kind, slow.Pages));
        Assert.Equal(Way.T0.AddMinutes(15), slow.ExpectedBy);
        Assert.Empty(At(11).Issues);
        Over(Way.Data, RunState.Done, "10 of 10");
        Assert.Contains(At(12).Issues, i => i is IssueWish.Close { Kind: IssueKind.SlowBoot });
    }

    [Fact]
    public void A_shortage_raises_the_alternative_by_what_is_missing_once_and_within_its_ceiling()
    {
        At(0);
        Running(Way.Data, 0, Shortage);
        var decision = At(3);
        var run = Assert.Single(decision.Runs);
        Assert.Equal(Way.Spare, run.Component);
        Assert.Equal(new StepAction.CapacityFloor(10), run.Runbook.Steps[0].Do);
        Assert.Equal(IssueKind.CapacityShortage, Assert.Single(decision.Issues).Kind);
        Assert.Empty(At(4).Runs);
        Over(Way.Spare, RunState.Done, "10 of 10");
        Assert.Equal(StageState.InService, At(6).Next.Stages[0].State);
    }

    [Theory]
    [InlineData("the account's quota allows 5 of 10; ask AWS to raise the quota", IssueKind.QuotaRefused)]
    [InlineData("InsufficientInstanceCapacity", IssueKind.CapacityShortage)]
    public void A_failed_run_is_told_apart_and_tried_again_later(string words, IssueKind kind)
    {
        At(0);
        Over(Way.Data, RunState.Failed, words);
        var failed = At(2);
        Assert.Contains(failed.Issues, i => i is IssueWish.Open && i.Kind == kind);
        Over(Way.Spare, RunState.Failed, "no luck");
        Assert.Empty(At(3).Runs);
        Assert.Contains(At(13).Runs, r => r.Component == Way.Data);
    }

    [Fact]
    public void A_goal_whose_runs_all_fail_is_left_to_people_in_the_end()
    {
        for (var minute = 0; minute < 120; minute++)
        {
            At(minute);
            foreach (var goal in _progress.Stages.SelectMany(s => s.Goals).Where(g => g.Run is not null))
            {
                _runs[goal.Run!.Value] = Way.Run(goal.Run.Value, goal.Component, RunState.Failed, "denied", Way.T0);
            }
        }

        Assert.Equal(GoalVerdict.LeftToPeople, _progress.Stages[0].Goals[0].Verdict);
        Assert.Equal(GoalRecord.AttemptsMax, _progress.Stages[0].Goals[0].Attempts);
    }

    [Fact]
    public void At_its_proceed_anyway_instant_a_stage_pages_once_and_the_next_goes_on()
    {
        At(0);
        Running(Way.Data, 0, "4 of 10");
        var anyway = At(20);
        Assert.Equal(StageState.GivenUp, anyway.Next.Stages[0].State);
        Assert.Contains(anyway.Issues, i => i is IssueWish.Open { Kind: IssueKind.StageNotReady, Pages: true });
        Assert.Equal(Way.Front, Assert.Single(anyway.Runs).Component);
        Running(Way.Front, 20, "4 of 8");
        Assert.DoesNotContain(At(21).Issues, i => i.Kind == IssueKind.StageNotReady);
        Over(Way.Data, RunState.Done, "10 of 10");
        Assert.Equal(StageState.InService, At(22).Next.Stages[0].State);
    }

    [Theory]
    [InlineData(AutomationMode.Observe, GoalVerdict.Observed)]
    [InlineData(AutomationMode.Paused, GoalVerdict.Paused)]
    public void What_the_mode_does_not_let_start_is_said_once(AutomationMode mode, GoalVerdict verdict)
    {
        _mode = mode;
        var first = At(0);
        Assert.Empty(first.Runs);
        Assert.Equal(verdict, first.Next.Stages[0].Goals[0].Verdict);
        Assert.NotEmpty(first.Says);
        Assert.Empty(At(1).Says);
        Assert.Equal(mode == AutomationMode.Paused, At(20).Issues.Count > 0);
        _mode = AutomationMode.Act;
        Assert.Contains(At(21).Runs, r => r.Component == Way.Data);
    }

    [Fact]
    public void A_held_component_is_not_raised()
    {
        _components[Way.Data] = Way.Facts(Way.Data, 2, 8, 4, hold: new Hold("a fight", Way.T0, null));
        Assert.Empty(At(0).Runs);
        Assert.Equal(GoalVerdict.Held, _progress.Stages[0].Goals[0].Verdict);
    }

    [Fact]
    public void A_moved_stage_keeps_its_record_and_a_changed_floor_is_begun_anew()
    {
        At(0);
        Over(Way.Data, RunState.Done, "10 of 10");
        At(2);
        var later = PlanShift.Postpone(Way.Plan, TimeSpan.FromHours(1));
        Assert.Same(_progress, _progress.For(later.Stages));
        var more = _progress.For([Way.Plan.Stages[0] with { Goals = [new StageGoal(Way.Data, 12)] }, Way.Plan.Stages[1]]);
        Assert.Equal(StageState.Raising, more.Stages[0].State);
        Assert.Equal(0, more.Stages[0].Goals[0].Attempts);
    }

    [Fact]
    public void A_large_plan_begins_over_several_minutes()
    {
        var names = Enumerable.Range(0, 50).Select(i => ComponentName.Parse($"c{i}")).ToList();
        var plan = Way.Plan with
        {
            Components = [.. names.Select(Way.Component)],
            Stages = [new PrewarmStage(1, Way.T0, Way.T0.AddMinutes(20), [.. names.Select(n => new StageGoal(n, 4))])],
        };
        var facts = names.ToDictionary(n => n, n => new ComponentFacts(Way.Component(n), null, null, null));
        var progress = StageProgress.New(Way.Event).For(plan.Stages);
        var started = 0;
        for (var minute = 0; minute < 3; minute++)
        {
            var decision = PrewarmDecider.Decide(
                new PrewarmSituation(plan, Way.Head(Phase.Prewarm), progress, facts, Live(progress)),
                _ids,
                Way.T0.AddMinutes(minute));
            Assert.InRange(decision.Runs.Count, 10, PrewarmDecider.StartsMax);
            started += decision.Runs.Count;
            progress = decision.Next;
        }

        Assert.Equal(50, started);
    }

    private static Dictionary<RunId, Run> Live(StageProgress progress) => progress.Stages.SelectMany(s => s.Goals)
        .Where(g => g.Run is not null)
        .ToDictionary(
            g => g.Run!.Value,
            g => Way.Run(g.Run!.Value, g.Component, RunState.Running, "waits", Way.T0));

    private PrewarmDecision At(int minute)
    {
        var now = Way.T0.AddMinutes(minute);
        var situation = new PrewarmSituation(Way.Plan, Way.Head(Phase.Prewarm, _mode), _progress, _components, _runs);
        var decision = PrewarmDecider.Decide(situation, _ids, now);
        _progress = decision.Next;
        foreach (var run in decision.Runs)
        {
            _runs[run.Id] = Way.Run(run.Id, run.Component, RunState.Running, "started", now);
        }

        return decision;
    }

    private void Running(ComponentName name, int sinceMinute, string reason) =>
        _runs[RunOf(name)] = Way.Run(RunOf(name), name, RunState.Running, reason, Way.T0.AddMinutes(sinceMinute));

    private void Over(ComponentName name, RunState state, string reason) =>
        _runs[RunOf(name)] = Way.Run(RunOf(name), name, state, reason, Way.T0);

    private RunId RunOf(ComponentName name) =>
        _progress.Stages.SelectMany(s => s.Goals).Last(g => g.Component == name && g.Run is not null).Run!.Value;
}
