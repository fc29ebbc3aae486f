using System.Diagnostics;
using ServerlessReadiness.Core.Languages;

namespace ServerlessReadiness.Core.Documents;

/// <summary>
/// A document as one HTML file that needs nothing else, for a mail and for a browser. What matters is styled in place,
/// since some mail programs drop style sheets; the sheet adds phones and dark mode where it is kept. No script.
/// </summary>
public static class HtmlPage
{
    private const string Sheet = """
        :root { color-scheme: light dark; }
        body { margin: 0; padding: 16px; line-height: 1.5; font-size: 16px;
          font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Apple SD Gothic Neo", "Malgun Gothic",
            "Noto Sans KR", "Noto Sans CJK KR", sans-serif; overflow-wrap: break-word; }
        body:lang(ko) { word-break: keep-all; }
        main { max-width: 44rem; margin: 0 auto; }
        h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .75rem; }
        h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; }
        h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
        p, ul, ol { margin: .5rem 0; }
        ul, ol { padding-left: 1.4rem; }
        ul.ticks { list-style: none; padding-left: 0; }
        table { border-collapse: collapse; width: 100%; }
        .wide { overflow-x: auto; }
        img, svg { max-width: 100%; height: auto; }
        pre { overflow-x: auto; padding: 8px; background: #8881; border-radius: 6px; }
        blockquote { margin: .5rem 0; padding-left: 12px; border-left: 3px solid #8888; }
        @media (max-width: 480px) { body { padding: 12px; font-size: 15px; } }
        @media print { body { padding: 0; } }
        """;

    private const string CellStyle = "padding:6px 10px 6px 0;border-bottom:1px solid #88888855;vertical-align:top;";

    private const string MarkStyle = "padding:1px 8px;border-radius:4px;white-space:nowrap;";

    public static string Write(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var page = new PageText();
        page.Add($"""
            <!doctype html>
            <html lang="{Wording.CodeOf(document.Language)}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{document.Title}</title>
            <style>
            {new Markup(Sheet)}
            </style>
            </head>
            <body>
            <main>
            <h1>{document.Title}</h1>

            """);
        foreach (var block in document.Blocks)
        {
            Write(page, block);
        }

        page.Add($"</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    /// <summary>Whether an address may stand behind a link: no other scheme reaches a page.</summary>
    public static bool IsLinkable(string address) =>
        address.StartsWith('#')
        || (Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri.Scheme is "https" or "http" or "mailto" or "tel");

    private static void Write(PageText page, Block block)
    {
        switch (block)
        {
            case Block.Heading h:
                var level = Math.Clamp(h.Level, 2, 6);
                page.Add($"<h{level}>{h.Text}</h{level}>\n");
                break;
            case Block.Paragraph p:
                page.Add($"<p>{Html(p.Text)}</p>\n");
                break;
            case Block.Items i:
                var list = new Markup(i.Numbered ? "ol" : "ul");
                page.Add($"<{list}>\n{All(i.Lines, (part, l) => part.Add($"<li>{Html(l)}</li>\n"))}</{list}>\n");
                break;
            case Block.Ticks t:
                page.Add($"<ul class=\"ticks\">\n{All(t.Lines, (part, l) =>
                    part.Add($"<li>{(l.Done ? "☑" : "☐")} {Html(l.Text)}</li>\n"))}</ul>\n");
                break;
            case Block.Table t:
                Write(page, t);
                break;
            case Block.Facts f:
                page.Add($"<table>\n{All(f.Lines, (part, l) => part.Add($"""
                    <tr><th scope="row" style="text-align:left;font-weight:600;{CellStyle}">{l.Name}</th>
                    <td style="{CellStyle}">{Html(l.Value)}</td></tr>

                    """))}</table>\n");
                break;
            case Block.Notice n:
                page.Add($"<p style=\"padding:10px 14px;border-radius:6px;{Ground(n.Tone)}\">{Html(n.Text)}</p>\n");
                break;
            case Block.Picture p:
                page.Add($"""
                    <p><img src="{p.Source}" alt="{p.Alternative}" style="max-width:100%;height:auto"></p>

                    """);
                break;
            case Block.Drawing d:
                page.Add($"""
                    <figure role="img" aria-label="{d.Alternative}" style="margin:.5rem 0">{new Markup(d.Svg)}</figure>

                    """);
                break;
            case Block.Verbatim v:
                page.Add($"<pre><code>{v.Text}</code></pre>\n");
                break;
            case Block.Quote q:
                page.Add($"<blockquote>{Html(q.Text)}</blockquote>\n");
                break;
            default:
                throw new UnreachableException($"No HTML for {block.GetType().Name}.");
        }
    }

    private static void Write(PageText page, Block.Table table)
    {
        page.Add($"""
            <div class="wide"><table>
            <thead><tr>{All(table.Columns, (part, c) =>
                part.Add($"<th scope=\"col\" style=\"{Side(c)}font-weight:600;{CellStyle}\">{c.Name}</th>"))}</tr></thead>
            <tbody>

            """);
        foreach (var row in table.Rows)
        {
            page.Add($"<tr>{All(table.Columns.Zip(row), (part, c) =>
                part.Add($"<td style=\"{Side(c.First)}{CellStyle}\">{Html(c.Second)}</td>"))}</tr>\n");
        }

        page.Add($"</tbody>\n</table></div>\n");
    }

    private static Markup Html(Line line) => All(line.Spans, (part, s) =>
    {
        switch (s)
        {
            case Span.Plain p:
                part.Add($"{p.Text}");
                break;
            case Span.Strong b:
                part.Add($"<strong>{b.Text}</strong>");
                break;
            case Span.Code c:
                part.Add($"<code>{c.Text}</code>");
                break;
            case Span.Link l when IsLinkable(l.Address):
                part.Add($"<a href=\"{l.Address}\">{l.Text}</a>");
                break;
            case Span.Link l:
                part.Add($"{l.Text} ({l.Address})");
                break;
            case Span.Mark m:
                part.Add($"<strong style=\"{MarkStyle}{Ground(m.Tone)}\">{m.Text}</strong>");
                break;
            default:
                throw new UnreachableException($"No HTML for {s.GetType().Name}.");
        }
    });

    private static Markup All<T>(IEnumerable<T> things, Action<PageText, T> write) => PageText.Part(part =>
    {
        foreach (var thing in things)
        {
            write(part, thing);
        }
    });

    private static string Side(Column column) => column.IsNumber ? "text-align:right;" : "text-align:left;";

    // Dark text on a light ground in both modes: each pair has a contrast of more than 7 to 1.
    private static string Ground(Tone tone) => tone switch
    {
        Tone.Neutral => "background:#e5e7eb;color:#111827;",
        Tone.Good => "background:#bbf7d0;color:#052e16;",
        Tone.Warning => "background:#fde68a;color:#3b2000;",
        Tone.Bad => "background:#fecaca;color:#450a0a;",
        _ => throw new UnreachableException($"No ground for {tone}."),
    };
}
