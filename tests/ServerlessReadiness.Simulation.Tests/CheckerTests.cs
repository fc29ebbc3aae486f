using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Simulation.Alarms;
using ServerlessReadiness.Simulation.Checkers;
using ServerlessReadiness.Simulation.Player;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Recording;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>Each checker sees its invariant broken in a forged history, and nothing in a sound one.</summary>
public sealed partial class CheckerTests
{
    private static readonly long T0 = Instant.Ms(SmallSale.Live);
    private static readonly AlarmId FrontUse = AlarmId.Of(SmallSale.Region, SmallSale.Account, "front-use");
    private static readonly RunId One = RunId.Parse("01M8D2AK0F8ZKJH3X35E30EBV0");
    private static readonly RunId Two = RunId.Parse("01M8D2AK0F8ZKJH3X35E30EBV1");

    private readonly SimulatedAccount _account;
    private readonly Ledger _ledger = new(SmallSale.Plan.Event);
    private readonly Scene _scene;
    private readonly WorldComponent _front;

    public CheckerTests()
    {
        _account = new SimulatedAccount(SmallSale.Plan, WhatIf.AsPlanned, 0, new SimulatedChance(1), T0);
        _front = _account.Find(SmallSale.Front)!;
        _scene = new Scene(SmallSale.Plan, _account, _ledger)
        {
            Alarms = new AlarmBoard(SmallSale.Plan, _account, T0, _ => { }),
        };
        Commit(null, StateKeys.Head(SmallSale.Plan.Event).Put(
            new EventHead(SmallSale.Plan.Event, Phase.Live, AutomationMode.Act, "test", 1, Instant.Of(T0)),
            0));
    }

    private SimulatedGroup Web => (SimulatedGroup)_front.Units;

    [Fact]
    public void A_bug_of_a_function_is_seen()
    {
        var checker = new NoBug(_scene);
        checker.InvocationEnds("Clock", Event("beat"), "table away", null, T0);
        Assert.Empty(_scene.Violations);

        checker.InvocationEnds("Clock", Event("beat"), "oops", new InvalidOperationException("oops"), T0);
        Seen(0);
    }

    [Fact]
    public void A_message_taken_without_a_decision_is_seen()
    {
        var checker = new NoSignalLost(_scene);
        Commit(checker, Journal(JournalKind.Decision, "Starts", cause: "one"));
        checker.InvocationEnds("AlarmResponder", Event("one"), null, null, T0);
        checker.InvocationEnds("AlarmResponder", Event("two"), "table away", null, T0);
        Assert.Empty(_scene.Violations);

        checker.InvocationEnds("AlarmResponder", Event("two"), null, null, T0);
        Seen(1);
    }

    [Fact]
    public void Two_runs_of_one_transition_are_seen()
    {
        var checker = new OneRunPerTransition(_scene);
        Commit(checker, Put(Run(One, T0)));
        checker.Commits(_ledger.Take([Put(Run(Two, T0 + Instant.HourMs))]), T0 + Instant.HourMs);
        Assert.Empty(_scene.Violations);

        var third = RunId.Parse("01M8D2AK0F8ZKJH3X35E30EBV2");
        checker.Commits(_ledger.Take([Put(Run(third, T0 + Instant.HourMs))]), T0 + Instant.HourMs + 1);
        Seen(2);
    }

    [Fact]
    public void A_climb_of_a_ladder_that_has_no_such_level_is_seen()
    {
        Commit(new OneRunPerTransition(_scene), Put(Run(One, T0) with { Runbook = LadderRunbooks.ShedName }));
        Seen(2);
    }

    [Theory]
    [InlineData(4, 16, 10, 16, 0)]
    [InlineData(4, 16, 4, 41, 3)]
    [InlineData(4, 16, 41, 41, 3)]
    [InlineData(9, 16, 7, 16, 3)]
    [InlineData(4, 16, 4, 5, 3)]
    public void Bounds_over_the_ceiling_under_the_floor_or_under_the_load_are_seen(
        int minimumBefore,
        int maximumBefore,
        int minimum,
        int maximum,
        int violated)
    {
        Web.SetBounds(new Bounds(minimumBefore, maximumBefore), T0);
        _front.Offered = 6_500;
        var checker = new BoundsHold(_scene);
        var change = new Change.SetGroupBounds("web", Web.Bounds, new Bounds(minimum, maximum));
        checker.Changes(Change(change), T0);
        Web.SetBounds(change.To, T0);
        checker.Changed(Change(change), T0);
        SeenOnly(violated);
    }

    [Fact]
    public void A_repair_that_leaves_too_few_serving_is_seen()
    {
        var checker = new EnoughHealthy(_scene);
        for (var i = 0; i < 5; i++)
        {
            Assert.Empty(_scene.Violations);
            var change = new Change.TerminateMember(Web.Members.First(m => m.ServesAt(T0)).Id, LowerDesired: false);
            checker.Changes(Change(change), T0);
            Web.Terminate(change.Instance, lowerDesired: false, T0);
            checker.Changed(Change(change), T0);
        }

        Seen(4);
    }

