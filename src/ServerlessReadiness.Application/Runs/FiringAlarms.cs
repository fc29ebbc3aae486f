using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

/// <summary>
/// Which alarms of a component fire, by what the table remembers of them. Clock makes up what messages missed, so the
/// table is at most a minute behind CloudWatch.
/// </summary>
public sealed class FiringAlarms(IStateStore store, OpenEvents events)
{
    /// <summary>The alarms that fire and that the plan gives to the component, by name.</summary>
    /// <exception cref="PortException">The table cannot be read: then nothing is known of the alarms.</exception>
    public async Task<EquatableList<AlarmId>?> ReadAsync(
        Run run,
        ComponentName component,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var plan = await events.PlanAsync(run.Event, run.PlanVersion, cancellationToken);
        var memories = await store.ListAsync(
            StateKeys.EventPk(run.Event),
            StateKeys.AlarmPrefix,
            StateJson.Default.AlarmMemory,
            cancellationToken);
        return EquatableList.From(memories
            .Select(m => m.Value)
            .Where(m => m.State == AlarmStateValue.Alarm
                && ResponseMatcher.Match(plan, m.Last).Component?.Name == component)
            .Select(m => m.Alarm)
            .Distinct()
            .OrderBy(a => a.Value, StringComparer.Ordinal));
    }
}
