using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Tests.Phases;

/// <summary>The return to normal as a timeline. Minute 0 is the begin of Cooldown.</summary>
public sealed class ReturnDeciderTests
{
    private static readonly MetricsVerdict Normal = new(true, "1 metric is in its normal range");
    private static readonly MetricsVerdict Strange = new(false, "metric requests is 500, outside 0–100");
    private static readonly Bounds Before = new(2, 8);

    private readonly Func<RunId> _ids = Way.Ids();
    private readonly Dictionary<RunId, Run> _runs = [];
    private readonly Dictionary<ComponentName, ComponentFacts> _components = new()
    {
        [Way.Data] = Way.Facts(Way.Data, 10, 12, 10, Way.Touched(Way.Data, new(10, 12))),
        [Way.Front] = Way.Facts(Way.Front, 8, 8, 8, Way.Touched(Way.Front, new(8, 8))),
        [Way.Spare] = Way.Facts(Way.Spare, 2, 8),
    };

    private CompiledPlan _plan = Way.Plan;
    private ReturnProgress _progress = ReturnDecider.Begin(Way.Plan, Way.T0);
    private MetricsVerdict? _metrics = Normal;
    private string[] _firing = [];
    private AutomationMode _mode = AutomationMode.Act;
    private string? _cancelling;

    [Fact]
    public void Metrics_must_be_in_range_as_long_as_the_plan_says_without_a_break()
    {
        At(0);
        _metrics = Strange;
        At(8);
        Assert.Equal(Strange.Reason, _progress.Reason);
        _metrics = Normal;
        At(9);
        Assert.Equal(ReturnState.WaitingForRange, At(18).Next.Technical);
        Assert.Equal(ReturnState.ScalingDown, At(19).Next.Technical);
    }

