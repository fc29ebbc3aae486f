using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Review.Graph;

/// <summary>Who calls whom, whether each carries what reaches it at the planned peak, and what has no second.</summary>
/// <param name="Entries">The names under which traffic enters.</param>
/// <param name="Nodes">The components that serve requests, callers first.</param>
/// <param name="Edges">Who calls whom.</param>
public sealed record DependencyGraph(
    EquatableList<string> Entries,
    EquatableList<GraphNode> Nodes,
    EquatableList<GraphEdge> Edges)
{
    public static DependencyGraph Of(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var peaks = ExpectedLoad.Peaks(plan);
        var levels = ComponentGraph.Levels(plan.Components).Reverse().ToList();
        var guarded = plan.Contingencies
            .Select(c => Recovery.ContingencyPlan.Of(plan, c.Name))
            .OfType<Recovery.ContingencyPlan>()
            .SelectMany(c => c.Touched(plan))
            .ToHashSet();
        return new DependencyGraph(
            EquatableList.From(plan.Traffic.Select(t => t.Name)),
            EquatableList.From(levels.SelectMany((level, column) =>
                level.Select(c => NodeOf(plan, c, column, peaks, guarded)))),
            EquatableList.From(
            [
                .. plan.Traffic.SelectMany(t => t.Targets.Select(to => new GraphEdge(t.Name, to.Component.Value, null))),
                .. plan.Components.SelectMany(c =>
                    c.DependsOn.Select(d => new GraphEdge(c.Name.Value, d.Component.Value, d.Factor))),
            ]));
    }

    private static GraphNode NodeOf(
        CompiledPlan plan,
        Component component,
        int column,
        IReadOnlyDictionary<ComponentName, decimal> peaks,
        HashSet<ComponentName> guarded)
    {
        var perUnit = component.Model is { } model ? (decimal?)model.RequestsPerSecondPerUnit : null;
        var top = Math.Max(component.Floor, component.Ceiling);
        var node = new GraphNode(
            component,
            column,
            peaks.TryGetValue(component.Name, out var peak) && peak > 0 ? peak : null,
            perUnit * component.Floor,
            perUnit * top,
            []);
        return node with { Risks = EquatableList.From(RisksOf(plan, node, guarded)) };
    }

    private static IEnumerable<GraphRisk> RisksOf(CompiledPlan plan, GraphNode node, HashSet<ComponentName> guarded)
    {
        var component = node.Component;
        if (node is { Peak: { } peak, FloorCarries: { } floor, CeilingCarries: { } ceiling })
        {
            if (peak > ceiling)
            {
                yield return GraphRisk.OverCeiling;
            }
            else if (peak > floor)
            {
                yield return GraphRisk.OverFloor;
            }
        }
        else if (component.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget)
        {
            yield return GraphRisk.UnknownLoad;
        }

        var single = SingleOf(component);
        if (single is { } risk)
        {
            yield return risk;
        }

        var isNeeded = plan.Components.Any(c => c.DependsOn.Any(d => d.Component == component.Name))
            || plan.Traffic.Any(t => t.Targets.All(to => to.Component == component.Name));
        if (isNeeded && component.Alternative is null && !guarded.Contains(component.Name))
        {
            yield return GraphRisk.NoContingency;
        }
    }

    private static GraphRisk? SingleOf(Component component) => component.Resource switch
    {
        Resource.StandaloneInstances { Ids.Count: 1 } => GraphRisk.SingleInstance,
        Resource.Setting { Service: SettingService.RdsInstance } => GraphRisk.SingleDatabase,
        Resource.AutoScalingGroup when component.Model is { Zones: 1 } => GraphRisk.SingleZone,
        _ => null,
    };
}
