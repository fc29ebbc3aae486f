using System.Globalization;
using ServerlessReadiness.Core.Documents;

namespace ServerlessReadiness.Core.Review.Graph;

/// <summary>The graph as Mermaid's text and as a picture.</summary>
public static class GraphDrawing
{
    private const int BoxWidth = 150;
    private const int BoxHeight = 46;
    private const int ColumnWidth = 220;
    private const int RowHeight = 70;
    private const int Margin = 12;

    /// <summary>For documents that draw Mermaid themselves, such as a wiki's.</summary>
    public static string Mermaid(DependencyGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var ids = IdsOf(graph);
        List<string> lines = ["flowchart LR"];
        lines.AddRange(graph.Entries.Select(e => $"  {ids[e]}(({Quoted(e)}))"));
        lines.AddRange(graph.Nodes.Select(n => $"  {ids[n.Component.Name.Value]}[{Quoted(LabelOf(n))}]"));
        lines.AddRange(graph.Edges.Select(e => e.Factor is { } factor and not 1
            ? $"  {ids[e.From]} -->|×{Number(factor)}| {ids[e.To]}"
            : $"  {ids[e.From]} --> {ids[e.To]}"));
        var risky = graph.Nodes.Where(n => n.Risks.Count > 0).Select(n => ids[n.Component.Name.Value]).ToList();
        if (risky.Count > 0)
        {
            lines.Add("  classDef risk stroke:#dc2626,stroke-width:3px");
            lines.Add($"  class {string.Join(',', risky)} risk");
        }

        return string.Join('\n', lines) + "\n";
    }

    /// <summary>A picture without scripts or fonts of its own.</summary>
    public static string Svg(DependencyGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var places = PlacesOf(graph);
        var width = (2 * Margin) + places.Values.Select(p => p.X).DefaultIfEmpty(0).Max() + BoxWidth;
        var height = (2 * Margin) + places.Values.Select(p => p.Y).DefaultIfEmpty(0).Max() + BoxHeight;
        return PageText.Part(page =>
        {
            page.Add($"""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"
                font-family="inherit" font-size="12" fill="currentColor" aria-hidden="true">

                """);
            foreach (var edge in graph.Edges)
            {
                Draw(page, edge, places[edge.From], places[edge.To]);
            }

            foreach (var entry in graph.Entries)
            {
                Draw(page, entry, "", places[entry], isRisky: false, isRound: true);
            }

            foreach (var node in graph.Nodes)
            {
                var name = node.Component.Name.Value;
                Draw(page, name, NumbersOf(node), places[name], node.Risks.Count > 0, isRound: false);
            }

            page.Add($"</svg>");
        }).Html;
    }

    private static void Draw(PageText page, GraphEdge edge, (int X, int Y) from, (int X, int Y) to)
    {
        var (x1, y1) = (from.X + BoxWidth + Margin, from.Y + Margin + (BoxHeight / 2));
        var (x2, y2) = (to.X + Margin, to.Y + Margin + (BoxHeight / 2));
        var bend = Math.Max(20, (x2 - x1) / 2);
        page.Add($"""
            <path d="M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}" stroke="#64748b" fill="none" />
            <path d="M{x2} {y2}l-7 -4v8z" fill="#64748b" />

            """);
        if (edge.Factor is { } factor and not 1)
        {
            // On the line, nearer to its end: there lines from different callers lie apart.
            var (x, y) = (On(x1, x1 + bend, x2 - bend, x2), On(y1, y1, y2, y2));
            page.Add($"""
                <text x="{x}" y="{y - 4}" text-anchor="middle" fill="#64748b">×{Number(factor)}</text>

                """);
        }
    }

    /// <summary>A coordinate of a cubic Bézier curve at 70 % of its parameter.</summary>
    private static int On(int start, int first, int second, int end)
    {
        const double T = 0.7;
        const double U = 1 - T;
        return (int)Math.Round((U * U * U * start) + (3 * U * U * T * first) + (3 * U * T * T * second) + (T * T * T * end));
    }

    // Boxes lie over the lines that pass behind them, so they are white on a dark page too.
    private static void Draw(
        PageText page,
        string name,
        string below,
        (int X, int Y) place,
        bool isRisky,
        bool isRound)
    {
        var (x, y) = (place.X + Margin, place.Y + Margin);
        page.Add($"""
            <rect x="{x}" y="{y}" width="{BoxWidth}" height="{BoxHeight}" rx="{(isRound ? BoxHeight / 2 : 4)}"
            fill="#ffffff" stroke="{(isRisky ? "#dc2626" : "#64748b")}" stroke-width="{(isRisky ? 3 : 1)}" />
            <text x="{x + (BoxWidth / 2)}" y="{y + (below.Length > 0 ? 20 : 28)}" text-anchor="middle" fill="#111827">{Cut(name)}</text>
            <text x="{x + (BoxWidth / 2)}" y="{y + 36}" text-anchor="middle" fill="#111827" font-size="10">{below}</text>

            """);
    }

    private static Dictionary<string, (int X, int Y)> PlacesOf(DependencyGraph graph)
    {
        var first = graph.Entries.Count > 0 ? 1 : 0;
        var places = new Dictionary<string, (int X, int Y)>(StringComparer.Ordinal);
        foreach (var (entry, row) in graph.Entries.Select((e, i) => (e, i)))
        {
            places[entry] = (0, row * RowHeight);
        }

        foreach (var column in graph.Nodes.GroupBy(n => n.Column))
        {
            foreach (var (node, row) in column.Select((n, i) => (n, i)))
            {
                places[node.Component.Name.Value] = ((column.Key + first) * ColumnWidth, row * RowHeight);
            }
        }

        return places;
    }

    /// <summary>Mermaid has words of its own, so that names are only labels.</summary>
    private static Dictionary<string, string> IdsOf(DependencyGraph graph) => graph.Entries
        .Concat(graph.Nodes.Select(n => n.Component.Name.Value))
        .Distinct(StringComparer.Ordinal)
        .Select((name, i) => (name, i))
        .ToDictionary(p => p.name, p => $"n{p.i}", StringComparer.Ordinal);

    private static string LabelOf(GraphNode node) =>
        NumbersOf(node) is { Length: > 0 } numbers ? $"{node.Component.Name}<br/>{numbers}" : node.Component.Name.Value;

    private static string NumbersOf(GraphNode node) => node switch
    {
        { Peak: { } peak, CeilingCarries: { } ceiling } => $"{Number(Math.Round(peak))} / {Number(ceiling)} rps",
        { CeilingCarries: { } ceiling } => $"? / {Number(ceiling)} rps",
        _ => "",
    };

    private static string Quoted(string text) => $"\"{text.Replace("\"", "#quot;", StringComparison.Ordinal)}\"";

    private static string Cut(string name) => name.Length <= 22 ? name : $"{name[..21]}…";

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
