using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Capacity;

/// <summary>
/// Takes the minimum that <see cref="CapacityKeepRules"/> held back to what it was, and never under a floor of the plan
/// that is in force by now. Only the minimum: the size is its policies' own, and the restore has the rest.
/// </summary>
public sealed class CapacityReleaseRules : IActionRules
{
    public string Name => ActionNames.CapacityRelease;

    public ActionClass Class => ActionClass.CapacityDown;

    public ObservationNeeds Needs => ObservationNeeds.Capacity | ObservationNeeds.Firing | ObservationNeeds.Floor;

    public bool Handles(StepAction action) => action is StepAction.CapacityRelease;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (BoundedCapacity.RefuseWithout(context.Component.Resource) is { } refusal)
        {
            return refusal;
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (BoundedCapacity.Of(context, Name) is not { } present
            || context.Seen is not { Firing: { } firing, Floor: { } floor })
        {
            return context.Blind(
                $"the capacity of {context.Component.Resource.Label}, its floor, or which of its alarms fire,");
        }

        var goal = Math.Max(((StepAction.CapacityRelease)context.Step.Step.Do).To, floor);
        var writes = HeldBounds.Writes(context);
        if (present.Bounds.Minimum <= goal)
        {
            return new ActionMove.Done(
                $"the minimum of {present.Label} is {present.Bounds.Minimum}"
                + (floor > 0 ? $", and the floor in force is {floor}" : ""));
        }

        if (writes.Count > 0)
        {
            var shown = StepFacts.EndOf(writes[^1]) + StepFacts.ShowsWithin;
            return context.Now < shown
                ? new ActionMove.Wait(StepFacts.LookSoon, $"waits until {present.Label} shows the minimum of {goal}")
                : new ActionMove.Done(
                    $"the minimum of {present.Label} was raised to {present.Bounds.Minimum} since; left alone");
        }

        return firing.Count > 0
            ? new ActionMove.Wait(
                CapacityRestoreRules.HeldPace,
                $"alarm {string.Join(", ", firing.Select(a => a.Name))} of component {context.Component.Name} fires, "
                    + "so nothing that is held is released")
            : new ActionMove.Perform(
                present.Set(present.Bounds with { Minimum = goal }),
                $"takes the minimum of {present.Label} from {present.Bounds.Minimum} back to {goal}");
    }

    public ActionMove Undo(StepContext context) =>
        new ActionMove.Done("what was released stays so: a floor or a raise adds capacity where it is needed");
}
