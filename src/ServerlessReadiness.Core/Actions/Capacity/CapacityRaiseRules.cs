using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Capacity;

/// <summary>
/// Raises the minimum, and the maximum where the minimum needs it. The user's scaling policies own the desired
/// capacity, so it is never written: a group whose minimum goes up launches by itself, and no policy can undo it.
/// </summary>
/// <remarks>
/// The wish is computed once, from what is there before the first write: base + step, at most the ceiling and the
/// quota. The first write's minimum is the goal from then on, so that waiting never makes the wish grow.
/// </remarks>
public sealed class CapacityRaiseRules : IActionRules
{
    public string Name => ActionNames.CapacityRaise;

    public ActionClass Class => ActionClass.CapacityUp;

    public ObservationNeeds Needs => ObservationNeeds.Capacity;

    public bool Handles(StepAction action) => action is StepAction.CapacityRaise;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (BoundedCapacity.Hindrance(context, Name, out var present) is { } move)
        {
            return move;
        }

        var writes = HeldBounds.Writes(context);
        return writes.Count == 0 ? Begin(context, present) : Verify(context, present, writes);
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HeldBounds.TakeBack(context, Name);
    }

    private static ActionMove Begin(StepContext context, BoundedCapacity present)
    {
        if (present.Blocker is { } blocker)
        {
            return new ActionMove.Refuse(blocker);
        }

        var ceiling = context.Component.Ceiling;
        if (present.Base >= ceiling)
        {
            return new ActionMove.Refuse(
                $"{present.Label} is already at the ceiling of {ceiling}; raise the component's ceiling in the plan");
        }

        var step = Step((StepAction.CapacityRaise)context.Step.Step.Do, present.Base);
        var wish = (long)present.Base + step;
        var headroom = context.Seen.QuotaHeadroom is { } units ? Math.Max(0, units) : int.MaxValue;
        var quota = (long)present.Base + headroom;
        var goal = (int)Math.Min(wish, Math.Min(ceiling, quota));
        if (goal <= present.Base)
        {
            return new ActionMove.Refuse(
                $"the account's quota leaves no room above {present.Base} for {present.Label}; ask AWS to raise the "
                    + "quota");
        }

        var limit = goal == wish ? ""
            : quota < ceiling ? $"; {wish} was wanted, the account's quota allows {goal}"
            : $"; {wish} was wanted, the component's ceiling is {ceiling}";
        return new ActionMove.Perform(
            present.Set(new Bounds(goal, MaximumFor(present, goal, ceiling))),
            $"raises {present.Label} by {goal - present.Base} to {goal}{limit}{present.Notes}");
    }

    /// <summary>
    /// A target does not tell its size, and one that runs at its maximum gains nothing from a higher minimum: its
    /// maximum moves by the same units, so that its own policies can go on.
    /// </summary>
    private static int MaximumFor(BoundedCapacity present, int goal, int ceiling)
    {
        var room = present.Serving is null
            ? Math.Min(ceiling, present.Bounds.Maximum + (goal - present.Base))
            : goal;
        return Math.Max(present.Bounds.Maximum, Math.Max(room, goal));
    }

    private static ActionMove Verify(StepContext context, BoundedCapacity present, List<EffectRecord> writes)
    {
        var goal = HeldBounds.Of(writes[0].Change).To.Minimum;
        if (present.Bounds.Minimum < goal)
        {
            return HeldBounds.Undercut(context, present, writes, goal);
        }

        var trouble = present.Trouble is { } text ? $"; the newest failure: {text}" : "";
        if (present.Serving is not { } serving)
        {
            return new ActionMove.Done($"the minimum of {present.Label} reads {present.Bounds.Minimum}{trouble}");
        }

        return serving >= goal
            ? new ActionMove.Done($"{serving} of {goal} are in service in {present.Label}")
            : new ActionMove.Wait(
                StepFacts.LookAgain,
                $"{serving} of {goal} are in service in {present.Label}{trouble}{present.Notes}");
    }

    private static long Step(StepAction.CapacityRaise raise, int present) =>
        raise.By is { } units
            ? Math.Max(1, units)
            : Math.Max(1, (((long)present * (raise.ByPercent ?? 0)) + 99) / 100);
}
