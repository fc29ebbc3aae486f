using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Actions.Instances;

/// <summary>
/// Restarts the operating system: into Standby · reboot · wait for status checks · back into service.
/// </summary>
public sealed class InstanceRebootRules : RepairRules
{
    public override string Name => ActionNames.InstanceReboot;

    public override bool Handles(StepAction action) => action is StepAction.InstanceReboot;

    protected override string? Precheck(InstanceSnapshot seen) =>
        seen.IsRunning ? null : $"{seen.Instance} is {seen.State}, and only a running instance can be rebooted";

    protected override ActionMove? Repair(StepContext context, InstanceSnapshot seen)
    {
        var reboots = context.DoneEffects<Change.RebootInstance>(undoing: false);
        return reboots.Count == 0
            ? new ActionMove.Perform(
                new Change.RebootInstance(seen.Instance),
                $"restarts {seen.Instance} out of traffic's way")
            : AwaitHealth(context, seen, reboots[^1]);
    }
}
