using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessReadiness.Cli.Rendering;
using ServerlessReadiness.Core.Review.Graph;

namespace ServerlessReadiness.Cli.Reviews;

/// <summary>The dependency graph as a table, and for programs.</summary>
internal static class GraphView
{
    private static readonly string[] Columns = ["Component", "Calls", "Peak/s", "Floor carries/s", "Ceiling carries/s", "Risks"];

    public static void Show(Screen screen, DependencyGraph graph) => screen.Table(
        "Components, callers first:",
        Columns,
        graph.Nodes.Select(n => (IReadOnlyList<string>)
        [
            n.Component.Name.Value,
            string.Join(", ", graph.Edges.Where(e => e.From == n.Component.Name.Value).Select(Call)),
            Number(n.Peak),
            Number(n.FloorCarries),
            Number(n.CeilingCarries),
            string.Join("; ", n.Risks.Select(Word)),
        ]));

    public static JsonObject ToJson(DependencyGraph graph) => new()
    {
        ["entries"] = new JsonArray([.. graph.Entries.Select(e => (JsonNode)e)]),
        ["components"] = new JsonArray([.. graph.Nodes.Select(n => (JsonNode)new JsonObject
        {
            ["name"] = n.Component.Name.Value,
            ["peakPerSecond"] = n.Peak,
            ["floorCarriesPerSecond"] = n.FloorCarries,
            ["ceilingCarriesPerSecond"] = n.CeilingCarries,
            ["risks"] = new JsonArray([.. n.Risks.Select(r => (JsonNode)r.ToString())]),
        })]),
        ["calls"] = new JsonArray([.. graph.Edges.Select(e => (JsonNode)new JsonObject
        {
            ["from"] = e.From,
            ["to"] = e.To,
            ["factor"] = e.Factor,
        })]),
    };

    private static string Call(GraphEdge edge) => edge.Factor is { } factor and not 1
        ? string.Create(CultureInfo.InvariantCulture, $"{edge.To} ×{factor:0.##}")
        : edge.To;

    private static string Number(decimal? value) => value?.ToString("0.#", CultureInfo.InvariantCulture) ?? "–";

    private static string Word(GraphRisk risk) => risk switch
    {
        GraphRisk.OverCeiling => "the peak is over what its ceiling carries",
        GraphRisk.OverFloor => "has to grow beyond its floor for the peak",
        GraphRisk.UnknownLoad => "what it carries or gets is not stated",
        GraphRisk.SingleInstance => "one instance",
        GraphRisk.SingleDatabase => "one database",
        GraphRisk.SingleZone => "one zone",
        _ => "no contingency for its loss",
    };
}
