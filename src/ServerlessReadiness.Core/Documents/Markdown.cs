using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ServerlessReadiness.Core.Documents;

/// <summary>A document as Markdown (CommonMark with GitHub's tables and ticks), for a repository or a wiki.</summary>
public static class Markdown
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\`*_[]<>|~#");

    public static string Write(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new StringBuilder();
        text.Append("# ").Append(Escape(document.Title)).Append('\n');
        foreach (var block in document.Blocks)
        {
            text.Append('\n').Append(Write(block)).Append('\n');
        }

        return text.ToString();
    }

    private static string Write(Block block) => block switch
    {
        Block.Heading h => $"{new string('#', h.Level)} {Escape(h.Text)}",
        Block.Paragraph p => Write(p.Text),
        Block.Items i => Lines(i.Lines.Select((l, n) => (i.Numbered ? Number(n + 1) + ". " : "- ") + Write(l))),
        Block.Ticks t => Lines(t.Lines.Select(l => (l.Done ? "- [x] " : "- [ ] ") + Write(l.Text))),
        Block.Table t => Table(t),
        Block.Facts f => Lines(f.Lines.Select(l => $"- **{Escape(l.Name)}**: {Write(l.Value)}")),
        Block.Notice n => $"> **{Write(n.Text)}**",
        Block.Picture p => $"![{Escape(p.Alternative)}]({Address(p.Source)})",
        Block.Drawing d => $"*{Escape(d.Alternative)}*",
        Block.Verbatim v => Fenced(v.Text),
        Block.Quote q => $"> {Write(q.Text)}",
        _ => throw new UnreachableException($"No Markdown for {block.GetType().Name}."),
    };

    private static string Write(Line line) => string.Concat(line.Spans.Select(s => s switch
    {
        Span.Plain p => Escape(p.Text),
        Span.Strong s2 => $"**{Escape(s2.Text)}**",
        Span.Code c => Code(c.Text),
        Span.Link l => $"[{Escape(l.Text)}]({Address(l.Address)})",
        Span.Mark m => $"**{Escape(m.Text)}**",
        _ => throw new UnreachableException($"No Markdown for {s.GetType().Name}."),
    }));

    private static string Table(Block.Table table)
    {
        var head = table.Columns.Select(c => Cell(Escape(c.Name)));
        var rule = table.Columns.Select(c => c.IsNumber ? "---:" : "---");
        var rows = table.Rows.Select(r => r.Select(c => Cell(Write(c))));
        return Lines(new[] { head, rule }.Concat(rows).Select(r => $"| {string.Join(" | ", r)} |"));
    }

    private static string Cell(string text) => text.Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Fenced(string text)
    {
        // A fence longer than any in the text cannot be closed by it.
        var fence = "```";
        while (text.Contains(fence, StringComparison.Ordinal))
        {
            fence += '`';
        }

        return $"{fence}\n{text.TrimEnd('\n')}\n{fence}";
    }

    private static string Code(string text) => text.Contains('`', StringComparison.Ordinal)
        ? Escape(text)
        : $"`{text.Replace("|", "\\|", StringComparison.Ordinal)}`";

    // What could begin something in Markdown or HTML is taken literally: texts come from messages and plans.
    private static string Escape(string text) =>
        string.Concat(text.Select(c => Special.Contains(c) ? $"\\{c}" : c.ToString()));

    private static string Address(string address) => address
        .Replace(" ", "%20", StringComparison.Ordinal)
        .Replace("(", "%28", StringComparison.Ordinal)
        .Replace(")", "%29", StringComparison.Ordinal);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
