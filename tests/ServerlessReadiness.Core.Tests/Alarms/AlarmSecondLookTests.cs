using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Alarms;

/// <summary>Levels, not edges: what a second look at an alarm still firing leads to, and when a person is called.</summary>
public sealed class AlarmSecondLookTests
{
    private static readonly DateTimeOffset T0 = Make.T0;
    private static readonly AlarmTransition Fires = Alarmed.Transition(T0);

    [Fact]
    public void An_alarm_still_firing_is_answered_three_times_and_then_a_person_is_called_once()
    {
        var played = Play(Alarmed.Situation, TimeSpan.FromMinutes(60));
        Assert.Equal(
            [AlarmVerdict.Starts, AlarmVerdict.Starts, AlarmVerdict.Starts, AlarmVerdict.Exhausted],
            played.Take(4).Select(d => d.Verdict));
        Assert.All(played.Skip(3), d => Assert.Equal(AlarmVerdict.Exhausted, d.Verdict));
        Assert.Single(played, d => d.Page);
    }

    [Theory]
    [InlineData(AutomationMode.Paused)]
    [InlineData(AutomationMode.Act)]
    public void An_alarm_firing_over_the_limit_calls_a_person_once(AutomationMode mode)
    {
        var situation = Alarmed.Situation.In(mode).OnHold(new Hold("by hand", T0, null));
        var played = Play(situation, TimeSpan.FromMinutes(60));
        Assert.DoesNotContain(played, d => d.Verdict == AlarmVerdict.Starts);
        var page = Assert.Single(played, d => d.Page);
        Assert.Equal(T0.AddMinutes(16), page.Memory!.PagedAt);
        Assert.Contains("a person is called", page.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_longer_ago_than_the_limit_does_not_keep_a_person_from_being_called()
    {
        var first = AlarmDecider.Decide(Alarmed.Situation, Fires, T0);
        var played = Play(Alarmed.Situation.After(first).In(AutomationMode.Paused), TimeSpan.FromMinutes(40), first.Memory!.LookAgainAt);
        Assert.Equal(T0.AddMinutes(16), Assert.Single(played, d => d.Page).Memory!.PagedAt);
    }

    [Fact]
    public void While_the_alarms_own_run_is_at_work_nobody_is_called()
    {
        var first = AlarmDecider.Decide(Alarmed.Situation, Fires, T0);
        var answered = Alarmed.Situation with { Memory = first.Memory! with { Run = Alarmed.Run } };
        var own = Play(answered.Leased(Alarmed.Run, T0.AddHours(2)), TimeSpan.FromMinutes(40), first.Memory!.LookAgainAt);
        Assert.DoesNotContain(own, d => d.Page);
        var others = Play(answered.Leased(Alarmed.OtherRun, T0.AddHours(2)), TimeSpan.FromMinutes(40), first.Memory!.LookAgainAt);
        Assert.Single(others, d => d.Page);
    }

    [Fact]
    public void Observing_nobody_is_ever_called()
    {
        var unresolved = Alarmed.Situation with { Match = Alarmed.Situation.Match with { Component = null } };
        foreach (var situation in new[] { Alarmed.Situation, unresolved, Alarmed.Situation.In(Phase.Prewarm) })
        {
            Assert.DoesNotContain(Play(situation.In(AutomationMode.Observe), TimeSpan.FromHours(2)), d => d.Page || d.Hold is not null);
        }
    }

    [Fact]
    public void A_second_look_needs_CloudWatchs_word_when_it_gives_one()
    {
        var first = AlarmDecider.Decide(Alarmed.Situation, Fires, T0);
        var again = Alarmed.Situation.After(first).Again();
        AlarmVerdict Look(AlarmStateValue? confirmed, int minutes, SignalSource source = SignalSource.Sns) => AlarmDecider.Decide(
            again with { Memory = again.Memory! with { LookAgainAt = T0.AddMinutes(1) }, Confirmed = confirmed },
            Fires with { Source = source },
            T0.AddMinutes(minutes)).Verdict;

        Assert.Equal(AlarmVerdict.Starts, Look(AlarmStateValue.Alarm, 2));
        Assert.Equal(AlarmVerdict.Unconfirmed, Look(AlarmStateValue.Ok, 2));
        Assert.Equal(AlarmVerdict.Starts, Look(null, 2));
        Assert.Equal(AlarmVerdict.Unconfirmed, Look(null, 6));
        Assert.Equal(AlarmVerdict.Unconfirmed, Look(null, 6, SignalSource.Sweep));
        Assert.Equal(AlarmVerdict.Unconfirmed, Look(AlarmStateValue.Ok, 6, SignalSource.Sweep));
    }

    [Fact]
    public void A_second_look_that_comes_too_late_changes_nothing()
    {
        var first = AlarmDecider.Decide(Alarmed.Situation, Fires, T0);
        var again = Alarmed.Situation.After(first).Again() with { Confirmed = AlarmStateValue.Alarm };
        var now = first.Memory!.LookAgainAt!.Value;
        Assert.Equal(AlarmVerdict.Starts, AlarmDecider.Decide(again, Fires, now).Verdict);

        foreach (var (memory, verdict) in new (AlarmMemory, AlarmVerdict)[]
        {
            (first.Memory with { LookAgainAt = now.AddSeconds(1) }, AlarmVerdict.Duplicate),
            (first.Memory with { LookAgainAt = null }, AlarmVerdict.Duplicate),
            (first.Memory with { State = AlarmStateValue.Ok, Since = T0.AddMinutes(1) }, AlarmVerdict.Stale),
            (first.Memory with { Since = T0.AddMinutes(2) }, AlarmVerdict.Stale),
        })
        {
            var late = AlarmDecider.Decide(again with { Memory = memory }, Fires, now);
            Assert.Equal((verdict, null), (late.Verdict, late.Memory));
        }
    }

    /// <summary>The transition unless it was decided, then every look as it falls due, while CloudWatch agrees.</summary>
    private static List<AlarmDecision> Play(AlarmSituation situation, TimeSpan during, DateTimeOffset? lookAgainAt = null)
    {
        var decisions = new List<AlarmDecision>();
        var now = lookAgainAt ?? T0;
        situation = lookAgainAt is null ? situation : situation.Again();
        while (now <= T0 + during)
        {
            var decision = AlarmDecider.Decide(situation with { Confirmed = AlarmStateValue.Alarm }, Fires, now);
            decisions.Add(decision);
            situation = situation.After(decision).Again();
            now = decision.Memory!.LookAgainAt!.Value;
        }

        return decisions;
    }
}
