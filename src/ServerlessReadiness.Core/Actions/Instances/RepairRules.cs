using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Actions.Instances;

/// <summary>
/// What reboot and recover share: a group's member is repaired in Standby and returns only when its status checks
/// pass; an instance without a group is repaired where it stands.
/// </summary>
public abstract class RepairRules : IActionRules
{
    /// <summary>EC2 refreshes status checks once a minute, so a verdict younger than this may be from before.</summary>
    private static readonly TimeSpan ChecksSettle = TimeSpan.FromSeconds(90);

    /// <summary>How long undoing waits for an instance to become well before a person is called.</summary>
    private static readonly TimeSpan UndoPatience = TimeSpan.FromMinutes(10);

    public abstract string Name { get; }

    public ActionClass Class => ActionClass.Replace;

    public ObservationNeeds Needs =>
        ObservationNeeds.Capacity | ObservationNeeds.Instance | ObservationNeeds.Refresh;

    public abstract bool Handles(StepAction action);

    public ActionMove Next(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Unfit(context) is { } unfit)
        {
            return unfit;
        }

        if (context.Seen.Instance is not { } seen)
        {
            return Standby.Vanished(context) is { } vanished
                ? new ActionMove.Fail(vanished)
                : context.Blind($"instance {context.Instance}");
        }

        if (!context.DidAnything() && Precheck(seen) is { } obstacle)
        {
            return new ActionMove.Refuse(obstacle);
        }

