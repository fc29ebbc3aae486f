using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Tests;

/// <summary>What the system counts about itself.</summary>
public sealed class MeasurementTests
{
    private static readonly TimeSpan OnTheWay = TimeSpan.FromSeconds(7);

    [Fact]
    public void An_alarm_counts_one_decision_its_effects_and_the_time_from_its_change_to_the_first()
    {
        var scenario = new Scenario();
        var alarm = Sample.Alarm("reboot-1", scenario.Now, instance: Sample.Bad);
        scenario.Time.Advance(OnTheWay);

        scenario.Send(alarm);
        scenario.Clear("reboot-1");
        scenario.Beats(TimeSpan.FromMinutes(12));

        Assert.Equal(AlarmVerdict.Starts, scenario.Counted.Decisions[0]);
        Assert.Equal(OnTheWay, Assert.Single(scenario.Counted.SinceSignal));
        Assert.Equal([EffectReport.Done, EffectReport.Done, EffectReport.Done], scenario.Counted.Effects);
    }

    [Fact]
    public void A_repeated_alarm_and_one_that_no_plan_answers_are_decisions_too()
    {
        var scenario = new Scenario();
        var alarm = Sample.Alarm("raise-1", scenario.Now);
        scenario.Send(alarm);
        scenario.Send(alarm);
        scenario.Send(Sample.Alarm("nobody-knows-it", scenario.Now));
        Assert.Equal(
            [AlarmVerdict.Starts, AlarmVerdict.Duplicate, AlarmVerdict.Unknown],
            scenario.Counted.Decisions);
    }

    [Fact]
    public void A_decision_that_changes_nothing_has_no_effect_to_count()
    {
        var scenario = new Scenario(mode: AutomationMode.Observe);
        scenario.Send(Sample.Alarm("raise-1", scenario.Now));
        Assert.Equal([AlarmVerdict.Observed], scenario.Counted.Decisions);
        Assert.Empty(scenario.Counted.Effects);
        Assert.Empty(scenario.Counted.SinceSignal);
    }

    [Fact]
    public void A_clock_ahead_of_ours_makes_no_time_below_zero()
    {
        var scenario = new Scenario();
        scenario.Send(Sample.Alarm("raise-1", scenario.Now + OnTheWay));
        Assert.Equal(TimeSpan.Zero, Assert.Single(scenario.Counted.SinceSignal));
    }
}
