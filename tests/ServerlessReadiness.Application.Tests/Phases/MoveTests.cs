using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Phases.Cooldown;

namespace ServerlessReadiness.Application.Tests.Phases;

/// <summary>People move an event; what is armed outside us moves first.</summary>
public sealed class MoveTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly Occasion _occasion = new(Occasion.Arm(Occasion.Plan));

    [Fact]
    public void Floors_are_armed_ahead_and_fire_by_themselves_when_our_clock_is_dead()
    {
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.Equal(Occasion.PrewarmAt, Assert.Single(_occasion.Data.Armed).At);
        Assert.Equal(10, Assert.Single(_occasion.Front.Armed).Maximum);

        // No beat until Live: Auto Scaling raises the fleet alone.
        _occasion.Scenario.Time.SetUtcNow(Occasion.LiveAt);
        Assert.Equal(Occasion.Floor, _occasion.World.Group("data").Bounds.Minimum);

        _occasion.BeatsUntil(Occasion.ClosedAt.AddMinutes(45));
        Assert.Equal(ReturnState.Done, _occasion.Return.Technical);
        Assert.Equal(Occasion.Before, _occasion.Data.Bounds);
        Assert.Equal(Occasion.Before, _occasion.Front.Bounds);
        Assert.Empty(_occasion.Data.Armed);
        Assert.Empty(_occasion.Record("data").Armed);
    }

    [Fact]
    public void A_postponement_rewrites_what_is_armed_before_it_is_acknowledged()
    {
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(3));
        var moved = _occasion.Do(m => m.PostponeAsync(Sample.Event, Hour, "kim", default));
        Assert.Equal(2, Assert.IsType<MoveOutcome.Done>(moved).Head.PlanVersion);
        Assert.Equal(Occasion.PrewarmAt + Hour, Assert.Single(_occasion.Data.Armed).At);
        Assert.Equal(Occasion.PrewarmAt.AddMinutes(2) + Hour, Assert.Single(_occasion.Front.Armed).At);

        _occasion.BeatsUntil(Occasion.PrewarmAt.AddMinutes(30));
        Assert.Equal(Phase.Scheduled, _occasion.Head.Phase);
        Assert.Equal(Occasion.Before, _occasion.Data.Bounds);
        _occasion.BeatsUntil(Occasion.PrewarmAt.AddMinutes(90));
        Assert.Equal(Occasion.Floor, _occasion.Front.Serving);
    }

    [Fact]
    public void A_postponement_that_cannot_rewrite_says_what_is_still_armed_and_changes_nothing()
    {
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(3));
        _occasion.World.Fault = c => c is Change.PutScheduledAction { Group: "web" } ? (Ports.PortFailure.Denied, false) : null;
        var moved = _occasion.Do(m => m.PostponeAsync(Sample.Event, Hour, "kim", default));
        var refused = Assert.IsType<MoveOutcome.Refused>(moved);
        Assert.Contains("group web is still armed: readiness-sale-2", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(1, _occasion.Head.PlanVersion);

        // What could be moved is moved back, because the plan in force is the old one.
        _occasion.World.Fault = _ => null;
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(4));
        Assert.Equal(Occasion.PrewarmAt, Assert.Single(_occasion.Data.Armed).At);
        Assert.Equal(Occasion.PrewarmAt.AddMinutes(2), Assert.Single(_occasion.Front.Armed).At);
    }

    [Fact]
    public void A_cancellation_waits_for_a_run_that_is_just_arming()
    {
        // Clock has committed the runs that arm, and dies before they are begun.
        var crash = new Testing.Worlds.CrashOn("read group");
        _occasion.Scenario.Beat(crash, () => crash.HasCrashed);
        Assert.Equal(2, _occasion.Scenario.Runs.Count(r => !r.IsOver));
        var cancelled = _occasion.Do(m => m.CancelAsync(Sample.Event, "no product", "kim", default));
        Assert.True(cancelled is MoveOutcome.Done, cancelled.ToString());
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(10));
        Assert.Empty(_occasion.Data.Armed);
        Assert.Empty(_occasion.Front.Armed);
        Assert.Equal(Phase.Cancelled, _occasion.Head.Phase);
    }

    [Fact]
    public void A_pause_keeps_armed_floors_from_being_moved_and_that_is_said()
    {
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(3));
        _occasion.Scenario.SetMode(AutomationMode.Paused);
        var refused = Assert.IsType<MoveOutcome.Refused>(
            _occasion.Do(m => m.CancelAsync(Sample.Event, "no product", "kim", default)));
        Assert.Contains("automation is set to Paused", refused.Reason, StringComparison.Ordinal);
        Assert.Null(_occasion.Head.Cancelling);
    }

    [Fact]
    public void Cancelled_before_it_began_it_is_disarmed_and_over()
    {
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.IsType<MoveOutcome.Done>(_occasion.Do(m => m.CancelAsync(Sample.Event, "no product", "kim", default)));
        Assert.Empty(_occasion.Data.Armed);
        Assert.Empty(_occasion.Front.Armed);
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.Equal(Phase.Cancelled, _occasion.Head.Phase);
        _occasion.Scenario.Time.SetUtcNow(Occasion.LiveAt);
        _occasion.Scenario.Beat();
        Assert.Equal(Occasion.Before, _occasion.World.Group("data").Bounds);
        Assert.False(_occasion.Record("data").IsOwed && _occasion.Record("data").State!.InForce is not null);
    }

    [Theory]
    [InlineData(61)]
    [InlineData(64)]
    [InlineData(130)]
    [InlineData(185)]
    public void Cancelled_later_it_goes_back_to_normal_at_once_without_waiting_for_metrics(int minute)
    {
        _occasion.World.Measured = (_, _) => 500;
        _occasion.BeatsUntil(Sample.T0.AddMinutes(minute));
        Assert.IsType<MoveOutcome.Done>(_occasion.Do(m => m.CancelAsync(Sample.Event, "site is down", "kim", default)));
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.Equal(Phase.Cooldown, _occasion.Head.Phase);
        _occasion.Confirm();
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(150));
        Assert.Equal(Phase.Cancelled, _occasion.Head.Phase);
        Assert.Equal(Occasion.Before, _occasion.Data.Bounds);
        Assert.Equal(Occasion.Before, _occasion.Front.Bounds);
        Assert.Empty(_occasion.Front.Armed);
        Assert.False(_occasion.Record("data").IsOwed);
        var again = _occasion.Do(m => m.CancelAsync(Sample.Event, "again", "kim", default));
        Assert.IsType<MoveOutcome.Refused>(again);
    }

    [Fact]
    public void A_cancellation_ends_a_pre_warm_that_waits_for_capacity_instead_of_waiting_with_it()
    {
        _occasion.Data.CanLaunch = false;
        _occasion.BeatsUntil(Occasion.PrewarmAt.AddMinutes(5));
        Assert.IsType<MoveOutcome.Done>(_occasion.Do(m => m.CancelAsync(Sample.Event, "no stock", "kim", default)));
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(100));
        Assert.Equal(ReturnState.Done, _occasion.Return.Technical);
        Assert.Equal(Occasion.Before, _occasion.Data.Bounds);
    }

    [Fact]
    public void Live_brought_forward_starts_every_stage_now()
    {
        var occasion = new Occasion();
        occasion.Scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.IsType<MoveOutcome.Done>(occasion.Do(m => m.BringForwardAsync(Sample.Event, Phase.Live, "kim", default)));
        occasion.Scenario.Beats(TimeSpan.FromMinutes(15));
        Assert.Equal(Phase.Live, occasion.Head.Phase);
        Assert.Equal((Occasion.Floor, Occasion.Floor), (occasion.Data.Serving, occasion.Front.Serving));
        var late = occasion.Do(m => m.BringForwardAsync(Sample.Event, Phase.Prewarm, "kim", default));
        Assert.Contains("is Live", Assert.IsType<MoveOutcome.Refused>(late).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_extended_event_stays_live_longer()
    {
        _occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(5));
        Assert.IsType<MoveOutcome.Done>(_occasion.Do(m => m.ExtendAsync(Sample.Event, Hour, "kim", default)));
        _occasion.Scenario.Time.SetUtcNow(Occasion.CooldownAt.AddMinutes(30));
        _occasion.Scenario.Beat();
        Assert.Equal(Phase.Live, _occasion.Head.Phase);
        var plan = _occasion.Scenario.Read(State.StateKeys.Plan(Sample.Event, 2)).Value!;
        Assert.Equal(Occasion.Plan.Guardrails.LatestCooldown + Hour, plan.Guardrails.LatestCooldown);
    }

    [Fact]
    public void Cooldown_brought_forward_ends_the_event()
    {
        _occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(5));
        Assert.IsType<MoveOutcome.Done>(_occasion.Do(m => m.BringForwardAsync(Sample.Event, Phase.Cooldown, "kim", default)));
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.Equal(Phase.Cooldown, _occasion.Head.Phase);
    }

    [Fact]
    public void A_person_restores_without_waiting_for_the_metrics()
    {
        _occasion.World.Measured = (_, _) => 500;
        _occasion.BeatsUntil(Occasion.CooldownAt.AddMinutes(2));
        Assert.IsType<MoveOutcome.Done>(_occasion.Return_(m => m.RestoreAllAsync(Sample.Event, "kim", default)));
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(120));
        Assert.Equal(Occasion.Before, _occasion.Data.Bounds);
        Assert.Equal(ReturnState.Verifying, _occasion.Return.Technical);
    }

    [Fact]
    public void A_component_is_restored_by_force_although_its_alarm_fires()
    {
        _occasion.BeatsUntil(Occasion.CooldownAt.AddMinutes(1));
        _occasion.World.SetAlarm(Sample.Alarm("notify-1", _occasion.Scenario.Now));
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(2));
        var forced = _occasion.Return_(m => m.RestoreAsync(Sample.Event, Occasion.FrontName, "false alarm", "kim", default));
        Assert.IsType<MoveOutcome.Done>(forced);
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(60));
        Assert.Equal(Occasion.Before, _occasion.Front.Bounds);
        Assert.Equal(Occasion.Floor, _occasion.Data.Bounds.Minimum);
    }

    [Fact]
    public void A_component_is_kept_by_a_command_once_and_is_not_restored()
    {
        _occasion.BeatsUntil(Occasion.CooldownAt.AddMinutes(1));
        var first = Keep();
        Assert.True(first.State == CommandState.Done, first.Words);
        var state = _occasion.Return.Find(Occasion.FrontName)!;
        Assert.Equal((RestoreState.Kept, KeptBy.Arn), (state.State, state.KeptBy));
        Assert.Equal(first, Keep());
        Assert.Equal(1, _occasion.Journalled(JournalKind.Person, "keep"));
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(180));
        Assert.Equal(Occasion.Floor, _occasion.Front.Bounds.Minimum);
    }

    [Fact]
    public void Before_cooldown_nothing_is_restored_and_an_unknown_item_is_not_confirmed()
    {
        _occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(1));
        var early = _occasion.Return_(m => m.RestoreAllAsync(Sample.Event, "kim", default));
        Assert.Contains("event forward", Assert.IsType<MoveOutcome.Refused>(early).NextStep, StringComparison.Ordinal);
        _occasion.BeatsUntil(Occasion.CooldownAt.AddMinutes(1));
        var wrong = _occasion.Return_(m => m.ConfirmAsync(Sample.Event, "2", "kim", default));
        Assert.Contains("1 \"tell customers\"", Assert.IsType<MoveOutcome.Refused>(wrong).NextStep, StringComparison.Ordinal);
        Assert.IsType<MoveOutcome.Done>(_occasion.Return_(m => m.ConfirmAsync(Sample.Event, "1", "kim", default)));
        Assert.IsType<MoveOutcome.Refused>(_occasion.Confirm());
    }

    [Fact]
    public void An_event_that_is_not_there_cannot_be_moved()
    {
        var nowhere = EventId.Parse("nowhere");
        Assert.IsType<MoveOutcome.Refused>(_occasion.Do(m => m.PostponeAsync(nowhere, Hour, "kim", default)));
        Assert.IsType<MoveOutcome.Refused>(_occasion.Do(m => m.CancelAsync(nowhere, "x", "kim", default)));
        Assert.IsType<MoveOutcome.Refused>(_occasion.Return_(m => m.RestoreAllAsync(nowhere, "kim", default)));
    }

    private static Caller.Iam KeptBy { get; } = new("arn:aws:iam::123456789012:user/kim");

    private CommandRecord Keep()
    {
        var request = new OperatorRequest(
            CommandId.Parse("keep-1"),
            Sample.Event,
            new OperatorCommand.KeepComponent(Occasion.FrontName),
            "we need it on Monday",
            Occasion.CooldownAt.AddMinutes(1),
            null);
        var host = _occasion.Scenario.NewHost();
        return _occasion.Scenario.Play(() => host.Commands.HandleAsync(request, KeptBy, null, CancellationToken.None));
    }
}
