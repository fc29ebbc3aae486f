using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Phases;

/// <summary>One component's restore, because a person asks for it.</summary>
public sealed partial class ReturnMoves
{
    private ReturnAnswer Restore(
        ReturnAt at,
        ReturnProgress progress,
        ComponentName name,
        string? forced,
        string who)
    {
        var component = at.Plan.FindComponent(name);
        var record = progress.Find(name);
        if (component is null || record is null)
        {
            return No($"event {at.Head.Event} has no component {name}", "see readiness status");
        }

        if (record.State == RestoreState.Running)
        {
            return No($"run {record.Run} restores component {name} already", "see readiness status");
        }

        var resource = at.Resource(component);
        if (!ReturnRunbook.IsOwed(resource))
        {
            return No($"component {name} has nothing to restore", "see readiness status");
        }

        if (at.Head.Mode != AutomationMode.Act)
        {
            return No(
                $"automation is set to {at.Head.Mode}, so nothing is restored",
                $"set readiness mode act --event {at.Head.Event} --reason TEXT first");
        }

        var reason = $"restore of component {name} started by {who}" + (forced is null ? "" : $", forced: {forced}");
        var run = Run.Start(
            at.Head.Event,
            ids.Next(),
            ReturnRunbook.Of(component, resource, at.Plan.ReturnToNormal, forced),
            name,
            null,
            at.Head.PlanVersion,
            new RunTrigger.ByOperator(who),
            time.GetUtcNow()) with { Reason = reason };
        var next = progress.With(record with
        {
            State = RestoreState.Running,
            Run = run.Id,
            Target = component.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget
                ? resource!.RestorePoint!.Bounds
                : null,
            Reason = reason,
        });
        return Accept(at, next, "restore", reason, who, name) with { Run = run };
    }
}
