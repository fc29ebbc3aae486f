using ServerlessReadiness.Core.Review.Graph;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>PERF-06: whether each component carries what reaches it at the planned peak.</summary>
internal static class BottleneckChecks
{
    public static Verdict Peak(ReviewFacts facts)
    {
        if (facts.Plan.Traffic.Count == 0)
        {
            return Verdict.CouldNotTell("the plan has no forecast, so that nobody knows what reaches a component: add traffic");
        }

        var nodes = DependencyGraph.Of(facts.Plan).Nodes;
        var unknown = nodes.Where(n => n.Risks.Contains(GraphRisk.UnknownLoad)).Select(n => n.Component.Name.Value).ToList();
        var carried = Verdict.Of(
            new Seen<GraphNode>(nodes, []),
            "components",
            node => Verdicts.If(
                node.Risks.Contains(GraphRisk.OverCeiling),
                $"component {node.Component.Name}",
                $"its callers send {node.Peak:0.#} requests a second at the planned peak, its ceiling carries "
                    + $"{node.CeilingCarries:0.#}",
                "raise its ceiling, make a unit carry more, or have less reach it"));
        return unknown.Count == 0
            ? carried
            : Verdicts.All(
                carried,
                Verdict.CouldNotTell(
                    $"the plan does not state what {string.Join(", ", unknown)} carries or gets: add a model and dependsOn"));
    }
}
