using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Alarms;

/// <summary>Somebody looks at a firing alarm: nobody else is called about it, until then and about that one only.</summary>
public sealed class AcknowledgedAlarmTests
{
    private static readonly DateTimeOffset T0 = Make.T0;
    private static readonly DateTimeOffset Until = T0.AddHours(1);

    /// <summary>It has been answered as often as may be, so that a person would be called.</summary>
    [Theory]
    [InlineData(30, false)]
    [InlineData(61, true)]
    public void Where_automation_is_at_its_end_nobody_is_called_before_the_acknowledgement_ends(int minute, bool pages)
    {
        var decision = Look(Alarmed.Situation, minute);
        Assert.Equal((AlarmVerdict.Exhausted, pages), (decision.Verdict, decision.Page));
        Assert.Equal(pages ? T0.AddMinutes(minute) : null, decision.Memory!.PagedAt);
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(61, true)]
    public void Where_it_fires_beyond_the_limit_neither(int minute, bool pages) => Assert.Equal(
        pages,
        Look(Alarmed.Situation.OnHold(new Hold("by hand", T0, null)), minute).Page);

    [Fact]
    public void A_new_ALARM_is_news_again_whoever_looked_at_the_last()
    {
        var later = T0.AddMinutes(30);
        var unresolved = Alarmed.Situation with
        {
            Match = Alarmed.Situation.Match with { Component = null },
            Memory = Memory(),
        };
        var decision = AlarmDecider.Decide(unresolved, Alarmed.Transition(later), later);
        Assert.Equal((AlarmVerdict.Unresolved, true), (decision.Verdict, decision.Page));
        Assert.Null(decision.Memory!.Acknowledged);
    }

    private static AlarmDecision Look(AlarmSituation situation, int minute) => AlarmDecider.Decide(
        situation.Again() with
        {
            Confirmed = AlarmStateValue.Alarm,
            Memory = Memory() with { LookAgainAt = T0.AddMinutes(minute) },
        },
        Alarmed.Transition(T0) with { Source = SignalSource.Sweep },
        T0.AddMinutes(minute));

    private static AlarmMemory Memory()
    {
        var first = AlarmDecider.Decide(Alarmed.Situation, Alarmed.Transition(T0), T0).Memory!;
        return first with
        {
            Answers = AlarmDecider.AnswersMax,
            Acknowledged = new Acknowledgement("kim", "on it", T0, Until),
        };
    }
}
