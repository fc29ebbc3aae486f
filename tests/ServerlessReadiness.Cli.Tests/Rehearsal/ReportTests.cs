using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using ServerlessReadiness.Cli.Rehearsal;
using ServerlessReadiness.Cli.Rehearsal.Report;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Tests.Rehearsal;

/// <summary>What a rehearsal writes, on a played event whose every number is known.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readiness-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_document_has_the_members_that_others_rely_on()
    {
        var json = Write(HandMade.Pair);
        Assert.Equal(("holds", 1), ((string?)json["verdict"], (int)json["seed"]!));
        Assert.Equal(
            (23_760_000L, 23_760_000L, 0L, 0L, 320m),
            Totals(json["withAutomation"]!));
        Assert.Equal(
            (23_760_000L, 12_960_000L, 0L, 10_800_000L, 120m),
            Totals(json["withoutAutomation"]!));
        Assert.Equal(3, json["decisions"]!.AsArray().Count);
        Assert.Equal("use is at 95 % for 3 minutes", (string?)json["decisions"]![0]!["reason"]);
        Assert.Empty(json["invariantViolations"]!.AsArray());
        Assert.Equal("readiness rehearse plans/sale.yaml --seed 1", (string?)json["repeat"]);
    }

    [Fact]
    public void Criteria_are_measured_in_both_worlds()
    {
        var json = Write(HandMade.Pair);
        Assert.Equal([true, true, true], Held(json["withAutomation"]!));
        Assert.Equal([false, false, true], Held(json["withoutAutomation"]!));
        Assert.Equal(50m, (decimal)json["withoutAutomation"]!["criteria"]![0]!["value"]!);
        Assert.Equal(360m, (decimal)json["withoutAutomation"]!["criteria"]![1]!["value"]!);
    }

    [Fact]
    public void A_violated_invariant_fails_a_plan_whose_criteria_hold()
    {
        var pair = new EventRehearsal((plan, settings, progress) => HandMade.Play(plan, settings, progress) with
        {
            Violations = settings.WithAutomation
                ? [new InvariantViolation(2, HandMade.Live, "two runs for one transition")]
                : [],
        }).Play(HandMade.Plan, HandMade.Options, RehearsalProgress.None);
        var json = Write(pair);
        Assert.Equal("fails", (string?)json["verdict"]);
        Assert.Equal(2, (int)json["invariantViolations"]![0]!["invariant"]!);
        Assert.Contains("two runs for one transition", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_timeline_has_a_line_feed_after_each_line_and_nothing_else()
    {
        Write(HandMade.Pair);
        Assert.Equal(
            "{\"at\":\"2026-11-26T21:00:00Z\"}\n{\"seed\":1}\n"u8.ToArray(),
            File.ReadAllBytes(Path.Combine(_folder, "timeline.jsonl")));
    }

    [Fact]
    public void The_page_is_well_formed_and_asks_the_network_for_nothing()
    {
        Write(HandMade.Pair);
        var root = Parsed().Root!;
        Assert.Equal("html", root.Name.LocalName);
        var addresses = root.Descendants()
            .SelectMany(e => e.Attributes())
            .Where(a => a.Name.LocalName is "src" or "href" or "action" or "srcset" or "data" or "poster")
            .Select(a => a.Value);
        Assert.All(addresses, a => Assert.True(a.StartsWith("data:", StringComparison.Ordinal), a));
        Assert.All(["http:", "https:", "url(", "@import", "fetch("], word =>
            Assert.DoesNotContain(word, Page, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(1, root.Descendants().Count(e => e.Name.LocalName == "style"));
    }

    [Fact]
    public void Names_and_reasons_never_become_tags()
    {
        Write(HandMade.Pair);
        Assert.DoesNotContain("<b>\"", Page, StringComparison.Ordinal);
        Assert.Contains(
            Parsed().Descendants("p"),
            p => p.Value.StartsWith("Sale & \"more\" <b>", StringComparison.Ordinal));
        Assert.Contains(
            Parsed().Descendants("td"),
            t => t.Value.Contains("a <person> & friends", StringComparison.Ordinal));
    }

    [Fact]
    public void Shedding_shows_in_its_components_lane_from_each_level_to_the_next()
    {
        var name = HandMade.Plan.Components[0].Name;
        var pair = new EventRehearsal((plan, settings, progress) => HandMade.Play(plan, settings, progress) with
        {
            Levels = settings.WithAutomation
                ?
                [
                    new LevelChange(HandMade.Live, name, 1, "fewer <features>"),
                    new LevelChange(HandMade.Live.AddMinutes(20), name, 2, "page"),
                    new LevelChange(HandMade.Live.AddHours(1), name, 0, null),
                ]
                : [],
        }).Play(HandMade.Plan, HandMade.Options, RehearsalProgress.None);
        var json = Write(pair);
        Assert.Equal(3, json["withAutomation"]!["levels"]!.AsArray().Count);
        var spans = Parsed().Descendants("rect")
            .Where(r => (string?)r.Attribute("class") == "shedding" && r.Element("title") is not null)
            .Select(r => r.Element("title")!.Value)
            .ToList();
        Assert.Equal(2, spans.Count);
        Assert.Contains("level 1 (fewer <features>)", spans[0], StringComparison.Ordinal);
        Assert.Contains("for 20 min", spans[0], StringComparison.Ordinal);
        Assert.Contains("for 40 min", spans[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_are_unique_and_every_label_that_is_referred_to_exists()
    {
        Write(HandMade.Pair);
        var ids = Parsed().Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var named = Parsed().Descendants().Attributes("aria-labelledby").Select(a => a.Value).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, n => Assert.Contains(n, ids));
    }

    [Fact]
    public void Each_chart_has_words_lines_and_the_same_numbers_as_a_table()
    {
        Write(HandMade.Pair);
        var charts = Parsed().Descendants("figure").ToList();
        Assert.Equal(6, charts.Count);
        Assert.All(charts, chart =>
        {
            var area = chart.Descendants("div").Single(d => (string?)d.Attribute("class") == "area");
            Assert.Contains("over time", (string?)area.Attribute("aria-label"), StringComparison.Ordinal);
            Assert.Equal(
                chart.Descendants("ul").Single().Elements("li").Count(),
                chart.Descendants("table").Single().Descendants("tr").First().Elements("th").Count() - 1);
            Assert.All(area.Descendants("path"), p => Assert.Matches("^M\\d", (string?)p.Attribute("d")));
        });
        var requests = charts.Single(c => (string?)c.Attribute("id") == "requests");
        var rows = requests.Descendants("tbody").Single().Elements("tr").ToList();
        var atPeak = rows.Single(r => r.Element("th")!.Value == "Fri 12:00").Elements("td").Select(d => d.Value);
        Assert.Equal(["1,000", "500", "1,000"], atPeak);
    }

    [Fact]
    public void The_script_finds_its_numbers_in_the_page()
    {
        Write(HandMade.Pair);
        var text = Parsed().Descendants("script").First(s => (string?)s.Attribute("id") == "data").Value;
        var data = JsonNode.Parse(text)!;
        var times = data["axes"]!["m"]!.AsArray();
        var served = data["charts"]!["requests"]!["lines"]![2]!["values"]!.AsArray();
        Assert.Equal(times.Count, served.Count);
        Assert.Equal(1000m, served.Max(v => (decimal)v!));
    }

    [Fact]
    public void Decisions_can_be_narrowed_by_component_and_kind()
    {
        Write(HandMade.Pair);
        var rows = Parsed().Descendants("tbody").Single(b => (string?)b.Attribute("id") == "lines").Elements("tr");
        Assert.Equal(
            ["acted", "effect", "nothing done", "nothing done", "a person was called"],
            rows.Select(r => (string?)r.Attribute("data-kind")));
        Assert.All(rows, r => Assert.Equal("web", (string?)r.Attribute("data-component")));
        Assert.Contains(Parsed().Descendants("option"), o => o.Value == "web");
    }

    [Fact]
    public void Without_prices_capacity_is_charted_in_units_and_a_limit_on_spend_is_missed()
    {
        var pair = new EventRehearsal((plan, settings, progress) =>
        {
            var played = HandMade.Play(plan, settings, progress);
            return played with
            {
                ExtraSpend = null,
                Hours = [.. played.Hours.Select(h => h with { Cost = null, ExtraCost = null })],
            };
        }).Play(HandMade.Plan, HandMade.Options, RehearsalProgress.None);
        var json = Write(pair);
        Assert.Equal("fails", (string?)json["verdict"]);
        Assert.Null(json["withAutomation"]!["extraSpend"]);
        Assert.Contains("Capacity paid for", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said_before_anything_is_played()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<CliException>(() => ReportFiles.Prepare(Path.Combine(file, "below")));
        Assert.Equal(ExitCodes.BadInput, error.ExitCode);
        Assert.Contains("below", error.Message, StringComparison.Ordinal);
    }

    private string Page => File.ReadAllText(Path.Combine(_folder, "report.html"));

    private JsonObject Write(RehearsedPair pair)
    {
        ReportFiles.Prepare(_folder).Write(pair, ReportBuilder.Build(pair));
        return JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "report.json")))!.AsObject();
    }

    private XDocument Parsed()
    {
        using var reader = XmlReader.Create(
            new StringReader(Page),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    private static (long Requests, long Served, long Shed, long Failed, decimal UnitHours) Totals(JsonNode world) => (
        (long)world["requests"]!,
        (long)world["served"]!,
        (long)world["shed"]!,
        (long)world["failed"]!,
        (decimal)world["capacityUnitHours"]!);

    private static IEnumerable<bool> Held(JsonNode world) =>
        world["criteria"]!.AsArray().Select(c => (bool)c!["held"]!);
}