    [Fact]
    public void Repairs_of_more_than_the_share_are_seen()
    {
        var checker = new EnoughHealthy(_scene);
        foreach (var (run, at, member) in new[] { (One, T0, 0), (Two, T0 + Instant.MinuteMs, 1) })
        {
            Assert.Empty(_scene.Violations);
            Commit(null, Put(Run(run, at)));
            var change = new Change.TerminateMember(Web.Members[member].Id, LowerDesired: false);
            checker.Changes(Change(change, run), at);
            checker.Changed(Change(change, run), at);
        }

        Seen(4);
    }

    [Fact]
    public void A_change_announced_after_a_pause_is_seen()
    {
        var checker = new NothingStartsPaused(_scene);
        var change = new Change.SetGroupDesired("web", 8, 9);
        checker.Changed(Change(change, at: T0), T0);
        _scene.PausedMs = T0 + 1_000;
        checker.Changed(Change(change, at: T0), T0 + 30_000);
        Assert.Empty(_scene.Violations);

        checker.Changed(Change(change, at: T0 + 10_000), T0 + 10_000);
        Seen(6);
    }

    [Fact]
    public void A_change_without_its_entry_is_seen()
    {
        var checker = new EffectsJournalled(_scene);
        var change = new Change.SetGroupBounds("web", new Bounds(4, 16), new Bounds(8, 16));
        checker.Changed(Change(change), T0);
        Assert.Empty(_scene.Violations);

        checker.Changed(new ChangeSeen(change, _front, null, "test"), T0);
        checker.Changed(Change(change) with { Change = change with { To = new Bounds(9, 16) } }, T0);
        checker.Changed(new ChangeSeen(change, _front, Intent(change) with { Cause = null }, "test"), T0);
        checker.Changed(new ChangeSeen(change, _front, Intent(change) with { Before = null }, "test"), T0);
        Assert.Equal([8, 8, 8, 8], _scene.Violations.Select(v => v.Invariant));
    }

    [Fact]
    public void A_change_under_another_runs_lease_is_seen()
    {
        var checker = new NoLateEffect(_scene);
        var key = StateKeys.Resource(_front.Plan.Resource.Key);
        var resource = ResourceState.New(_front.Plan.Resource.Key, SmallSale.Plan.Event);
        var lease = new Lease(One, 1, Instant.Of(T0 + 120_000));
        var change = new Change.SetGroupDesired("web", 8, 9);
        Commit(null, key.Put(resource with { Lease = lease }, 0));
        checker.Changed(Change(change, One), T0);
        checker.Changed(Change(change, Two), T0 + 121_000);
        Assert.Empty(_scene.Violations);

        checker.Changed(Change(change, Two), T0);
        Seen(11);
    }

    [Fact]
    public void A_run_without_an_end_is_seen()
    {
        var checker = new RunsEnd(_scene);
        Commit(null, Put(Run(One, T0)), Put(Run(Two, T0) with { State = RunState.Done, DueAt = null }));
        checker.End(T0 + Instant.HourMs);
        Assert.Empty(_scene.Violations);

        checker.End(T0 + (2 * Instant.HourMs));
        Seen(12);
    }

    [Fact]
    public void An_alarm_that_nobody_answers_is_seen()
    {
        var checker = new AlarmsAnswered(_scene);
        var alarm = _scene.Alarms!.All.Single(a => a.Id == FrontUse);
        for (var i = 0; i < 3; i++)
        {
            _ = alarm.Look(100, T0);
        }

        Commit(null, Put(Run(One, T0)), Memory(alarm, One));
        checker.Minute(T0 + (40 * Instant.MinuteMs));
        Assert.Empty(_scene.Violations);

        Commit(null, Put(Run(One, T0) with { State = RunState.Done, DueAt = null }));
        checker.Minute(T0 + (44 * Instant.MinuteMs));
        Assert.Empty(_scene.Violations);
        checker.Minute(T0 + (47 * Instant.MinuteMs));
        Seen(13);
    }

    [Fact]
    public void An_event_that_is_over_with_something_left_of_it_is_seen()
    {
        var checker = new BackToNormal(_scene);
        var key = StateKeys.Resource(_front.Plan.Resource.Key);
        var touched = ResourceState.New(_front.Plan.Resource.Key, SmallSale.Plan.Event) with
        {
            RestorePoint = new RestorePoint(Web.Bounds, 8, Instant.Of(T0)),
        };
        Commit(null, key.Put(touched, 0), key.Put(touched.Restored(), 1));
        Web.SetBounds(Web.Bounds with { Minimum = 7 }, T0);
        Commit(checker, Closed());
        Seen(7);

        checker.Changed(Change(new Change.CompleteHook("web", "before-leaving", Web.Members[0].Id, null, false)), T0);
        Seen(7);

        checker.Changed(Change(new Change.SetGroupDesired("web", 8, 9)), T0);
        Assert.Equal(2, _scene.Violations.Count);
    }

    [Fact]
    public void A_restore_point_that_is_none_is_seen_and_so_is_an_event_without_an_end()
    {
        var checker = new BackToNormal(_scene);
        checker.End(T0);
        Seen(7);

        var wrong = new RestorePoint(Web.Bounds with { Minimum = 8 }, 8, Instant.Of(T0));
        var resource = ResourceState.New(_front.Plan.Resource.Key, SmallSale.Plan.Event) with { RestorePoint = wrong };
        Web.SetBounds(wrong.Bounds, T0);
        Commit(null, StateKeys.Resource(_front.Plan.Resource.Key).Put(resource, 0));
        Commit(checker, Closed());
        Assert.Equal(2, _scene.Violations.Count);
    }
}
