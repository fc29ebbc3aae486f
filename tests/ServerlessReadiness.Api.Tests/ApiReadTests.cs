using System.Text.Json.Nodes;

namespace ServerlessReadiness.Api.Tests;

/// <summary>What the API shows, each answer held against docs/openapi.yaml.</summary>
public sealed class ApiReadTests
{
    private readonly Http _http = new();

    [Fact]
    public void Each_page_is_as_the_document_says()
    {
        Fill();
        _http.Beat();
        var run = (string)_http.Get("/events/sale/runs").Json!["runs"]![0]!["run"]!;
        (string Template, string Path)[] pages =
        [
            ("/events", "/events"),
            ("/events/{event}", "/events/sale"),
            ("/events/{event}/status", "/events/sale/status"),
            ("/events/{event}/snapshot", "/events/sale/snapshot"),
            ("/events/{event}/runs", "/events/sale/runs"),
            ("/events/{event}/runs/{run}", $"/events/sale/runs/{run}"),
            ("/events/{event}/journal", "/events/sale/journal"),
            ("/events/{event}/journal", "/events/unassigned/journal"),
            ("/events/{event}/issues", "/events/sale/issues?state=all"),
            ("/events/{event}/alarms", "/events/sale/alarms"),
            ("/events/{event}/tasks", "/events/sale/tasks"),
            ("/events/{event}/contacts", "/events/sale/contacts"),
            ("/events/{event}/commands/{command}", "/events/sale/commands/hold-1"),
        ];
        Assert.All(pages, p =>
        {
            var answer = _http.Get(p.Path);
            Assert.Equal(200, answer.Status);
            Assert.Equal("application/json", answer.Header("content-type"));
            Assert.Empty(OpenApi.Problems(answer.Json, OpenApi.SchemaOf("GET", p.Template, 200)!));
        });
        var described = OpenApi.Document["paths"]!.AsObject().Where(p => p.Value!["get"] is not null).Select(p => p.Key);
        Assert.Equal(described.Order(), pages.Select(p => p.Template).Distinct().Order());
    }

    [Fact]
    public void Status_shows_holds_alarms_and_issues()
    {
        Fill();
        var status = _http.Get("/events/sale/status").Json!;
        Assert.Equal("deploying (" + Http.Kim + ")", (string)status["components"]![0]!["hold"]!["reason"]!);
        Assert.Equal(Http.Kim, (string)status["alarms"]![0]!["acknowledged"]!["who"]!);
        Assert.Equal("kim", (string)status["issues"]![0]!["owner"]!);
    }

    [Fact]
    public void A_known_state_is_not_sent_again()
    {
        var first = _http.Get("/events/sale");
        var tag = first.Header("etag")!;
        Assert.Equal($"\"{first.Json!["version"]}\"", tag);
        var again = _http.Get("/events/sale", null, ("If-None-Match", $"\"other\", {tag}"));
        Assert.Equal((304, null), (again.Status, again.Json));
        Assert.Equal(200, _http.Get("/events/sale", null, ("If-None-Match", "\"other\"")).Status);
    }

    [Fact]
    public void The_journal_comes_page_by_page_newest_first_each_line_once()
    {
        for (var i = 0; i < 25; i++)
        {
            _http.Command(new JsonObject { ["do"] = "issue.open", ["summary"] = $"number {i}" });
            _http.Time.Advance(TimeSpan.FromMilliseconds(7));
        }

        var all = Pages("/events/sale/journal", "lines", 7);
        Assert.Equal(26, all.Count);
        var instants = all.Select(l => (string)l["at"]!).ToList();
        Assert.Equal(instants.OrderDescending(StringComparer.Ordinal), instants);
        Assert.Equal(
            Enumerable.Range(0, 25).Reverse(),
            all.Select(l => (string)l["reason"]!).Where(r => r.Contains("number", StringComparison.Ordinal))
                .Select(r => int.Parse(r.Split("number ")[1].Split(' ', ';')[0])));
    }

