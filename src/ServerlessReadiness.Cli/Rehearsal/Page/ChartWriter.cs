using System.Text;
using System.Text.Json;
using ServerlessReadiness.Core.Documents;

namespace ServerlessReadiness.Cli.Rehearsal.Page;

/// <summary>
/// Writes a chart as a figure: the lines as a drawing that is stretched to its room, the labels as text beside it,
/// which keeps its size on any screen, and the same numbers as a table for those who do not see it.
/// </summary>
internal static class ChartWriter
{
    private const int TableRowsMax = 48;

    /// <param name="page">Where to.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="bands">Stretches of time to shade, with their names.</param>
    public static void Write(PageText page, Chart chart, IReadOnlyList<ChartBand> bands)
    {
        var values = chart.Lines.SelectMany(l => l.Values).Append(chart.Limit ?? 0);
        var scale = ChartScale.Of(values.Select(v => Math.Min(v, chart.TopMax)), chart.IsWhole);
        page.Add($"""
            <figure class="chart" id="{chart.Id}"><figcaption><h4>{chart.Title} <small>{chart.Unit}</small></h4>
            <ul class="legend">
            """);
        foreach (var line in chart.Lines)
        {
            page.Add($"<li>{Key(line.Style)}{line.Name}</li>");
        }

        page.Add($"""</ul></figcaption><div class="plot"><div class="ys" aria-hidden="true">""");
        foreach (var mark in scale.Marks)
        {
            page.Add($"""<span style="top:{scale.Y(mark) / 10.0:0.#}%">{ChartScale.Label(mark)}</span>""");
        }

        page.Add($"""
            </div><div class="area" tabindex="0" role="img" aria-label="{Words(chart)}">
            <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true">
            """);
        WriteGround(page, chart, scale, bands);
        foreach (var line in chart.Lines)
        {
            WriteLine(page, line, chart.Axis, scale);
        }

        page.Add($"""</svg><i class="rule" aria-hidden="true"></i></div><div class="xs" aria-hidden="true">""");
        WriteTicks(page, chart.Axis);
        page.Add($"""</div></div><div class="under"><p class="readout" aria-live="polite">&#160;</p>""");
        WriteTable(page, chart);
        page.Add($"</div></figure>\n");
    }

    /// <summary>A short piece of a line, for legends.</summary>
    public static Markup Key(string style) => PageText.Part(p => p.Add($"""
        <svg class="key" viewBox="0 0 24 10" aria-hidden="true"><path class="line {style}" d="M0 5H24" /></svg>
        """));

    /// <summary>Labels under a plot; every second gives way on a narrow screen.</summary>
    public static void WriteTicks(PageText page, ChartAxis axis)
    {
        foreach (var ((at, label), index) in axis.Ticks().Select((t, i) => (t, i)))
        {
            var style = index % 2 == 1 ? "minor" : "major";
            page.Add($"""<span class="{style}" style="left:{axis.X(at) / 10.0:0.#}%">{label}</span>""");
        }
    }

    /// <summary>What the page's script needs of a chart to tell the values under a finger.</summary>
    public static void WriteData(Utf8JsonWriter json, Chart chart)
    {
        json.WriteStartObject(chart.Id);
        json.WriteString("axis", chart.Axis.Key);
        json.WriteString("unit", chart.Unit);
        json.WriteStartArray("lines");
        foreach (var line in chart.Lines)
        {
            json.WriteStartObject();
            json.WriteString("name", line.Name);
            json.WriteStartArray("values");
            foreach (var value in line.Values)
            {
                if (double.IsFinite(value))
                {
                    json.WriteNumberValue(Math.Round(value, 1));
                }
                else
                {
                    json.WriteNullValue();
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGround(PageText page, Chart chart, ChartScale scale, IReadOnlyList<ChartBand> bands)
    {
        foreach (var band in bands)
        {
            var (from, until) = (chart.Axis.X(band.From), chart.Axis.X(band.Until));
            page.Add($"""
                <rect class="band" x="{from}" y="0" width="{until - from}" height="1000"
                ><title>{band.Name}</title></rect>
                """);
        }

        foreach (var mark in scale.Marks)
        {
            page.Add($"""<path class="grid" d="M0 {scale.Y(mark)}H1000" />""");
        }

        if (chart.Limit is { } limit)
        {
            page.Add($"""<path class="limit" d="M0 {scale.Y(limit)}H1000" />""");
        }
    }

    private static void WriteLine(PageText page, ChartLine line, ChartAxis axis, ChartScale scale)
    {
        var path = PathOf(line, axis, scale);
        if (line.IsFilled)
        {
            page.Add($"""<path class="fill {line.Style}" d="{path}V1000H0Z" />""");
        }

        page.Add($"""<path class="line {line.Style}" d="{path}" />""");
    }

    // Points on a straight level are left out: bounds change a few times in days.
    private static string PathOf(ChartLine line, ChartAxis axis, ChartScale scale)
    {
        var path = new StringBuilder();
        int? at = null;
        for (var i = 0; i < line.Values.Length; i++)
        {
            if (!double.IsFinite(line.Values[i]))
            {
                at = null;
                continue;
            }

            var (x, y) = (axis.X(i), scale.Y(line.Values[i]));
            var next = i + 1 < line.Values.Length ? line.Values[i + 1] : double.NaN;
            if (at is null)
            {
                path.Append($"M{x} {y}");
            }
            else if (line.IsStep && y != at)
            {
                path.Append($"H{x}V{y}");
            }
            else if (!line.IsStep && (y != at || !double.IsFinite(next) || scale.Y(next) != y))
            {
                path.Append($"L{x} {y}");
            }

            at = y;
        }

        return at is null ? path.ToString() : path.Append("H1000").ToString();
    }

    private static string Words(Chart chart) => $"{chart.Title} over time. " + string.Join(" ", chart.Lines.Select(l =>
    {
        var values = l.Values.Where(double.IsFinite).ToList();
        return values.Count == 0
            ? $"{l.Name}: no values."
            : $"{l.Name}: from {ChartScale.Label(values.Min())} to {ChartScale.Label(values.Max())} {chart.Unit}.";
    })) + " The table below has the values; arrow keys read them one by one.";

    private static void WriteTable(PageText page, Chart chart)
    {
        page.Add($"""
            <details><summary>Table</summary><div class="scroll"><table><thead><tr><th scope="col">From</th>
            """);
        foreach (var line in chart.Lines)
        {
            page.Add($"""<th scope="col">{line.Name}</th>""");
        }

        page.Add($"</tr></thead><tbody>");
        var hour = Math.Max(1, (int)(TimeSpan.FromHours(1) / chart.Axis.Step));
        var every = hour * Math.Max(1, (chart.Axis.Count + (TableRowsMax * hour) - 1) / (TableRowsMax * hour));
        for (var i = 0; i < chart.Axis.Count; i += every)
        {
            page.Add($"""<tr><th scope="row">{chart.Axis.Label(i)}</th>""");
            foreach (var line in chart.Lines)
            {
                var value = i < line.Values.Length ? line.Values[i] : double.NaN;
                page.Add($"<td>{(double.IsFinite(value) ? $"{value:#,0.#}" : "–")}</td>");
            }

            page.Add($"</tr>");
        }

        page.Add($"</tbody></table></div></details>");
    }
}
