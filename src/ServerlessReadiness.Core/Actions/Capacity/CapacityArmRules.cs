using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Capacity;

/// <summary>
/// Makes the group's scheduled actions that are ours exactly the floors of the plan, so that the fleet is warm at the
/// instant even if our own parts are not. An empty list removes all of ours.
/// </summary>
/// <remarks>
/// Counted as CapacityUp, since an armed floor can only add: one below the present minimum is not armed, because the
/// scheduled action would lower what someone holds higher. A floor that is due is left to fire.
/// </remarks>
public sealed class CapacityArmRules : IActionRules
{
    /// <summary>A floor due sooner is not armed: the service wants an instant ahead, and the pre-warm sets it itself.
    /// </summary>
    public static readonly TimeSpan LeadMin = TimeSpan.FromMinutes(1);

    /// <summary>How often one floor is written before someone else must be removing it.</summary>
    private const int WritesMax = 2;

    public string Name => ActionNames.CapacityArm;

    public ActionClass Class => ActionClass.CapacityUp;

    public ObservationNeeds Needs => ObservationNeeds.Capacity | ObservationNeeds.Schedules;

    public int EffectsMax => 100;

    public bool Handles(StepAction action) => action is StepAction.CapacityArm;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var label = context.Component.Resource.Label;
        if (context.Component.Resource is not Resource.AutoScalingGroup)
        {
            return new ActionMove.Refuse($"{label} is no Auto Scaling group; only a group's floors can be armed");
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen.Group is not { Armed: { } armed } group)
        {
            return context.Blind($"the scheduled actions of {label}");
        }

        var asked = ((StepAction.CapacityArm)context.Step.Step.Do).Floors;
        var wanted = asked.Where(f => IsArmable(f, group, context.Now)).Select(f => Fitted(f, group)).ToList();
        return Remove(context, group, Surplus(asked, wanted, armed, context.Now))
            ?? Put(context, group, wanted, armed)
            ?? new ActionMove.Done(Result(label, asked, wanted));
    }

    /// <summary>Disarms: what this step wrote is removed.</summary>
    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var written = context.DoneEffects<Change.PutScheduledAction>(undoing: false)
            .Select(e => ((Change.PutScheduledAction)e.Change).Floor.Name)
            .ToHashSet(StringComparer.Ordinal);
        if (written.Count == 0)
        {
            return new ActionMove.Done("nothing was armed");
        }

        if (context.AfterFailure(undoing: true) is { } move)
        {
            return move;
        }

        return context.Seen.Group is not { Armed: { } armed } group
            ? context.Blind($"the scheduled actions of {context.Component.Resource.Label}")
            : Remove(context, group, armed.FirstOrDefault(a => written.Contains(a.Name)))
                ?? new ActionMove.Done($"nothing that this step armed on group {group.Name} is armed any more");
    }

    private static bool IsArmable(ArmedFloor floor, GroupSnapshot group, DateTimeOffset now) =>
        floor.At > now + LeadMin && floor.Minimum >= group.Bounds.Minimum;

    // Without room under the maximum the service would refuse the floor at its instant, when nobody looks.
    private static ArmedFloor Fitted(ArmedFloor floor, GroupSnapshot group) => floor with
    {
        Maximum = group.Bounds.Maximum < floor.Minimum ? floor.Minimum : null,
    };

    /// <summary>
    /// The first of ours that must go: not asked for, or in the way of another at the same instant, since a group takes
    /// one action an instant. One that is due is about to fire and goes by itself.
    /// </summary>
    private static ArmedFloor? Surplus(
        EquatableList<ArmedFloor> asked,
        List<ArmedFloor> wanted,
        EquatableList<ArmedFloor> armed,
        DateTimeOffset now) =>
        armed.FirstOrDefault(a => !wanted.Exists(w => w.Name == a.Name)
            && !(a.At <= now + LeadMin && asked.Any(f => f.Name == a.Name && f.SameInstant(a))))

        // Written over, an action keeps a maximum that the new one does not name.
        ?? armed.FirstOrDefault(a => a.Maximum is not null
            && wanted.Exists(w => w.Name == a.Name && w.Maximum is null))
        ?? armed.FirstOrDefault(a => wanted.Exists(w => w.Name != a.Name && w.SameInstant(a)
            && !armed.Any(other => other.Name == w.Name && other.SameInstant(w))));

    private static ActionMove? Remove(StepContext context, GroupSnapshot group, ArmedFloor? surplus)
    {
        if (surplus is null)
        {
            return null;
        }

        var deleted = context.DoneEffects<Change.DeleteScheduledAction>(undoing: null)
            .LastOrDefault(e => ((Change.DeleteScheduledAction)e.Change).Name == surplus.Name);
        var written = context.DoneEffects<Change.PutScheduledAction>(undoing: null)
            .LastOrDefault(e => ((Change.PutScheduledAction)e.Change).Floor.Name == surplus.Name);
        var isNewest = deleted is not null
            && (written is null || StepFacts.EndOf(deleted) >= StepFacts.EndOf(written));
        return isNewest && context.Now - StepFacts.EndOf(deleted!) < StepFacts.ShowsWithin
            ? new ActionMove.Wait(StepFacts.LookSoon, $"waits until {surplus.Name} is gone from group {group.Name}")
            : new ActionMove.Perform(
                new Change.DeleteScheduledAction(group.Name, surplus.Name),
                $"the plan does not ask for {surplus} on group {group.Name}");
    }

    private static ActionMove? Put(
        StepContext context,
        GroupSnapshot group,
        List<ArmedFloor> wanted,
        EquatableList<ArmedFloor> armed)
    {
        if (wanted.Find(w => !armed.Any(a => a.Does(w))) is not { } missing)
        {
            return null;
        }

        var writes = context.DoneEffects<Change.PutScheduledAction>(undoing: false)
            .Where(e => ((Change.PutScheduledAction)e.Change).Floor == missing)
            .ToList();
        if (writes.Count > 0 && context.Now - StepFacts.EndOf(writes[^1]) < StepFacts.ShowsWithin)
        {
            return new ActionMove.Wait(StepFacts.LookSoon, $"waits until group {group.Name} shows {missing}");
        }

        if (writes.Count >= WritesMax)
        {
            return new ActionMove.Fail(
                $"group {group.Name} was armed {writes.Count} times with {missing} and does not show it; find who "
                    + "removes it, or set the floor by hand");
        }

        return GroupBlockers.Find(ActionNames.CapacityArm, new GroupCase(group, context.Component, null)) is { } why
            ? new ActionMove.Refuse(why)
            : missing.Minimum > context.Component.Ceiling
                ? new ActionMove.Refuse(
                    $"a floor of {missing.Minimum} is above the ceiling of {context.Component.Ceiling}; raise the "
                        + "component's ceiling in the plan")
                : new ActionMove.Perform(
                    new Change.PutScheduledAction(group.Name, missing),
                    $"Auto Scaling sets the floor of group {group.Name} at its instant, whatever becomes of us");
    }

    private static string Result(string label, EquatableList<ArmedFloor> asked, List<ArmedFloor> wanted)
    {
        var left = asked.Where(f => !wanted.Exists(w => w.Name == f.Name)).ToList();
        return (wanted.Count == 0
                ? $"nothing of ours is armed on {label}"
                : $"armed on {label}: {string.Join("; ", wanted)}")
            + (left.Count == 0
                ? ""
                : $"; not armed, being past or below the present minimum: {string.Join("; ", left)}");
    }
}
