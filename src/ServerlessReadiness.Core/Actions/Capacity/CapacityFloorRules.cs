using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Capacity;

/// <summary>
/// Sees to a floor: a minimum that is at least as high already is adopted and not written, a lower one is raised as
/// far as ceiling and quota allow, and then the step waits until as much is in service.
/// </summary>
/// <remarks>
/// | the minimum | in service | move |
/// |---|---|---|
/// | below the floor, nothing written | any | raise it, or refuse with the bound that forbids it |
/// | below what was written | any | assert it once more, then fail: a fight |
/// | at the floor | less | wait, and say whether instances boot, AWS has none, or a quota refuses |
/// | at the floor | enough | done |
/// | as high as ceiling or quota allowed, below the floor | as much | fail, naming what is missing |
/// </remarks>
public sealed class CapacityFloorRules : IActionRules
{
    public string Name => ActionNames.CapacityFloor;

    public ActionClass Class => ActionClass.CapacityUp;

    public ObservationNeeds Needs => ObservationNeeds.Capacity;

    public bool Handles(StepAction action) => action is StepAction.CapacityFloor;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (BoundedCapacity.Hindrance(context, Name, out var present) is { } move)
        {
            return move;
        }

        var floor = ((StepAction.CapacityFloor)context.Step.Step.Do).Floor;
        var writes = HeldBounds.Writes(context);
        if (writes.Count == 0 && present.Bounds.Minimum < floor)
        {
            return Begin(context, present, floor);
        }

        var goal = present.Bounds.Minimum >= floor ? floor : HeldBounds.Of(writes[0].Change).To.Minimum;
        return present.Bounds.Minimum < goal
            ? HeldBounds.Undercut(context, present, writes, goal)
            : Await(context, present, goal, floor, adopted: writes.Count == 0);
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HeldBounds.TakeBack(context, Name);
    }

    private static ActionMove Begin(StepContext context, BoundedCapacity present, int floor)
    {
        if (present.Blocker is { } blocker)
        {
            return new ActionMove.Refuse(blocker);
        }

        var ceiling = context.Component.Ceiling;
        var quota = context.Seen.QuotaHeadroom is { } units
            ? (long)present.Base + Math.Max(0, units)
            : int.MaxValue;
        var goal = (int)Math.Min(floor, Math.Min(ceiling, quota));
        var limit = goal == floor ? "" : Limit(present.Label, floor, goal, ceiling);
        return goal <= present.Bounds.Minimum
            ? new ActionMove.Refuse(
                $"the minimum of {present.Label} stays at {present.Bounds.Minimum}, below the floor of {floor}: "
                    + limit)
            : new ActionMove.Perform(
                present.Set(new Bounds(goal, Math.Max(present.Bounds.Maximum, goal))),
                $"raises the minimum of {present.Label} from {present.Bounds.Minimum} to "
                    + (limit.Length == 0 ? $"the floor of {floor}" : $"{goal}, not to the floor of {floor}: {limit}")
                    + present.Notes);
    }

    private static ActionMove Await(
        StepContext context,
        BoundedCapacity present,
        int goal,
        int floor,
        bool adopted)
    {
        var label = present.Label;
        var begun = adopted
            ? $"the minimum of {label} was {present.Bounds.Minimum} already"
            : $"the minimum of {label} reads {present.Bounds.Minimum}";
        if (present.Serving is { } serving && serving < goal)
        {
            return new ActionMove.Wait(
                StepFacts.LookAgain,
                $"{serving} of {goal} are in service in {label}{Missing(present, context.Seen.QuotaHeadroom)}"
                    + present.Notes);
        }

        var end = present.Serving is { } all
            ? $"{all} of {floor} are in service in {label}; {begun}"
            : $"{begun}{(present.Trouble is { } text ? $"; the newest failure: {text}" : "")}";
        return goal < floor
            ? new ActionMove.Fail(
                $"{end}, and the floor is {floor}: {Limit(label, floor, goal, context.Component.Ceiling)}")
            : new ActionMove.Done(end);
    }

    /// <summary>Which of the three causes keeps capacity from coming; each asks for another answer.</summary>
    private static string Missing(BoundedCapacity present, int? quotaHeadroom) =>
        (LaunchTroubles.Classify(present.Trouble), present) switch
        {
            (IssueKind.QuotaRefused, _) => $"; a quota of the account refuses more: {present.Trouble}",
            (IssueKind.CapacityShortage, _) => $"; AWS has no capacity of this kind: {present.Trouble}",
            (not null, _) => $"; the newest failure: {present.Trouble}",
            (null, { Booting: > 0 }) => $"; {present.Booting} {LaunchTroubles.StillBooting}",
            _ when quotaHeadroom is <= 0 => "; the account's quota has no headroom left",
            _ => "; none is launching yet",
        };

    private static string Limit(string label, int floor, int goal, int ceiling) => goal >= ceiling
        ? $"the component's ceiling is {ceiling}; raise the ceiling of {label} in the plan"
        : $"the account's quota allows {goal} of {floor}; ask AWS to raise the quota";
}
