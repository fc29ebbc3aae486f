using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Alarms;

/// <summary>Timelines that reach every verdict, and which of two reasons goes first.</summary>
public sealed class AlarmDeciderTests
{
    private static readonly DateTimeOffset T0 = Make.T0;
    private static readonly AlarmTransition Fires = Alarmed.Transition(T0);

    private static readonly Hold Held = new("the operator said so", T0, null);

    private static readonly Freeze Finale = new("finale", T0, T0.AddHours(1), [], AllowsCapacityUp: false);

    public static TheoryData<AlarmVerdict> Verdicts => [.. Enum.GetValues<AlarmVerdict>()];

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Every_verdict_is_reached(AlarmVerdict verdict)
    {
        var (situation, transition, now) = Reach(verdict);
        var decision = AlarmDecider.Decide(situation, transition, now);
        Assert.Equal(verdict, decision.Verdict);
        Assert.False(string.IsNullOrWhiteSpace(decision.Reason));
        Assert.True(decision.Memory is null || decision.Memory.Verdict == verdict);
    }

    [Fact]
    public void A_duplicate_and_a_stale_message_go_before_everything_and_change_nothing()
    {
        var paused = After(T0).In(AutomationMode.Paused).OnHold(Held).Leased(Alarmed.OtherRun, T0.AddHours(1));
        Expect(AlarmVerdict.Duplicate, paused, Fires);
        Expect(AlarmVerdict.Stale, paused, Alarmed.Transition(T0.AddMinutes(-1)));
        Assert.Null(Decide(paused, Fires, T0).Memory);
        Assert.Null(Decide(paused, Alarmed.Transition(T0.AddMinutes(-1)), T0).Memory);
    }

    [Fact]
    public void An_alarm_that_nothing_answers_is_unknown_even_as_a_duplicate() =>
        Expect(AlarmVerdict.Unknown, After(T0) with { Match = ResponseMatch.None }, Fires);

    [Fact]
    public void A_freeze_calls_a_person_once_instead_of_acting()
    {
        var frozen = Alarmed.Situation with { Freeze = Finale };
        var decision = Decide(frozen, Fires, T0);
        Assert.True(decision.Page);
        Assert.Contains("\"finale\"", decision.Reason, StringComparison.Ordinal);
        Assert.False(Decide(frozen.After(decision).Again(), Fires, T0.AddMinutes(5)).Page);
    }

    [Fact]
    public void The_first_reason_in_the_table_is_the_one_given()
    {
        // Each line adds what stands before the line above it in the table.
        var situation = Alarmed.Situation.In(AutomationMode.Observe);
        Expect(AlarmVerdict.Observed, situation, Fires);
        situation = situation.Spent([.. Enumerable.Range(1, 6).Select(i => Alarmed.Spend(T0.AddMinutes(-5 * i)))]);
        Expect(AlarmVerdict.BudgetSpent, situation, Fires);
        situation = situation.Spent(Alarmed.Spend(T0.AddMinutes(-1)));
        Expect(AlarmVerdict.CoolingDown, situation, Fires);
        situation = situation.Leased(Alarmed.OtherRun, T0.AddMinutes(1));
        Expect(AlarmVerdict.LeaseHeld, situation, Fires);
        situation = situation with { Freeze = Finale };
        Expect(AlarmVerdict.Frozen, situation, Fires);
        var late = T0.AddMinutes(6);
        situation = situation.Leased(Alarmed.OtherRun, T0.AddMinutes(9));
        Expect(AlarmVerdict.Unconfirmed, situation, Fires, late);
        situation = situation.OnHold(Held);
        Expect(AlarmVerdict.Held, situation, Fires, late);
        situation = situation with { Resource = situation.Resource! with { Owner = EventId.Parse("other") } };
        Expect(AlarmVerdict.OwnedElsewhere, situation, Fires, late);
        situation = situation with { Match = situation.Match with { Component = null } };
        Expect(AlarmVerdict.Unresolved, situation, Fires, late);
        situation = situation.In(AutomationMode.Paused);
        Expect(AlarmVerdict.Paused, situation, Fires, late);
        situation = situation.In(Phase.Scheduled);
        Expect(AlarmVerdict.OutOfPhase, situation, Fires, late);
        Expect(AlarmVerdict.Suppressed, situation, Fires with { IsSuppressed = true }, late);
    }

    [Fact]
    public void More_than_three_changes_within_ten_minutes_are_flapping()
    {
        var (situation, verdicts) = (Alarmed.Situation, new List<AlarmVerdict>());
        for (var i = 0; i < 7; i++)
        {
            var state = i % 2 == 0 ? AlarmStateValue.Alarm : AlarmStateValue.Ok;
            var decision = Decide(situation, Alarmed.Transition(T0.AddMinutes(i), state), T0.AddMinutes(i));
            verdicts.Add(decision.Verdict);
            situation = situation.After(decision);
            situation = decision.Hold is { } hold ? situation.OnHold(hold) : situation;
        }

        Assert.Equal(
            [
                AlarmVerdict.Starts, AlarmVerdict.Cleared, AlarmVerdict.Starts, AlarmVerdict.Cleared,
                AlarmVerdict.Flapping, AlarmVerdict.Cleared, AlarmVerdict.Held,
            ],
            verdicts);
        Assert.Equal(T0.AddMinutes(4) + AlarmDecider.FlappingHold, situation.Component!.Hold!.Until);
    }

