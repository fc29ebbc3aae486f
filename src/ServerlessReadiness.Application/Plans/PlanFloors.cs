using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Application.Plans;

/// <summary>Which floors a new plan would take away from a fleet that stands on them.</summary>
public static class PlanFloors
{
    /// <summary>
    /// Held is the highest goal of a component's stages that have begun. Lowered is one whose highest goal in the new
    /// plan is less, or that the new plan does not raise at all.
    /// </summary>
    public static EquatableList<LoweredFloor> Lowered(
        CompiledPlan present,
        CompiledPlan next,
        Phase phase,
        DateTimeOffset now)
    {
        if (phase is not (Phase.Prewarm or Phase.Live))
        {
            return [];
        }

        var held = Goals(present, present.Stages.Where(s => s.At <= now));
        var wanted = Goals(next, next.Stages);
        return EquatableList.From(held
            .Select(h => new LoweredFloor(h.Key, h.Value, wanted.GetValueOrDefault(h.Key)))
            .Where(l => l.After < l.Before));
    }

    private static Dictionary<ComponentName, int> Goals(CompiledPlan plan, IEnumerable<PrewarmStage> stages) => stages
        .SelectMany(s => s.Goals)
        .Where(g => plan.FindComponent(g.Component)?.Resource
            is Resource.AutoScalingGroup or Resource.ScalableTarget)
        .GroupBy(g => g.Component)
        .ToDictionary(g => g.Key, g => g.Max(goal => goal.Floor));
}
