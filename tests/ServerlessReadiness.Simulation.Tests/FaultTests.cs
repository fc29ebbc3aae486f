using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Player;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>Each fault that can be asked for changes what it is to change.</summary>
public sealed class FaultTests
{
    /// <summary>Without a pre-warm, so that alarms have something to answer.</summary>
    private static readonly CompiledPlan Unprepared = SmallSale.Plan with { Stages = [] };

    private static readonly DateTimeOffset At = SmallSale.Live.AddMinutes(30);

    private static readonly Lazy<SimulationResult> Sound = new(() => Play());

    [Fact]
    public void A_lost_zone_takes_half_of_the_units()
    {
        var result = Play(Fault(FaultKind.ZoneLoss, 30, SmallSale.Front));
        Assert.True(Front(result, At).InService <= (Front(Sound.Value, At).InService + 1) / 2);
        Assert.True(result.Live.Failed > Sound.Value.Live.Failed);
        Assert.Empty(result.Violations);
    }

    [Fact]
    public void Slow_boots_delay_the_relief()
    {
        var from = SmallSale.Live;
        var result = Play(new PlannedFault(FaultKind.SlowBoot, from, TimeSpan.FromMinutes(40), SmallSale.Front));
        Assert.True(result.Live.Failed > Sound.Value.Live.Failed * 3 / 2);
    }

    [Theory]
    [InlineData(FaultKind.CapacityShortage, "InsufficientInstanceCapacity")]
    [InlineData(FaultKind.Quota, "quota")]
    public void Without_capacity_or_quota_nothing_is_launched_and_a_person_hears_why(FaultKind kind, string code)
    {
        var from = SmallSale.Live;
        var result = Play(new PlannedFault(kind, from, TimeSpan.FromMinutes(60), SmallSale.Front));
        Assert.True(Front(result, from.AddMinutes(50)).InService < Front(Sound.Value, from.AddMinutes(50)).InService);
        Assert.Contains(result.Journal, e => e.Reason.Contains(code, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Throttling_makes_calls_fail_and_the_work_goes_on()
    {
        var result = Play(new PlannedFault(FaultKind.Throttling, SmallSale.Live, TimeSpan.FromMinutes(60), null));
        Assert.Contains(result.Timeline, l => l.Contains("\"trouble\":\"Throttled\"", StringComparison.Ordinal));
        Assert.Contains(result.Journal, e => e is { Kind: JournalKind.Outcome, Reason: "Done: done" });
        Assert.Empty(result.Violations);
    }

    [Fact]
    public void Lost_messages_are_made_up_by_the_sweep_a_little_later()
    {
        var result = Play(new PlannedFault(FaultKind.MessagesLost, SmallSale.Live, TimeSpan.FromHours(5), null));
        Assert.DoesNotContain(result.Timeline, l => l.Contains("\"kind\":\"handled\"", StringComparison.Ordinal)
            && string.CompareOrdinal(l, $"{{\"at\":\"{SmallSale.Live:yyyy-MM-ddTHH:mm}") > 0);
        var late = FirstStart(result) - FirstStart(Sound.Value);
        Assert.InRange(late, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        Assert.Empty(result.Violations);
    }

    [Fact]
    public void While_the_control_plane_is_down_nothing_is_decided()
    {
        var result = Play(new PlannedFault(FaultKind.ControlPlaneDown, SmallSale.Live, TimeSpan.FromMinutes(45), null));
        Assert.DoesNotContain(
            result.Journal,
            e => e.At > SmallSale.Live.AddMinutes(1) && e.At < SmallSale.Live.AddMinutes(45));
        Assert.Contains(result.Journal, e => e.At > SmallSale.Live.AddMinutes(45) && e.Verdict == "Starts");
        Assert.Empty(result.Violations);
    }

    [Fact]
    public void An_outside_change_lowers_the_bounds()
    {
        var result = Play(Fault(FaultKind.OutsideChange, 1, SmallSale.Data));
        Assert.True(Of(result, SmallSale.Data, At.AddMinutes(1)).Minimum
            < Of(Sound.Value, SmallSale.Data, At.AddMinutes(1)).Minimum);
    }

    [Fact]
    public void Impaired_instances_raise_their_alarms_and_are_replaced()
    {
        var result = Play(Fault(FaultKind.Impaired, 1, SmallSale.Front));
        Assert.Contains(result.Alarms, a => a.Alarm.StartsWith("front-status-i-", StringComparison.Ordinal));
        Assert.Contains(
            result.Timeline,
            l => l.Contains("\"kind\":\"effect\"", StringComparison.Ordinal)
                && l.Contains("terminate i-", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_automation_the_same_weather_meets_the_account_alone()
    {
        var settings = new SimulationSettings(5, WithAutomation: false)
        {
            Faults = [Fault(FaultKind.ZoneLoss, 30, null)],
        };
        var alone = Simulator.Run(Unprepared, settings);
        var with = Simulator.Run(Unprepared, settings with { WithAutomation = true });

        Assert.Equal(with.Requests.Offered, alone.Requests.Offered);
        Assert.Equal(Faults(with), Faults(alone));
        Assert.Equal((0, 0), (alone.Decisions, alone.Effects));
        Assert.NotEmpty(alone.Alarms);
        Assert.True(alone.Requests.Failed > with.Requests.Failed);

        static List<string> Faults(SimulationResult result) =>
            [.. result.Timeline.Where(l => l.Contains("\"kind\":\"fault\"", StringComparison.Ordinal))];
    }

    [Fact]
    public void What_ifs_change_traffic_boots_and_capacity()
    {
        Assert.True(Play(new WhatIf(Peak: 2)).Requests.Offered > Sound.Value.Requests.Offered * 5 / 4);
        Assert.True(Play(new WhatIf(BootTime: 4)).Live.Failed > Sound.Value.Live.Failed);
        Assert.True(Play(new WhatIf(UnitCapacity: 0.7m)).Live.Failed > Sound.Value.Live.Failed);
    }

    private static PlannedFault Fault(FaultKind kind, int minutes, ComponentName? component) =>
        new(kind, At, TimeSpan.FromMinutes(minutes), component);

    private static SimulationResult Play(params PlannedFault[] faults) => Simulator.Run(
        Unprepared,
        new SimulationSettings(5) { Weather = Weather.Fair, Faults = faults });

    private static SimulationResult Play(WhatIf whatIf) => Simulator.Run(
        Unprepared,
        new SimulationSettings(5) { Weather = Weather.Fair, WhatIf = whatIf, Records = false });

    private static ComponentMinute Front(SimulationResult result, DateTimeOffset at) => Of(result, SmallSale.Front, at);

    private static ComponentMinute Of(SimulationResult result, ComponentName name, DateTimeOffset at) =>
        result.Minutes.Single(m => m.At == at).Components.Single(c => c.Component == name);

    private static DateTimeOffset FirstStart(SimulationResult result) =>
        result.Journal.First(e => e.Verdict == nameof(AlarmVerdict.Starts)).At;
}