        return context.Component.Resource is Resource.AutoScalingGroup
            ? NextInGroup(context, seen)
            : context.AfterFailure(undoing: false) ?? Repair(context, seen)
                ?? new ActionMove.Done($"{seen.Instance} is running and its status checks pass");
    }

    public ActionMove Undo(StepContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.DidAnything())
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

        var stopped = context.Did<Change.StopInstance>(undoing: false)
            && !context.Did<Change.StartInstance>(undoing: null);
        if (stopped && !seen.IsGone)
        {
            return seen.IsStopped
                ? new ActionMove.Perform(new Change.StartInstance(seen.Instance), "it was stopped by this step")
                : new ActionMove.Wait(
                    StepFacts.LookAgain,
                    $"{seen.Instance} is {seen.State}; it is started once it has stopped");
        }

        return context.Did<Change.EnterStandby>(undoing: false)
            ? Return(context, seen)
            : new ActionMove.Done($"a restart cannot be taken back; {seen.Instance} is {seen.State}");
    }

    /// <summary>Waits until the instance runs and both status checks pass; null once they do.</summary>
    protected static ActionMove? AwaitHealth(StepContext context, InstanceSnapshot seen, EffectRecord since)
    {
        if (seen.IsGone)
        {
            return new ActionMove.Fail($"{seen.Instance} is {seen.State}: someone terminated it meanwhile");
        }

        var stays = context.Component.Resource is Resource.AutoScalingGroup
            ? "; it stays in Standby until its status checks pass"
            : "";
        return IsWell(seen) && context.Now - StepFacts.EndOf(since) >= ChecksSettle
            ? null
            : new ActionMove.Wait(StepFacts.LookAgain, $"{seen.Instance} is {seen.State}, {Checks(seen)}{stays}");
    }

    /// <summary>
    /// Returns a member that this step moved to Standby, if it is well; otherwise leaves it and says so.
    /// </summary>
    internal static ActionMove Return(StepContext context, InstanceSnapshot seen)
    {
        if (context.Seen.Group is not { } group)
        {
            return context.Blind(context.Component.Resource.Label);
        }

        var member = group.Find(seen.Instance);
        if (member is null or { IsLeaving: true })
        {
            return new ActionMove.Done($"{seen.Instance} is no longer in group {group.Name}; there is nothing to "
                + "return");
        }

        if (!member.IsInStandby)
        {
            return Standby.Returned(group, seen.Instance, new ActionMove.Done($"{seen.Instance} is back in service"));
        }

        if (IsWell(seen))
        {
            return Standby.Leave(group, seen.Instance, $"returns {seen.Instance} to service as it was: it is well");
        }

        var last = context.Step.Effects.Where(e => e.State == EffectState.Done).Max(StepFacts.EndOf);
        var state = $"{seen.Instance} is {seen.State}, {Checks(seen)}";
        return context.Now - last < UndoPatience
            ? new ActionMove.Wait(StepFacts.LookAgain, $"{state}; it stays in Standby until its status checks pass")
            : new ActionMove.Fail(
                $"{state}; it is left in Standby. Terminate it, or repair it and return it with "
                + $"aws autoscaling exit-standby --auto-scaling-group-name {group.Name} --instance-ids "
                + $"{seen.Instance}");
    }

    /// <summary>Why the instance cannot be repaired this way, or null. Asked before anything is done.</summary>
    protected abstract string? Precheck(InstanceSnapshot seen);

    /// <summary>The next move of the repair itself; null once the instance is well.</summary>
    protected abstract ActionMove? Repair(StepContext context, InstanceSnapshot seen);

    private static bool IsWell(InstanceSnapshot seen) => seen is { IsRunning: true, StatusChecksPassed: true };

    private static string Checks(InstanceSnapshot seen) => seen.StatusChecksPassed switch
    {
        true => "status checks passed",
        false => "status checks fail",
        null => "status checks are not known yet",
    };

    private static ActionMove.Refuse? Unfit(StepContext step) => (step.Component.Resource, step.Instance) switch
    {
        (Resource.Setting setting, _) => new($"{setting.Label} has no instances to repair"),
        (Resource.ScalableTarget target, _) => new($"{target.Label} has no instances to repair"),
        (Resource.Listener or Resource.DnsRecords, _) => new(
            $"{step.Component.Resource.Label} has no instances to repair"),
        (_, null) => new("neither the alarm nor the operator named an instance of "
            + $"{step.Component.Resource.Label}; name one"),
        (Resource.StandaloneInstances { Ids: var ids }, { } id) when !ids.Contains(id) =>
            new($"{id} is none of component {step.Component.Name}'s instances ({string.Join(", ", ids)}); name one "
                + "of them"),
        _ => null,
    };

    private ActionMove NextInGroup(StepContext context, InstanceSnapshot seen)
    {
        if (context.Seen.Group is not { } group)
        {
            return context.Blind(context.Component.Resource.Label);
        }

        var failure = context.AfterFailure(undoing: false);
        if (context.Did<Change.ExitStandby>(undoing: false))
        {
            return Standby.Returned(group, seen.Instance, (ActionMove?)GaveUp(context)
                ?? new ActionMove.Done($"{seen.Instance} is repaired and back in service"));
        }

        // A member whose repair the service refused is as it was before, so it goes back if it is well enough.
        var passage = context.Step.Effects is [.., { Change: Change.EnterStandby or Change.ExitStandby }];
        if (failure is ActionMove.Fail && !passage
            && group.Find(seen.Instance) is { IsInStandby: true } && IsWell(seen))
        {
            return Standby.Leave(group, seen.Instance, $"{failure.Reason}; returns {seen.Instance} to service as it "
                + "was");
        }

        return failure
            ?? Standby.Enter(context, group, seen.Instance, Name)
            ?? Repair(context, seen)
            ?? Standby.Leave(group, seen.Instance, $"returns {seen.Instance} to service; its status checks pass");
    }

    private static ActionMove.Fail? GaveUp(StepContext context)
    {
        var before = context.Step.Effects.TakeWhile(e => e is not { Change: Change.ExitStandby }).ToList();
        return before.Count > 0 && before[^1] is { State: EffectState.Failed } failed
            ? new ActionMove.Fail($"could not {failed.Change.Describe()}: {failed.Outcome}; it was returned to "
                + "service as it was")
            : null;
    }
}
