using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Lifecycle;

/// <summary>Registers the instance where it is not, and waits until every target group says that it is healthy.
/// </summary>
public sealed class TargetsHealthyRules : HookRules<StepAction.TargetsHealthy>
{
    public override string Name => ActionNames.TargetsHealthy;

    protected override ActionMove Next(StepContext context, StepAction.TargetsHealthy action, InstanceId instance)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Seen.Waiting?.Targets is not { } targets)
        {
            return context.Blind($"the health of {instance} in its target groups");
        }

        // A registration that was accepted may take a moment to be read.
        var registered = context.DoneEffects<Change.RegisterTarget>(undoing: false)
            .Where(e => context.Now - StepFacts.EndOf(e) < StepFacts.ShowsWithin)
            .Select(e => ((Change.RegisterTarget)e.Change).TargetGroup)
            .ToHashSet(StringComparer.Ordinal);
        if (targets.FirstOrDefault(t => t.IsAbsent && !registered.Contains(t.TargetGroup)) is { } absent)
        {
            return new ActionMove.Perform(
                new Change.RegisterTarget(instance, absent.TargetGroup),
                "Auto Scaling registers it only after the hook, and nothing can be known of its health before");
        }

        return targets.FirstOrDefault(t => !t.IsHealthy) is { } waited
            ? new ActionMove.Wait(
                StepFacts.LookSoon,
                $"{instance} is {waited.State} in {TargetHealth.NameOf(waited.TargetGroup)}"
                    + (waited.Words is { Length: > 0 } words ? $": {words}" : ""))
            : new ActionMove.Done($"{instance} is healthy in {targets.Count} target group(s)");
    }
}