    [Fact]
    public void Three_changes_within_ten_minutes_are_not_flapping()
    {
        var memory = After(T0.AddMinutes(-9)).Memory! with { RecentChanges = [T0.AddMinutes(-10), T0.AddMinutes(-9), T0.AddMinutes(-1)] };
        Expect(AlarmVerdict.Starts, Alarmed.Situation with { Memory = memory with { State = AlarmStateValue.Ok } }, Fires);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_composite_alarm_and_its_child_are_one_cause_in_either_order(bool compositeFirst)
    {
        var child = Alarmed.Transition(T0, name: "front child");
        var composite = Alarmed.Transition(T0, name: "front all") with { IsComposite = true, Children = [child.Alarm] };
        var (first, second) = compositeFirst ? (composite, child) : (child, composite);
        var situation = Alarmed.Situation.Spent(Alarmed.Spend(T0.AddMinutes(-4), alarm: first));
        Expect(AlarmVerdict.SameCause, situation, second);
        Expect(AlarmVerdict.Starts, situation, second, T0.AddMinutes(2), "the answer is longer ago than the cooldown");
        Expect(AlarmVerdict.Starts, situation, Alarmed.Transition(T0, name: "front other"), T0, "another cause");
    }

    [Fact]
    public void A_budget_of_runs_counts_a_sliding_window()
    {
        var spends = Enumerable.Range(0, 6).Select(i => Alarmed.Spend(T0.AddMinutes(-59 + i))).ToArray();
        Expect(AlarmVerdict.BudgetSpent, Alarmed.Situation.Spent(spends), Fires);
        Assert.True(Decide(Alarmed.Situation.Spent(spends), Fires, T0).Page);
        Expect(AlarmVerdict.Starts, Alarmed.Situation.Spent(spends), Fires, T0.AddMinutes(1), "the first is out of the window");
        Expect(AlarmVerdict.Starts, Alarmed.Situation.Spent(spends[1..]), Fires);
    }

    [Fact]
    public void A_share_of_the_fleet_bounds_how_many_instances_are_touched()
    {
        // 20 % of ten are two: the second instance may be touched, the third may not, the first may again.
        Spend Touched(int instance) => Alarmed.Spend(T0.AddMinutes(-10), ActionClass.Replace, Make.Id(instance));
        var one = Alarmed.Situation.Replacing(Make.Id(3), 10).Spent(Touched(1));
        Expect(AlarmVerdict.Starts, one, Fires);
        Expect(AlarmVerdict.BudgetSpent, one.Spent(Touched(2)), Fires);
        Expect(AlarmVerdict.Starts, Alarmed.Situation.Replacing(Make.Id(1), 10).Spent(Touched(1), Touched(2)), Fires);
        Expect(AlarmVerdict.Starts, Alarmed.Situation.Replacing(Make.Id(1), 2), Fires, T0, "one is always allowed");
    }

    [Fact]
    public void A_cooldown_is_looked_at_again_when_it_ends()
    {
        var decision = Decide(Alarmed.Situation.Spent(Alarmed.Spend(T0.AddMinutes(-1))), Fires, T0);
        Assert.Equal(AlarmVerdict.CoolingDown, decision.Verdict);
        Assert.Equal(T0.AddMinutes(2), decision.Memory!.LookAgainAt);
        Expect(AlarmVerdict.Starts, Alarmed.Situation.Spent(Alarmed.Spend(T0.AddMinutes(-1))), Fires, T0.AddMinutes(2));
    }

    [Fact]
    public void An_expired_lease_is_no_obstacle_and_a_message_needs_none()
    {
        Expect(AlarmVerdict.Starts, Alarmed.Situation.Leased(Alarmed.OtherRun, T0), Fires);
        var message = Alarmed.Situation.Leased(Alarmed.OtherRun, T0.AddMinutes(1)) with { ActionClass = ActionClass.None };
        Expect(AlarmVerdict.Starts, message, Fires);
    }

    [Theory]
    [InlineData(AlarmStateValue.Alarm, AlarmVerdict.Starts)]
    [InlineData(AlarmStateValue.Ok, AlarmVerdict.Unconfirmed)]
    [InlineData(null, AlarmVerdict.Unconfirmed)]
    public void A_late_alarm_acts_only_if_CloudWatch_still_agrees(AlarmStateValue? confirmed, AlarmVerdict expected) =>
        Expect(expected, Alarmed.Situation with { Confirmed = confirmed }, Fires, T0.AddMinutes(5).AddSeconds(1));

    [Theory]
    [InlineData(ActionClass.CapacityUp, false)]
    [InlineData(ActionClass.None, false)]
    [InlineData(ActionClass.Replace, true)]
    [InlineData(ActionClass.Traffic, true)]
    [InlineData(ActionClass.CapacityDown, true)]
    public void What_takes_capacity_or_moves_traffic_is_confirmed_first(ActionClass actionClass, bool confirms)
    {
        Assert.Equal(confirms, AlarmDecider.NeedsConfirmation(Fires, actionClass, T0));
        Assert.False(AlarmDecider.NeedsConfirmation(Fires with { Source = SignalSource.Sweep }, actionClass, T0));
    }

    [Fact]
    public void Traffic_is_not_moved_on_silence()
    {
        var situation = Alarmed.Situation with { ActionClass = ActionClass.Traffic, Confirmed = AlarmStateValue.Alarm };
        Expect(AlarmVerdict.Unconfirmed, situation, Fires with { MissingData = MissingData.Breaching });
        Expect(AlarmVerdict.Starts, situation, Fires);
    }

    private static AlarmSituation After(DateTimeOffset at) =>
        Alarmed.Situation.After(Decide(Alarmed.Situation, Alarmed.Transition(at), at));

    private static AlarmDecision Decide(AlarmSituation situation, AlarmTransition transition, DateTimeOffset now) =>
        AlarmDecider.Decide(situation, transition, now);

    private static void Expect(
        AlarmVerdict expected,
        AlarmSituation situation,
        AlarmTransition transition,
        DateTimeOffset? now = null,
        string why = "")
    {
        var decision = Decide(situation, transition, now ?? T0);
        Assert.True(expected == decision.Verdict, $"{expected} expected {why}, but {decision.Verdict}: {decision.Reason}");
    }

    private static (AlarmSituation Situation, AlarmTransition Transition, DateTimeOffset Now) Reach(AlarmVerdict verdict)
    {
        var free = Alarmed.Situation;
        var health = free.Match with { Response = Alarmed.Response with { Role = AlarmRole.TargetHealth } };
        return verdict switch
        {
            AlarmVerdict.Starts => (free, Fires, T0),
            AlarmVerdict.Unknown => (free with { Match = ResponseMatch.None }, Fires, T0),
            AlarmVerdict.Duplicate => (After(T0), Fires, T0),
            AlarmVerdict.Stale => (After(T0), Alarmed.Transition(T0.AddSeconds(-1)), T0),
            AlarmVerdict.Cleared => (After(T0), Alarmed.Transition(T0.AddMinutes(1), AlarmStateValue.Ok), T0),
            AlarmVerdict.Unproven => (free, Alarmed.Transition(T0, AlarmStateValue.InsufficientData), T0),
            AlarmVerdict.Recorded => (free with { Match = health }, Fires, T0),
            AlarmVerdict.Flapping => (
                free with { Memory = After(T0).Memory! with { RecentChanges = [T0, T0.AddMinutes(1), T0.AddMinutes(2)] } },
                Alarmed.Transition(T0.AddMinutes(3)),
                T0.AddMinutes(3)),
            AlarmVerdict.Suppressed => (free, Fires with { IsSuppressed = true }, T0),
            AlarmVerdict.OutOfPhase => (free.In(Phase.Closed), Fires, T0),
            AlarmVerdict.Unresolved => (free with { Match = new ResponseMatch(Alarmed.Response, null, "two are meant") }, Fires, T0),
            AlarmVerdict.Paused => (free.In(AutomationMode.Paused), Fires, T0),
            AlarmVerdict.Observed => (free.In(AutomationMode.Observe), Fires, T0),
            AlarmVerdict.Held => (free.OnHold(Held), Fires, T0),
            AlarmVerdict.SameCause => (
                free.Spent(Alarmed.Spend(T0, alarm: Alarmed.Transition(T0, name: "front all") with { Children = [Fires.Alarm] })),
                Fires,
                T0),
            AlarmVerdict.Unconfirmed => (free, Fires, T0.AddMinutes(6)),
            AlarmVerdict.LeaseHeld => (free.Leased(Alarmed.OtherRun, T0.AddMinutes(1)), Fires, T0),
            AlarmVerdict.CoolingDown => (free.Spent(Alarmed.Spend(T0.AddMinutes(-1))), Fires, T0),
            AlarmVerdict.BudgetSpent => (
                free.Spent([.. Enumerable.Range(1, 6).Select(i => Alarmed.Spend(T0.AddMinutes(-5 * i)))]),
                Fires,
                T0),
            AlarmVerdict.Exhausted => (
                (free with { Memory = After(T0).Memory! with { Answers = AlarmDecider.AnswersMax }, Confirmed = AlarmStateValue.Alarm })
                    .Again(),
                Fires,
                T0.AddMinutes(5)),
            AlarmVerdict.OwnedElsewhere => (
                free with { Resource = free.Resource! with { Owner = EventId.Parse("other") } },
                Fires,
                T0),
            AlarmVerdict.Frozen => (free with { Freeze = Finale }, Fires, T0),
            AlarmVerdict.OwnShedding => (free with { OwnShedding = "our page answers 503" }, Fires, T0),
            AlarmVerdict.TopOfLadder => (free with { Climb = new LadderClimb.Top("all is shed") }, Fires, T0),
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "reach it here"),
        };
    }
}
