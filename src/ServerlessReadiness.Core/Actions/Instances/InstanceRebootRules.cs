using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Instances;

/// <summary>
/// Restarts the operating system: into Standby · reboot · wait for status checks · back into service.
/// </summary>
public sealed class InstanceRebootRules : IActionRules
{
    private readonly RepairSequence _sequence = new(ActionNames.InstanceReboot, Precheck, Repair);

    public string Name => ActionNames.InstanceReboot;

    public ActionClass Class => ActionClass.Replace;

    public ObservationNeeds Needs =>
        ObservationNeeds.Capacity | ObservationNeeds.Instance | ObservationNeeds.Refresh;

    public bool Handles(StepAction action) => action is StepAction.InstanceReboot;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return _sequence.Next(context);
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return RepairSequence.Undo(context);
    }

    public bool? Shows(Change change, Observation seen) => ChangeEvidence.Shows(change, seen);

    private static string? Precheck(InstanceSnapshot seen) =>
        seen.IsRunning ? null : $"{seen.Instance} is {seen.State}, and only a running instance can be rebooted";

    private static ActionMove? Repair(StepContext context, InstanceSnapshot seen)
    {
        var reboots = context.DoneEffects<Change.RebootInstance>(undoing: false);
        return reboots.Count == 0
            ? new ActionMove.Perform(
                new Change.RebootInstance(seen.Instance),
                $"restarts {seen.Instance} out of traffic's way")
            : RepairSequence.AwaitHealth(context, seen, reboots[^1]);
    }
}
