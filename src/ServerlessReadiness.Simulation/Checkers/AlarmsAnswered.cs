using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Simulation.Alarms;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Checkers;

/// <summary>
/// 13: no alarm that triggers stays in ALARM longer than the plan's limit without a live run, a hold or a person, who was
/// called or said that they look at it.
/// </summary>
internal sealed class AlarmsAnswered(Scene scene) : Checker(13, scene)
{
    /// <summary>For lost messages, the sweep that makes them up, lost beats in between, and the next look.</summary>
    private const long SlackMs = 6 * Instant.MinuteMs;

    private readonly HashSet<(AlarmId Alarm, long ChangedMs)> _told = [];
    private readonly Dictionary<AlarmId, long> _answeredMs = [];

    public override void Minute(long nowMs)
    {
        // Who answers is also noted while nothing can be held against anybody: the time to do so is counted from there.
        var counts = Scene.Ledger.Head is
            { Phase: Phase.Prewarm or Phase.Live or Phase.Cooldown, Mode: AutomationMode.Act }
            && nowMs >= Scene.LastHinderedMs + SlackMs;
        foreach (var alarm in Scene.Alarms!.All)
        {
            if (alarm is not { State: AlarmStateValue.Alarm, Response.Role: AlarmRole.Trigger }
                || nowMs - alarm.ChangedMs <= Instant.Ms(Scene.Plan.AlarmLimit)
                || IsAnswered(alarm, nowMs))
            {
                _answeredMs[alarm.Id] = nowMs;
            }
            else if (counts
                && nowMs - Math.Max(_answeredMs.GetValueOrDefault(alarm.Id), Scene.LastHinderedMs) > SlackMs
                && _told.Add((alarm.Id, alarm.ChangedMs)))
            {
                Violated(
                    nowMs,
                    $"alarm {alarm.Id.Name} fires since {Instant.Of(alarm.ChangedMs):u} and nobody is at it");
            }
        }
    }

    private bool IsAnswered(SimulatedAlarm alarm, long nowMs)
    {
        var now = Instant.Of(nowMs);
        var ledger = Scene.Ledger;
        var key = StateKeys.Alarm(Scene.Plan.Event, alarm.Id, null).Address.Sk;
        var hold = ledger.Components.GetValueOrDefault(alarm.Component.Plan.Name)?.Hold;
        return hold?.IsInForce(now) == true
            || (ledger.Alarms.GetValueOrDefault(key) is { State: AlarmStateValue.Alarm } memory
                && (memory.PagedAt is not null
                    || (memory.Acknowledged is { } seen && seen.At >= memory.Since && seen.Until > now)
                    || (memory.AnsweredAt is { } answered && now - answered <= Scene.Plan.AlarmLimit)
                    || (memory.Run is { } run && ledger.Runs.GetValueOrDefault(run) is { IsOver: false })));
    }
}
