using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Instances;

/// <summary>
/// Takes a member out of service and keeps it for examination: into Standby with a substitute launched · the
/// quarantine's security group, if one is given.
/// </summary>
public sealed class InstanceQuarantineRules : IActionRules
{
    public string Name => ActionNames.InstanceQuarantine;

    public ActionClass Class => ActionClass.Replace;

    public ObservationNeeds Needs =>
        ObservationNeeds.Capacity | ObservationNeeds.Instance | ObservationNeeds.Refresh;

    public bool Handles(StepAction action) => action is StepAction.InstanceQuarantine;

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Component.Resource is not Resource.AutoScalingGroup)
        {
            return new ActionMove.Refuse(
                $"{context.Component.Resource.Label} cannot be quarantined: only a group launches a substitute");
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

        var (group, seen) = (context.Seen.Group, context.Seen.Instance);
        if (group is null || seen is null)
        {
            return context.Blind(group is null ? context.Component.Resource.Label : $"instance {instance}");
        }

        return Standby.Enter(context, group, instance, Name) ?? Isolate(context, seen);
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Did<Change.EnterStandby>(undoing: false))
        {
            return new ActionMove.Done("nothing was changed");
        }

        if (context.AfterFailure(undoing: true) is { } move)
        {
            return move;
        }

        if (context.Seen.Instance is not { } seen)
        {
            return Standby.Vanished(context) is { } vanished
                ? new ActionMove.Done(vanished)
                : context.Blind($"instance {context.Instance}");
        }

        // Groups that someone set since are theirs; only what this step set is taken back.
        var isolation = context.DoneEffects<Change.SetSecurityGroups>(undoing: false);
        return isolation.Count > 0 && isolation[^1].Change is Change.SetSecurityGroups set && !seen.IsGone
            && ChangeEvidence.SameGroups(seen.SecurityGroups, set.To)
                ? new ActionMove.Perform(
                    new Change.SetSecurityGroups(seen.Instance, set.To, set.From),
                    $"gives {seen.Instance} its security groups back")
                : RepairRules.Return(context, seen);
    }

    private static ActionMove Isolate(StepContext context, InstanceSnapshot seen)
    {
        var kept = $"{seen.Instance} is in Standby, kept for examination; the group launches a substitute";
        if (((StepAction.InstanceQuarantine)context.Step.Step.Do).SecurityGroupId is not { } wanted)
        {
            return new ActionMove.Done(kept);
        }

        if (seen.SecurityGroups is [var only] && only == wanted)
        {
            return new ActionMove.Done($"{kept}; its only security group is {wanted}");
        }

        var sets = context.DoneEffects<Change.SetSecurityGroups>(undoing: false);
        if (sets.Count == 0)
        {
            return new ActionMove.Perform(
                new Change.SetSecurityGroups(seen.Instance, seen.SecurityGroups, [wanted]),
                $"cuts {seen.Instance} off the network");
        }

        return context.Now - StepFacts.EndOf(sets[^1]) < StepFacts.ShowsWithin
            ? new ActionMove.Wait(StepFacts.LookSoon, $"waits until {seen.Instance} shows the security group {wanted}")
            : new ActionMove.Fail(
                $"{seen.Instance} has the security groups {string.Join(", ", seen.SecurityGroups)} though {wanted} "
                    + "was set: "
                + "someone else sets them; it stays in Standby");
    }
}
