using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests;

public sealed class RoundTripTests
{
    [Theory]
    [InlineData("raise")]
    [InlineData("replace")]
    [InlineData("notify")]
    public void A_cold_process_acts_after_at_most_four_round_trips(string runbook)
    {
        var (scenario, ticks) = (new Scenario(), new TickedCalls());
        scenario.World.SetAlarm(EndToEndTests.About(runbook));
        TickUntilEffect(scenario, ticks, scenario.NewHost(ticks), EndToEndTests.About(runbook));
        Assert.InRange(ticks.TicksBeforeFirstEffect!.Value, 1, 4);
    }

    [Theory]
    [InlineData("raise")]
    [InlineData("replace")]
    [InlineData("notify")]
    public void A_warm_process_acts_after_at_most_two(string runbook)
    {
        var (scenario, ticks) = (new Scenario(), new TickedCalls());
        scenario.World.SetAlarm(EndToEndTests.About(runbook));
        var host = scenario.NewHost(ticks);
        TickUntilEffect(scenario, ticks, host, Sample.Alarm("raise-0", Sample.T0, AlarmStateValue.Ok));
        Assert.Null(ticks.TicksBeforeFirstEffect);
        var warmAt = ticks.Ticks;
        TickUntilEffect(scenario, ticks, host, EndToEndTests.About(runbook));
        Assert.InRange(ticks.TicksBeforeFirstEffect!.Value - warmAt, 1, 2);
    }

    private static void TickUntilEffect(
        Scenario scenario,
        TickedCalls ticks,
        Application.Hosting.Host host,
        AlarmTransition transition)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var task = host.Alarms.HandleAsync(transition, scenario.Now, CancellationToken.None);
        for (var i = 0; i < 50 && !task.IsCompleted && ticks.TicksBeforeFirstEffect is null; i++)
        {
            ticks.Tick();
        }

        Assert.False(task.IsFaulted, task.Exception?.ToString());
    }
}
