using System.Xml.Linq;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Review.Graph;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Review;

public sealed class DependencyGraphTests
{
    private static readonly Component Front = Happened.Plan.Components[0];

    private static readonly Component Back = Front with
    {
        Name = ComponentName.Parse("back"),
        Alternative = Happened.Front,
    };

    [Fact]
    public void Callers_come_first_and_each_knows_its_peak()
    {
        var graph = DependencyGraph.Of(Chain(2));

        Assert.Equal([("front", 0), ("back", 1)], graph.Nodes.Select(n => (n.Component.Name.Value, n.Column)));
        Assert.Equal(2 * graph.Nodes[0].Peak, graph.Nodes[1].Peak);
        Assert.Contains(new GraphEdge("front", "back", 2), graph.Edges);
        Assert.Contains(graph.Edges, e => e.Factor is null && e.To == "front");
    }

    [Theory]
    [InlineData(0.1, new GraphRisk[0])]
    [InlineData(2, new[] { GraphRisk.OverFloor })]
    [InlineData(100, new[] { GraphRisk.OverCeiling })]
    public void A_consumer_that_is_smaller_than_its_producers_is_a_risk(double factor, GraphRisk[] expected) =>
        Assert.Equal(expected, DependencyGraph.Of(Chain((decimal)factor)).Nodes[1].Risks);

    [Fact]
    public void What_has_no_second_and_no_contingency_is_a_risk()
    {
        var database = Back with
        {
            Resource = new Resource.Setting("123456789012", "ap-northeast-2", SettingService.RdsInstance, "orders"),
            Alternative = null,
        };
        var plan = Chain(0.1m) with { Components = [Chain(0.1m).Components[0], database] };
        Assert.Equal(
            [GraphRisk.SingleDatabase, GraphRisk.NoContingency],
            DependencyGraph.Of(plan).Nodes[1].Risks);
    }

    [Fact]
    public void It_is_drawn_as_well_formed_svg_and_as_mermaid_whatever_names_hold()
    {
        var plan = Chain(100);
        plan = plan with { Traffic = [plan.Traffic[0] with { Name = "a<b> \"www\" & co" }] };
        var graph = DependencyGraph.Of(plan);

        var svg = XDocument.Parse(GraphDrawing.Svg(graph));
        Assert.Equal(3, svg.Descendants().Count(e => e.Name.LocalName == "rect"));
        Assert.Contains(svg.Descendants(), e => e.Value == "a<b> \"www\" & co");
        var mermaid = GraphDrawing.Mermaid(graph);
        Assert.StartsWith("flowchart LR\n", mermaid, StringComparison.Ordinal);
        Assert.Contains("|×100|", mermaid, StringComparison.Ordinal);
        Assert.Contains("n2 risk", mermaid, StringComparison.Ordinal);
        Assert.DoesNotContain("\"www\"", mermaid, StringComparison.Ordinal);
    }

    private static CompiledPlan Chain(decimal factor) => Happened.Plan with
    {
        Components = [Front with { DependsOn = [new Dependency(Back.Name, factor)] }, Back],
        Traffic = [Happened.Plan.Traffic[0] with { Targets = [new StreamTarget(Front.Name, 1)] }],
    };
}
