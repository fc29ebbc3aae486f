using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Capacity;

/// <summary>
/// Holds what is in service now by the minimum, before load is shed from it: with less load its scaling policies would
/// take the capacity away that the way back needs.
/// </summary>
public sealed class CapacityKeepRules : IActionRules
{
    public string Name => ActionNames.CapacityKeep;

    public ActionClass Class => ActionClass.CapacityUp;

    public ObservationNeeds Needs => ObservationNeeds.Capacity;

    public bool Handles(StepAction action) => action is StepAction.CapacityKeep;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (BoundedCapacity.Hindrance(context, Name, out var present) is { } move)
        {
            return move;
        }

        var writes = HeldBounds.Writes(context);
        if (writes.Count > 0)
        {
            var kept = HeldBounds.Of(writes[0].Change).To.Minimum;
            return present.Bounds.Minimum < kept
                ? HeldBounds.Undercut(context, present, writes, kept)
                : new ActionMove.Done($"the minimum of {present.Label} holds {present.Bounds.Minimum}");
        }

        return present.Serving is { } serving
            ? Keep(context, present, serving)
            : new ActionMove.Done(
                $"how much of {present.Label} is in service is not told, so its minimum of {present.Bounds.Minimum} "
                + "stays as it is");
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HeldBounds.TakeBack(context, Name);
    }

    private static ActionMove Keep(StepContext context, BoundedCapacity present, int serving)
    {
        var goal = Math.Min(serving, context.Component.Ceiling);
        var limit = goal < serving ? $", the component's ceiling, of {serving} in service" : " in service now";
        return goal <= present.Bounds.Minimum
            ? new ActionMove.Done(
                $"the minimum of {present.Label} is {present.Bounds.Minimum} already, and {serving} are in service")
            : new ActionMove.Perform(
                present.Set(new Bounds(goal, Math.Max(present.Bounds.Maximum, goal))),
                $"raises the minimum of {present.Label} from {present.Bounds.Minimum} to the {goal}{limit}, so that "
                    + "less load takes no capacity away");
    }
}
