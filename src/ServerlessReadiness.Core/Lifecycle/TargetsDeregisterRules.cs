using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>Deregisters the instance and waits until the load balancers have drained it.</summary>
public sealed class TargetsDeregisterRules : HookRules<StepAction.TargetsDeregister>
{
    public override string Name => ActionNames.TargetsDeregister;

    protected override ActionMove Next(StepContext context, StepAction.TargetsDeregister action, InstanceId instance)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Seen.Waiting?.Targets is not { } targets)
        {
            return context.Blind($"the state of {instance} in its target groups");
        }

        // An accepted deregistration may take a moment to be read.
        var asked = context.DoneEffects<Change.DeregisterTarget>(undoing: false)
            .Where(e => context.Now - StepFacts.EndOf(e) < StepFacts.ShowsWithin)
            .Select(e => ((Change.DeregisterTarget)e.Change).TargetGroup)
            .ToHashSet(StringComparer.Ordinal);
        var left = targets.Where(t => !t.IsAbsent).ToList();
        return left.Find(t => !t.IsDraining && !asked.Contains(t.TargetGroup)) is { } next
            ? new ActionMove.Perform(
                new Change.DeregisterTarget(instance, next.TargetGroup),
                $"{instance} goes, so it gets no new requests")
            : left.Count > 0
                ? new ActionMove.Wait(
                    StepFacts.LookSoon,
                    $"{instance} is {left[0].State} in {TargetHealth.NameOf(left[0].TargetGroup)}")
                : new ActionMove.Done($"{instance} is in none of its target groups");
    }
}