    [Fact]
    public void Runs_come_page_by_page_too()
    {
        for (var i = 0; i < 5; i++)
        {
            _http.Command(new JsonObject { ["do"] = "run.start", ["runbook"] = "tell", ["component"] = "front" });
            _http.Time.Advance(TimeSpan.FromMilliseconds(3));
        }

        Assert.Equal(5, Pages("/events/sale/runs", "runs", 2).Select(r => (string)r["run"]!).Distinct().Count());
    }

    [Theory]
    [InlineData("/events/sale/journal?cursor=%20%20")]
    [InlineData("/events/sale/journal?cursor=")]
    [InlineData("/events/sale/runs?cursor=SEVBRA==")]
    [InlineData("/events/sale/journal?limit=0")]
    [InlineData("/events/sale/journal?limit=201")]
    [InlineData("/events/sale/runs?limit=many")]
    [InlineData("/events/sale/issues?state=lost")]
    public void What_was_not_asked_rightly_is_told(string path) => MustBeProblem(_http.Get(path), 400);

    [Theory]
    [InlineData("/event")]
    [InlineData("/events/sale/nothing")]
    [InlineData("/events/other")]
    [InlineData("/events/other/status")]
    [InlineData("/events/other/runs")]
    [InlineData("/events/other/journal")]
    [InlineData("/events/other/issues")]
    [InlineData("/events/other/alarms")]
    [InlineData("/events/Sale!/status")]
    [InlineData("/events/sale/runs/01ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("/events/sale/runs/short")]
    [InlineData("/events/sale/commands/never")]
    [InlineData("/events/sale/commands/a%23b")]
    public void What_is_not_there_is_not_found(string path) => MustBeProblem(_http.Get(path), 404);

    [Fact]
    public void Nobody_unknown_sees_anything()
    {
        var answer = _http.Send("GET", "/events", null, null);
        MustBeProblem(answer, 401);
        Assert.Equal("Bearer", answer.Header("www-authenticate"));
        MustBeProblem(_http.Send("GET", "/events", null, Http.Jwt(("email", "kim@example.com"))), 401);
    }

    [Fact]
    public void A_wrong_method_is_told_which_are_right()
    {
        var answer = _http.Send("DELETE", "/events/sale/mode", null, Http.Iam(Http.Kim));
        MustBeProblem(answer, 405);
        Assert.Equal("PUT", answer.Header("allow"));
        Assert.Equal("GET", _http.Send("POST", "/events", null, Http.Iam(Http.Kim)).Header("allow"));
    }

    internal static void MustBeProblem(Http.Answer answer, int status)
    {
        Assert.Equal(status, answer.Status);
        Assert.Equal("application/problem+json", answer.Header("content-type"));
        Assert.Equal(status, (int)answer.Json!["status"]!);
        Assert.Empty(OpenApi.Problems(answer.Json, new JsonObject { ["$ref"] = "#/components/schemas/Problem" }));
    }

    private void Fill()
    {
        _http.Fire("cpu-1");
        Assert.Equal(200, _http.Command(
            new JsonObject { ["do"] = "alarm.acknowledge", ["alarm"] = "cpu-1" }).Status);
        Assert.Equal(200, _http.Command(new JsonObject
        {
            ["do"] = "issue.open", ["summary"] = "slow", ["owner"] = "kim", ["expectedBy"] = "2026-11-27T02:00:00Z",
        }).Status);
        var grow = _http.Command(new JsonObject { ["do"] = "run.start", ["runbook"] = "grow", ["component"] = "front" });
        Assert.True(grow.Status == 200, grow.Json!.ToJsonString());
        Assert.Equal(200, _http.Send(
            "POST",
            "/events/sale/commands",
            JsonNode.Parse("""{"reason":"deploying","command":{"do":"component.hold","component":"front"}}"""),
            Http.Iam(Http.Kim),
            ("Idempotency-Key", "hold-1")).Status);
    }

    private List<JsonNode> Pages(string path, string list, int limit)
    {
        var all = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = _http.Get($"{path}?limit={limit}" + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}"));
            Assert.Equal(200, page.Status);
            var items = page.Json![list]!.AsArray();
            Assert.True(items.Count <= limit);
            all.AddRange(items.Select(i => i!.DeepClone()));
            cursor = (string?)page.Json!["next"];
        }
        while (cursor is not null);
        return all;
    }
}
