using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ServerlessReadiness.Core.Documents;

/// <summary>
/// A document as plain text, for SNS and for a mail's text part. Lines are not wrapped: mail programs on phones do that
/// better, and a table becomes one line a row, its columns named.
/// </summary>
public static class PlainText
{
    public static string Write(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var text = new StringBuilder();
        text.Append(document.Title).Append('\n');
        foreach (var block in document.Blocks)
        {
            var part = Write(block);
            if (part.Length > 0)
            {
                text.Append('\n').Append(part).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>A line, with links' addresses behind their texts; a number to call is its text already.</summary>
    public static string Write(Line line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return string.Concat(line.Spans.Select(s => s is Span.Link l && l.Text != l.Address
            && !l.Address.StartsWith("tel:", StringComparison.Ordinal)
            ? $"{l.Text} ({l.Address})"
            : Line.Of(s).ToString()));
    }

    private static string Write(Block block) => block switch
    {
        Block.Heading h => h.Level <= 2 ? h.Text.ToUpperInvariant() : h.Text + ":",
        Block.Paragraph p => Write(p.Text),
        Block.Items i => Lines(i.Lines.Select((l, n) => (i.Numbered ? Number(n + 1) + ". " : "- ") + Write(l))),
        Block.Ticks t => Lines(t.Lines.Select(l => (l.Done ? "[x] " : "[ ] ") + Write(l.Text))),
        Block.Table t => Lines(t.Rows.Select(r => Row(t, r))),
        Block.Facts f => Lines(f.Lines.Select(l => $"{l.Name}: {Write(l.Value)}")),
        Block.Notice n => Write(n.Text),
        Block.Picture p => $"({p.Alternative})",
        Block.Drawing d => $"({d.Alternative})",
        Block.Verbatim v => Lines(v.Text.TrimEnd('\n').Split('\n').Select(l => "    " + l)),
        Block.Quote q => $"\"{Write(q.Text)}\"",
        _ => throw new UnreachableException($"No text for {block.GetType().Name}."),
    };

    private static string Row(Block.Table table, EquatableList<Line> row)
    {
        var rest = table.Columns.Zip(row).Skip(1).Select(c => $"{c.First.Name} {Write(c.Second)}");
        return $"- {Write(row[0])}: {string.Join(", ", rest)}";
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