    [Fact]
    public void Unread_metrics_and_firing_alarms_are_not_normal()
    {
        At(0);
        _metrics = null;
        At(5);
        Assert.Null(_progress.InRangeSince);
        _metrics = Normal;
        _firing = ["web-5xx"];
        At(30);
        Assert.Null(_progress.InRangeSince);
        Assert.Contains("web-5xx", _progress.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Callers_go_back_before_what_they_call_and_everything_is_verified_at_the_end()
    {
        Scale();
        Assert.Equal(Way.Front, Assert.Single(At(11).Runs).Component);
        Assert.Empty(At(12).Runs);
        Restored(Way.Front);
        Assert.Equal(Way.Data, Assert.Single(At(20).Runs).Component);
        Restored(Way.Data);
        At(30);
        Assert.Equal(ReturnState.Verifying, _progress.Technical);
        Assert.Equal(ReturnState.Done, At(31).Next.Technical);
        Assert.False(_progress.IsOver);
        Assert.Equal("\"tell customers\" is not confirmed", _progress.WhatIsOpen());
        _progress = _progress with { Operational = [new OperationalItem("tell customers", "kim", Way.T0)] };
        Assert.True(_progress.IsOver);
    }

    [Theory]
    [InlineData(AutomationMode.Observe)]
    [InlineData(AutomationMode.Paused)]
    public void Nothing_is_taken_away_unless_automation_acts(AutomationMode mode)
    {
        Scale();
        _mode = mode;
        Assert.Empty(At(11).Runs);
        Assert.Equal(ReturnVerdict.Withheld, _progress.Verdict);
        _mode = AutomationMode.Act;
        Assert.Single(At(12).Runs);
    }

    [Fact]
    public void A_freeze_a_hold_and_a_run_at_work_are_waited_for()
    {
        Scale();
        _plan = Way.Plan with { Freezes = [new Freeze("finale", Way.T0, Way.T0.AddMinutes(15), [], true)] };
        Assert.Empty(At(11).Runs);
        Assert.Contains("finale", _progress.Reason, StringComparison.Ordinal);
        _components[Way.Front] = _components[Way.Front] with { Hold = new Hold("a fight", Way.T0, null) };
        Assert.Empty(At(16).Runs);
        var resource = _components[Way.Front].Resource! with { Lease = new Lease(Way.SomeRun, 1, Way.T0.AddMinutes(18)) };
        _components[Way.Front] = _components[Way.Front] with { Hold = null, Resource = resource };
        Assert.Empty(At(17).Runs);
        Assert.Single(At(18).Runs);
    }

    [Fact]
    public void A_failed_restore_keeps_the_next_level_up_until_a_person_decides()
    {
        Scale();
        At(11);
        _runs[_progress.Find(Way.Front)!.Run!.Value] =
            Way.Run(_progress.Find(Way.Front)!.Run!.Value, Way.Front, RunState.Failed, "alarms fired", Way.T0);
        var failed = At(12);
        Assert.Equal(IssueKind.NotNormal, Assert.Single(failed.Issues).Kind);
        Assert.Equal(ReturnVerdict.NeedsPerson, failed.Next.Verdict);
        Assert.Empty(At(500).Runs);
        _progress = _progress.With(_progress.Find(Way.Front)! with { State = RestoreState.Kept, KeptBy = "kim" });
        _components[Way.Front] = _components[Way.Front] with { Resource = null };
        Assert.Equal(Way.Data, Assert.Single(At(501).Runs).Component);
    }

    [Fact]
    public void Bounds_that_differ_after_the_restore_are_told_and_not_done()
    {
        Scale();
        At(11);
        Restored(Way.Front);
        At(12);
        Restored(Way.Data);
        _components[Way.Data] = Way.Facts(Way.Data, 5, 8);
        At(13);
        var wrong = At(14);
        Assert.Equal(ReturnState.Verifying, wrong.Next.Technical);
        Assert.Contains(wrong.Issues, i => i is IssueWish.Open { Kind: IssueKind.NotNormal } && i.Component == Way.Data);
        Assert.Empty(At(15).Issues);
        _components[Way.Data] = _components[Way.Data] with { Seen = null };
        Assert.Equal(ReturnState.Verifying, At(16).Next.Technical);
        _components[Way.Data] = Way.Facts(Way.Data, 2, 8);
        Assert.Equal(ReturnState.Done, At(17).Next.Technical);
    }

    [Fact]
    public void Production_that_stays_strange_after_the_restore_calls_a_person_once()
    {
        Scale();
        At(11);
        Restored(Way.Front);
        At(12);
        Restored(Way.Data);
        At(13);
        _metrics = Strange;
        Assert.Empty(At(14).Issues);
        Assert.Single(At(45).Issues);
        Assert.Empty(At(46).Issues);
    }

    [Fact]
    public void A_component_changed_again_goes_back_again()
    {
        Scale();
        At(11);
        Restored(Way.Front);
        At(12);
        Restored(Way.Data);
        At(13);
        Assert.Equal(ReturnState.Done, At(14).Next.Technical);
        _components[Way.Spare] = Way.Facts(Way.Spare, 6, 8, 6, Way.Touched(Way.Spare, new(6, 8)));
        Assert.Equal(ReturnState.ScalingDown, At(15).Next.Technical);
        Assert.Equal(Way.Spare, Assert.Single(At(16).Runs).Component);
    }

    [Fact]
    public void What_was_captured_and_never_changed_is_dropped_without_a_run_unless_a_run_is_at_work_on_it()
    {
        var untouched = Way.Touched(Way.Spare, Before) with { InForce = null };
        _components[Way.Spare] = Way.Facts(Way.Spare, 2, 8, 2, untouched);
        Assert.Equal(Way.Spare, Assert.Single(At(0).Untouched));
        var leased = untouched with { Lease = new Lease(Way.SomeRun, 1, Way.T0.AddHours(1)) };
        _components[Way.Spare] = Way.Facts(Way.Spare, 2, 8, 2, leased);
        Assert.Empty(At(1).Untouched);
        Assert.Equal(RestoreState.Pending, _progress.Find(Way.Spare)!.State);
    }

    [Fact]
    public void A_cancelled_event_asks_neither_metrics_nor_alarms()
    {
        _cancelling = "the site is down";
        (_metrics, _firing) = (null, ["web-5xx"]);
        Assert.Equal(ReturnState.ScalingDown, At(0).Next.Technical);
        At(1);
        Restored(Way.Front);
        At(2);
        Restored(Way.Data);
        At(3);
        Assert.Equal(ReturnState.Done, At(4).Next.Technical);
    }

    [Fact]
    public void Past_the_latest_cooldown_a_person_is_called_once_a_day_with_what_it_costs()
    {
        _metrics = Strange;
        Assert.Empty(At(299).Issues);
        var pages = 0;
        for (var minute = 300; minute < 300 + (3 * 24 * 60); minute++)
        {
            pages += At(minute).Issues.OfType<IssueWish.Open>().Count(i => i.Kind == IssueKind.CooldownOverdue
                && i.Summary.Contains("7.00 USD an hour", StringComparison.Ordinal));
        }

        Assert.Equal(3, pages);
    }

    [Fact]
    public void The_order_is_the_stages_reversed_and_for_the_rest_callers_first()
    {
        var levels = ReturnOrder.Levels(Way.Plan);
        Assert.Equal((0, 1), (levels[Way.Front], levels[Way.Data]));
        var unstaged = ReturnOrder.Levels(Way.Plan with { Stages = [] });
        Assert.True(unstaged[Way.Front] < unstaged[Way.Data]);
        var circle = Way.Plan with
        {
            Stages = [],
            Components =
            [
                Way.Component(Way.Data) with { DependsOn = [new Dependency(Way.Front, 1)] },
                Way.Component(Way.Front) with { DependsOn = [new Dependency(Way.Data, 1)] },
            ],
        };
        Assert.Equal(2, ReturnOrder.Levels(circle).Count);
    }

    private void Scale()
    {
        At(0);
        At(10);
        Assert.Equal(ReturnState.ScalingDown, _progress.Technical);
    }

    private ReturnDecision At(int minute)
    {
        var now = Way.T0.AddMinutes(minute);
        var head = Way.Head(Phase.Cooldown, _mode, _cancelling);
        var situation = new ReturnSituation(_plan, head, _progress, _components, _runs, _metrics, _firing, 7m);
        var decision = ReturnDecider.Decide(situation, _ids, now);
        _progress = decision.Next;
        foreach (var run in decision.Runs)
        {
            _runs[run.Id] = Way.Run(run.Id, run.Component, RunState.Running, "goes down", now);
        }

        return decision;
    }

    private void Restored(ComponentName name)
    {
        var id = _progress.Find(name)!.Run!.Value;
        _runs[id] = Way.Run(id, name, RunState.Done, "as before", Way.T0);
        _components[name] = Way.Facts(name, 2, 8);
    }
}
