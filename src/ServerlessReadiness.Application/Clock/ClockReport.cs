namespace ServerlessReadiness.Application.Clock;

/// <summary>What one beat did.</summary>
/// <param name="AlarmsMadeUp">Transitions that never arrived.</param>
/// <param name="AlarmsLookedAt">Alarms looked at again.</param>
/// <param name="RunsDispatched">Runs handed to Executor.</param>
/// <param name="Failures">Jobs that failed.</param>
public sealed record ClockReport(int AlarmsMadeUp, int AlarmsLookedAt, int RunsDispatched, int Failures)
{
    /// <summary>Instances that waited in a lifecycle hook and whose message never came.</summary>
    public int HooksMadeUp { get; init; }
}
