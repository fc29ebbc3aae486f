using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.PostMortems;

public sealed class IncidentTests
{
    private static readonly DateTimeOffset Signal = Happened.Live.AddMinutes(10);

    [Fact]
    public void Its_times_run_from_the_signal_to_the_first_change_and_to_the_alarms_OK()
    {
        var incident = Assert.Single(Incidents.Of(Happened.Lived.Answered(Signal, Alarmed.Run)));
        Assert.Equal(
            (Signal, TimeSpan.FromSeconds(6), TimeSpan.FromMinutes(4), 1),
            (incident.From, incident.ToEffect!.Value, incident.ToRelief!.Value, incident.Effects));
        Assert.Equal(Happened.Front, incident.Component);
    }

    [Fact]
    public void Alarms_within_ten_minutes_are_one_and_later_ones_another()
    {
        var facts = Happened.Lived
            .Answered(Signal, Alarmed.Run)
            .With(
                Happened.Decided(Signal.AddMinutes(13), AlarmStateValue.Alarm, AlarmVerdict.CoolingDown, alarm: "front 5xx"),
                Happened.Decided(Signal.AddMinutes(20), AlarmStateValue.Ok, AlarmVerdict.Cleared, alarm: "front 5xx"),
                Happened.Decided(Signal.AddMinutes(31), AlarmStateValue.Alarm, AlarmVerdict.CoolingDown),
                Happened.Decided(Signal.AddMinutes(33), AlarmStateValue.Ok, AlarmVerdict.Cleared));
        var found = Incidents.Of(facts);
        Assert.Equal(2, found.Count);
        Assert.Equal(["front cpu", "front 5xx"], found[0].Alarms);
        Assert.Equal((TimeSpan.FromMinutes(20), 1), (found[0].ToRelief!.Value, found[0].Number));
        Assert.Null(found[1].FirstEffect);
        Assert.Equal(2, found[1].Number);
    }

    [Fact]
    public void An_alarm_that_still_fires_is_not_relieved_unless_its_memory_says_so()
    {
        var fires = Happened.Lived.With(Happened.Decided(Signal, AlarmStateValue.Alarm, AlarmVerdict.BudgetSpent));
        Assert.Null(Assert.Single(Incidents.Of(fires)).ToRelief);

        var transition = Alarmed.Transition(Signal.AddMinutes(7), AlarmStateValue.Ok);
        var remembered = fires with
        {
            Alarms =
            [
                new AlarmMemory(
                    transition.Alarm, null, AlarmStateValue.Ok, transition.ChangedAt, "", [], null, null, null, 0, null,
                    AlarmVerdict.Cleared, transition),
            ],
        };
        Assert.Equal(TimeSpan.FromMinutes(7), Assert.Single(Incidents.Of(remembered)).ToRelief);
    }

    [Fact]
    public void A_second_look_at_the_same_transition_is_the_same_incident()
    {
        var first = Happened.Decided(Signal, AlarmStateValue.Alarm, AlarmVerdict.CoolingDown);
        var facts = Happened.Lived.With(
            first,
            first with { At = Signal.AddMinutes(30), Verdict = nameof(AlarmVerdict.Starts), Run = Alarmed.Run },
            Happened.Done(Signal.AddMinutes(31), Alarmed.Run, "set the bounds"),
            Happened.Decided(Signal.AddMinutes(40), AlarmStateValue.Ok, AlarmVerdict.Cleared));
        var incident = Assert.Single(Incidents.Of(facts));
        Assert.Equal((TimeSpan.FromMinutes(31), TimeSpan.FromMinutes(40)), (incident.ToEffect, incident.ToRelief));
    }

    [Fact]
    public void Telling_people_is_not_a_change_but_when_they_were_told_is_known()
    {
        var facts = Happened.Lived.With(
            Happened.Decided(Signal, AlarmStateValue.Alarm, AlarmVerdict.Starts, Alarmed.Run),
            Happened.Done(Signal.AddSeconds(9), Alarmed.Run, "tell people: look"),
            Happened.Decided(Signal.AddMinutes(5), AlarmStateValue.Ok, AlarmVerdict.Cleared));
        var incident = Assert.Single(Incidents.Of(facts));
        Assert.Null(incident.FirstEffect);
        Assert.Equal(Signal.AddSeconds(9), incident.ToldAt);
    }

    [Fact]
    public void A_signal_whose_key_is_a_hash_is_timed_by_its_lines()
    {
        var fires = Happened.Decided(Signal, AlarmStateValue.Alarm, AlarmVerdict.CoolingDown) with { Cause = "sha256/ab" };
        var clears = Happened.Decided(Signal.AddMinutes(3), AlarmStateValue.Ok, AlarmVerdict.Cleared) with { Cause = "sha256/cd" };
        var incident = Assert.Single(Incidents.Of(Happened.Lived.With(fires, clears)));
        Assert.Equal((fires.At, clears.At), (incident.From, incident.Until));
    }
}
