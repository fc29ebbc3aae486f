using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Phases.Cooldown;

/// <summary>
/// In which order components go back to normal: the reverse of the pre-warm, so callers before what they call, and
/// nothing is ever smaller than what it has to serve.
/// </summary>
public static class ReturnOrder
{
    /// <summary>Each component's level; level 0 goes first.</summary>
    public static IReadOnlyDictionary<ComponentName, int> Levels(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var last = plan.Stages.Select(s => s.Number).DefaultIfEmpty(0).Max();
        var levels = new Dictionary<ComponentName, int>();
        foreach (var stage in plan.Stages)
        {
            foreach (var goal in stage.Goals)
            {
                // A component that is raised in several stages goes back with its last.
                levels[goal.Component] = last - stage.Number;
            }
        }

        foreach (var (component, depth) in Depths(plan))
        {
            levels.TryAdd(component, depth);
        }

        return TrafficFirst(plan, levels);
    }

    /// <summary>
    /// What moves or turns away traffic goes back before any capacity comes down: the load that was kept away comes
    /// back to the capacity that was raised for it.
    /// </summary>
    private static Dictionary<ComponentName, int> TrafficFirst(CompiledPlan plan, Dictionary<ComponentName, int> levels)
    {
        var traffic = plan.Components.Where(c => ReturnRunbook.IsTraffic(c.Resource)).Select(c => c.Name).ToHashSet();
        return traffic.Count == 0
            ? levels
            : levels.ToDictionary(l => l.Key, l => traffic.Contains(l.Key) ? 0 : l.Value + 1);
    }

    /// <summary>How many callers stand before each component. As many rounds as components end even a cycle.</summary>
    private static Dictionary<ComponentName, int> Depths(CompiledPlan plan)
    {
        var depths = plan.Components.ToDictionary(c => c.Name, _ => 0);
        for (var round = 0; round < plan.Components.Count; round++)
        {
            foreach (var caller in plan.Components)
            {
                foreach (var called in caller.DependsOn.Where(d => depths.ContainsKey(d.Component)))
                {
                    var depth = Math.Max(depths[called.Component], depths[caller.Name] + 1);
                    depths[called.Component] = Math.Min(depth, plan.Components.Count);
                }
            }
        }

        return depths;
    }
}
