using ServerlessReadiness.Core.Actions.Capacity;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Core.Actions.Instances;

/// <summary>
/// A member's way into Standby and back, shared by the actions that work on it there. In Standby a member gets no
/// traffic, and the group neither health-checks nor replaces it.
/// </summary>
internal static class Standby
{
    private const string EnteringState = "EnteringStandby";

    /// <summary>The next move on the way into Standby; null once the member is there by this step's doing.</summary>
    public static ActionMove? Enter(StepContext context, GroupSnapshot group, InstanceId instance, string action)
    {
        var member = group.Find(instance);
        var entered = context.DoneEffects<Change.EnterStandby>(undoing: false);
        if (entered.Count == 0)
        {
            return Begin(context, group, instance, action);
        }

        return member switch
        {
            null or { IsLeaving: true } => new ActionMove.Fail(
                $"{instance} left group {group.Name} while it was in our hands; the group goes on without it"),
            { IsInStandby: true } => null,
            { LifecycleState: EnteringState } => new ActionMove.Wait(
                StepFacts.LookSoon,
                $"{instance} is entering Standby"),
            _ when context.Now - StepFacts.EndOf(entered[^1]) < StepFacts.ShowsWithin =>
                new ActionMove.Wait(StepFacts.LookSoon, $"waits until {instance} shows as entering Standby"),
            _ => new ActionMove.Fail($"{instance} is {member.LifecycleState}: someone took it out of Standby"),
        };
    }

    /// <summary>
    /// Why nothing more can be done for a member that was moved to Standby: it is no longer in the group. Asked where
    /// the instance itself cannot be read, as the service forgets a terminated one within the hour.
    /// </summary>
    public static string? Vanished(StepContext context) =>
        context.Seen.Group is { } group && context.Instance is { } instance
            && context.Did<Change.EnterStandby>(undoing: false) && group.Find(instance) is null
            ? $"{instance} is no longer in group {group.Name}; the group goes on without it"
            : null;

    /// <summary>The move that returns a member from Standby.</summary>
    public static ActionMove Leave(GroupSnapshot group, InstanceId instance, string why) =>
        group.Desired + 1 > group.Bounds.Maximum
            ? new ActionMove.Wait(
                StepFacts.LookAgain,
                $"{instance} cannot return from Standby: group {group.Name} desires {group.Desired} of at most "
                + $"{group.Bounds.Maximum}; raise its maximum")
            : new ActionMove.Perform(new Change.ExitStandby(group.Name, instance), why);

    /// <summary>What follows once the member was told to return.</summary>
    public static ActionMove Returned(GroupSnapshot group, InstanceId instance, ActionMove end) =>
        group.Find(instance) switch
        {
            null or { IsLeaving: true } => new ActionMove.Fail(
                $"{instance} left group {group.Name} on its return from Standby; the group replaces it by its own "
                    + "rules"),
            { IsServing: true } => end,
            var member => new ActionMove.Wait(
                StepFacts.LookSoon,
                $"{instance} is {member.LifecycleState}{(member.Healthy ? "" : ", unhealthy")} on its return to "
                    + "service"),
        };

    private static ActionMove Begin(StepContext context, GroupSnapshot group, InstanceId instance, string action)
    {
        var member = group.Find(instance);
        if (member is null or { IsLeaving: true })
        {
            return new ActionMove.Refuse(
                member is null && context.Seen.Instance is not { IsGone: true }
                    ? $"{instance} is no member of group {group.Name}; name a member"
                    : $"{instance} is already on its way out of group {group.Name}");
        }

        var present = new GroupCase(group, context.Component, member);
        if (GroupBlockers.Find(action, present) is { } blocker)
        {
            return new ActionMove.Refuse(blocker);
        }

        // Lowering desired keeps the group from launching a substitute that the member's return makes superfluous.
        // The service refuses it below the minimum. A quarantined member does not come back soon, so it has one.
        var lower = action != ActionNames.InstanceQuarantine && group.Desired - 1 >= group.Bounds.Minimum;
        var obstacle = lower
            ? null
            : GroupBlockers.Suspended(present, "Launch", "it would launch no substitute")
                ?? GroupBlockers.NoRoomForReturn(present);
        return obstacle is not null
            ? new ActionMove.Refuse(obstacle)
            : new ActionMove.Perform(
                new Change.EnterStandby(group.Name, instance, lower),
                $"takes {instance} out of service; {present.OthersServing} others serve, {present.HealthyNeed} must");
    }
}
