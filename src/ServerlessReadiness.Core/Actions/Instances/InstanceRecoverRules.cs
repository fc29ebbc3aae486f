using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Actions.Instances;

/// <summary>
/// Moves the instance to another host: into Standby · stop · start · wait for status checks · back into service.
/// </summary>
public sealed class InstanceRecoverRules : RepairRules
{
    public override string Name => ActionNames.InstanceRecover;

    public override bool Handles(StepAction action) => action is StepAction.InstanceRecover;

    protected override string? Precheck(InstanceSnapshot seen) =>
        seen.HasInstanceStore
            ? $"{seen.Instance} has an instance store: stopping would lose its local data; replace it instead"
            : seen.IsRunning ? null : $"{seen.Instance} is {seen.State}, and only a running instance is stopped and "
                + "started";

    protected override ActionMove? Repair(StepContext context, InstanceSnapshot seen)
    {
        if (!context.Did<Change.StopInstance>(undoing: false))
        {
            return new ActionMove.Perform(
                new Change.StopInstance(seen.Instance),
                $"stops {seen.Instance} to free it from its host");
        }

        var starts = context.DoneEffects<Change.StartInstance>(undoing: false);
        if (starts.Count > 0)
        {
            return AwaitHealth(context, seen, starts[^1]);
        }

        return seen switch
        {
            { IsGone: true } => new ActionMove.Fail($"{seen.Instance} is {seen.State}: someone terminated it "
                + "meanwhile"),
            { IsStopped: true } => new ActionMove.Perform(
                new Change.StartInstance(seen.Instance),
                $"starts {seen.Instance}, which places it on another host"),
            _ => new ActionMove.Wait(
                StepFacts.LookAgain,
                $"{seen.Instance} is {seen.State}; waits until it has stopped"),
        };
    }
}
