using System.Text;
using System.Text.Json;
using ServerlessReadiness.Cli.Rehearsal.Report;
using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Rehearsal.Page;

/// <summary>
/// <c>report.html</c>: one file that needs no network and no other file, and is well-formed XML besides.
/// </summary>
internal sealed partial class ReportPage
{
    private readonly PageText _page = new();
    private readonly RehearsedPair _pair;
    private readonly ReportDocument _document;
    private readonly PlanClocks _zone;
    private readonly ChartAxis _axis;
    private readonly List<Chart> _charts = [];
    private readonly IReadOnlyList<ChartBand> _bands;

    private ReportPage(RehearsedPair pair, ReportDocument document)
    {
        (_pair, _document) = (pair, document);
        _zone = new PlanClocks(pair.Plan);
        _axis = ReportCharts.MinuteAxis(pair);
        _bands = [new ChartBand("Live", pair.Plan.Schedule.Live, pair.Plan.Schedule.Cooldown)];
    }

    public static string Render(RehearsedPair pair, ReportDocument document)
    {
        var page = new ReportPage(pair, document);
        page.Write();
        return page._page.ToString();
    }

    private void Write()
    {
        _page.Add($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <meta http-equiv="Content-Security-Policy"
              content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:" />
            <title>{VerdictWords}: {_pair.Plan.Name}</title>
            <link rel="icon" href="data:," />
            <style>/*<![CDATA[*/
            {Resource("report.css")}
            /*]]>*/</style>
            </head>
            <body>

            """);
        WriteSummary();
        _page.Add($"<main>\n");
        WriteContingencies();
        WriteRequests();
        WriteHappenings();
        WriteComponents();
        WriteHours();
        WriteDecisions();
        WriteSeeds();
        WriteTold();
        _page.Add($"""
            </main>
            <footer><p>Played in a simulated account; nothing here was measured on AWS. Play it again:
            <code>{_document.Repeat}</code></p></footer>
            <script type="application/json" id="data">{Data()}</script>
            <script>//<![CDATA[
            {Resource("report.js")}
            //]]></script>
            </body>
            </html>

            """);
    }

    private void WriteRequests()
    {
        _page.Add($"""
            <section aria-labelledby="h-requests"><h2 id="h-requests">Requests and cost
            <small>Live is shaded</small></h2><div class="wide">
            """);
        Draw(ReportCharts.Requests(_pair, _axis));
        Draw(ReportCharts.Cost(_pair));
        _page.Add($"</div></section>\n");
    }

    private void WriteComponents()
    {
        _page.Add($"""<section aria-labelledby="h-components"><h2 id="h-components">Components</h2>""");
        for (var i = 0; i < _pair.Plan.Components.Count; i++)
        {
            var component = _pair.Plan.Components[i];
            _page.Add($"""
                <section class="component" aria-labelledby="c{i}"><h3 id="c{i}">{component.Name.Value}
                <small>{component.Resource.Label}{Bounds(component)}</small></h3>

                """);
            WriteCharts(component, i);
            _page.Add($"</section>\n");
        }

        _page.Add($"</section>\n");
    }

    private void WriteCharts(Component component, int index)
    {
        if (component.Model is null)
        {
            var settings = string.Join(", ", component.Settings);
            _page.Add($"<p>{(settings.Length > 0 ? $"Set to {settings}. " : "")}");
            _page.Add($"It has no capacity model, so it never runs short here.</p>");
            return;
        }

        _page.Add($"""<div class="pair">""");
        foreach (var chart in ReportCharts.Component(_pair, _axis, index))
        {
            Draw(chart);
        }

        _page.Add($"</div>");
    }

    private static string Bounds(Component component) => component.Resource is Resource.Setting ? ""
        : $", floor {component.Floor}, ceiling {component.Ceiling}";

    private void Draw(Chart chart)
    {
        _charts.Add(chart);
        ChartWriter.Write(_page, chart, _bands);
    }

    // The writer escapes <, > and &, so the text can neither end its element nor break the XML.
    private Markup Data()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("axes");
            foreach (var axis in _charts.Select(c => c.Axis).DistinctBy(a => a.Key))
            {
                json.WriteStartArray(axis.Key);
                for (var i = 0; i < axis.Count; i++)
                {
                    json.WriteStringValue(axis.Label(i));
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteStartObject("charts");
            foreach (var chart in _charts)
            {
                ChartWriter.WriteData(json, chart);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new Markup(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private string When(DateTimeOffset at) => $"{_zone.ToLocal(at):ddd HH:mm:ss}";

    private static Markup Resource(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new Markup(reader.ReadToEnd());
    }
}
