using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Alarms;

/// <summary>
/// Which runs AlarmResponder performs itself, for speed: those of capacity and instance actions on the run's own
/// component. All others it commits and hands to Executor, whose role alone may do them.
/// </summary>
public static class ActsAtOnce
{
    public static bool Of(Runbook runbook)
    {
        ArgumentNullException.ThrowIfNull(runbook);
        return runbook.Steps.All(s => s.On is null && s.Do is StepAction.CapacityRaise or StepAction.CapacityFloor
            or StepAction.SettingApply or StepAction.InstanceReplace or StepAction.InstanceReboot
            or StepAction.InstanceRecover or StepAction.InstanceQuarantine or StepAction.HealthMark
            or StepAction.Notify or StepAction.Pause or StepAction.Check);
    }
}
