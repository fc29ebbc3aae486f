using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Languages;

namespace ServerlessReadiness.Core.Tests.Documents;

public sealed class WriterTests
{
    private const string Evil = "<b>*bold*</b> | `x` \" [y](javascript:z)";

    private static readonly Document Whole = new(Language.Korean, "보고서 <1>",
    [
        new Block.Notice(Tone.Bad, Line.Of(new Span.Strong("RED"), new Span.Plain(" two alarms"))),
        new Block.Heading(2, "Metrics"),
        new Block.Table(
            [new Column("metric"), new Column("now", IsNumber: true)],
            [["latency", "0.8 s"], [Evil, "1"]]),
        new Block.Facts([new Fact("Bridge", "+1 555")]),
        new Block.Items(["first", "second"], Numbered: true),
        new Block.Ticks([new Tick(true, "done"), new Tick(false, "open")]),
        new Block.Picture("cid:chart-1", "latency over an hour"),
        new Block.Drawing("<svg></svg>", "the graph"),
        new Block.Verbatim("a: ```\n| b"),
        new Block.Quote(Evil),
        new Block.Paragraph(Line.Of(
            new Span.Link("page", "https://x.example/a"),
            new Span.Link("trap", "javascript:alert(1)"),
            new Span.Code("readiness status"),
            new Span.Mark(Tone.Good, "held"))),
    ]);

    [Fact]
    public void A_page_takes_memory_by_its_length_and_not_a_large_block_for_each_part()
    {
        _ = HtmlPage.Write(Whole);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var html = HtmlPage.Write(Whole);

        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken < 40 * html.Length, $"{taken} bytes for {html.Length} characters");
    }

    [Fact]
    public void Plain_text_names_each_column_and_leaves_nothing_out()
    {
        var text = PlainText.Write(Whole);
        Assert.StartsWith("보고서 <1>\n\nRED two alarms\n\nMETRICS\n\n- latency: now 0.8 s\n", text, StringComparison.Ordinal);
        string[] parts =
        [
            "Bridge: +1 555", "1. first\n2. second", "[x] done\n[ ] open", "(latency over an hour)", "(the graph)",
            "    a: ```\n    | b", "page (https://x.example/a)", "readiness status", "held",
        ];
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Markdown_takes_what_is_filled_in_literally()
    {
        var text = Markdown.Write(Whole);
        Assert.Contains("# 보고서 \\<1\\>\n", text, StringComparison.Ordinal);
        Assert.Contains("| metric | now |\n| --- | ---: |\n", text, StringComparison.Ordinal);
        Assert.Contains(@"\<b\>\*bold\*\</b\> \| \`x\` "" \[y\](javascript:z)", text, StringComparison.Ordinal);
        Assert.Contains("````\na: ```\n| b\n````", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_encodes_what_is_filled_in_and_links_to_nothing_that_runs()
    {
        var html = HtmlPage.Write(Whole);
        Assert.Contains("<html lang=\"ko\">", html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;*bold*&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://x.example/a\">page</a>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.Ordinal);
        Assert.Contains("alt=\"latency over an hour\"", html, StringComparison.Ordinal);
        Assert.Contains("<svg></svg>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }
}
