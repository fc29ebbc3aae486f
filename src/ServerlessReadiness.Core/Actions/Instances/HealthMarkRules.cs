using ServerlessReadiness.Core.Actions.Capacity;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Instances;

/// <summary>
/// Tells the group that a member is unhealthy, so that the group replaces it by its own rules, and watches until it
/// has. Unlike instance.replace this may terminate first, so the others must be enough meanwhile.
/// </summary>
public sealed class HealthMarkRules : IActionRules
{
    public string Name => ActionNames.HealthMark;

    public ActionClass Class => ActionClass.Replace;

    public ObservationNeeds Needs =>
        ObservationNeeds.Capacity | ObservationNeeds.Instance | ObservationNeeds.Refresh;

    public bool Handles(StepAction action) => action is StepAction.HealthMark;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Component.Resource is not Resource.AutoScalingGroup)
        {
            return new ActionMove.Refuse($"{context.Component.Resource.Label} has no members whose health could be "
                + "marked");
        }

        if (context.Instance is not { } instance)
        {
            return new ActionMove.Refuse(
                $"neither the alarm nor the operator named an instance of {context.Component.Resource.Label}; name "
                    + "one");
        }

        if (context.AfterFailure(undoing: false) is { } move)
        {
            return move;
        }

        if (context.Seen.Group is not { } group)
        {
            return context.Blind(context.Component.Resource.Label);
        }

        return context.Did<Change.MarkUnhealthy>(undoing: false)
            ? Verify(group, instance)
            : Begin(context, group, instance);
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new ActionMove.Done(context.DidAnything()
            ? "a mark as unhealthy cannot be taken back: the group may have begun to terminate the member"
            : "nothing was changed");
    }

    private static ActionMove Begin(StepContext context, GroupSnapshot group, InstanceId instance)
    {
        var member = group.Find(instance);
        if (member is { IsLeaving: true } || (member is null && context.Seen.Instance is { IsGone: true }))
        {
            return new ActionMove.Done($"{instance} is already gone or on its way out");
        }

        if (member is null)
        {
            return new ActionMove.Refuse($"{instance} is no member of group {group.Name}; name a member");
        }

        if (GroupBlockers.Find(ActionNames.HealthMark, new GroupCase(group, context.Component, member)) is { } blocker)
        {
            return new ActionMove.Refuse(blocker);
        }

        return member.Healthy
            ? new ActionMove.Perform(
                new Change.MarkUnhealthy(instance),
                $"lets group {group.Name} replace {instance} by its own rules")
            : new ActionMove.Done($"group {group.Name} holds {instance} unhealthy already and replaces it by its own "
                + "rules");
    }

    private static ActionMove Verify(GroupSnapshot group, InstanceId instance)
    {
        if (group.Find(instance) is { IsLeaving: false } member)
        {
            return new ActionMove.Wait(
                StepFacts.LookAgain,
                $"{instance} is still {member.LifecycleState}{(member.Healthy ? ", healthy" : ", unhealthy")} in "
                    + $"group {group.Name}");
        }

        var trouble = group.LaunchTrouble is { } text ? $"; the newest failure: {text}" : "";
        return group.Serving >= group.Desired
            ? new ActionMove.Done($"{instance} is gone, and {group.Serving} of {group.Desired} are in service")
            : new ActionMove.Wait(
                StepFacts.LookAgain,
                $"{instance} is gone; {group.Serving} of {group.Desired} are in service{trouble}");
    }
}
