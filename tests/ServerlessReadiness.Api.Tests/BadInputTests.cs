using System.Text.Json.Nodes;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Api.Tests;

/// <summary>What people may not or cannot ask: a problem with its next step, a line in the journal, nothing changed.</summary>
public sealed class BadInputTests
{
    private const string Lead = "arn:aws:sts::123456789012:assumed-role/Leads/lee";
    private const string Guest = "arn:aws:sts::123456789012:assumed-role/Guests/gil";

    private readonly Http _http = new([new("lead", [Lead]), new("ops", [Http.Kim])]);

    [Theory]
    [InlineData("an unknown command", """{"reason":"x","command":{"do":"explode"}}""", 400, "bad-input", "command refused", "explode")]
    [InlineData("a missing reason", """{"command":{"do":"pause"}}""", 400, "bad-input", "command refused", "no reason")]
    [InlineData("an empty reason", """{"reason":" ","command":{"do":"pause"}}""", 400, "bad-input", "pause refused", "reason is empty")]
    [InlineData("a wrong type", """{"reason":"x","command":{"do":"floor.set","component":"front","floor":"many"}}""", 400, "bad-input", "command refused", "floor")]
    [InlineData("a component's odd name", """{"reason":"x","command":{"do":"component.hold","component":"No!"}}""", 400, "bad-input", "command refused", "component")]
    [InlineData("an unknown component", """{"reason":"x","command":{"do":"component.hold","component":"back"}}""", 404, "not-found", "component.hold refused", "no component back")]
    [InlineData("a runbook on an unknown component", """{"reason":"x","command":{"do":"run.start","runbook":"tell","component":"back"}}""", 404, "not-found", "run.start refused", "no component \"back\"")]
    [InlineData("an unknown runbook", """{"reason":"x","command":{"do":"run.start","runbook":"dance","component":"front"}}""", 404, "not-found", "run.start refused", "no runbook \"dance\"")]
    [InlineData("an unknown parameter", """{"reason":"x","command":{"do":"run.start","runbook":"scale-out","component":"front","parameters":{"colour":"red"}}}""", 400, "bad-input", "run.start refused", "no parameter \"colour\"")]
    [InlineData("a parameter of a wrong type", """{"reason":"x","command":{"do":"run.start","runbook":"set-floor","component":"front","parameters":{"floor":"many"}}}""", 400, "bad-input", "run.start refused", "parameter floor: \"many\"")]
    [InlineData("an unknown run", """{"reason":"x","command":{"do":"run.approve","run":"01ARZ3NDEKTSV4RRFFQ69G5FAV"}}""", 404, "not-found", "run.approve refused", "no run")]
    [InlineData("a component to keep that is unknown", """{"reason":"x","command":{"do":"component.keep","component":"back"}}""", 404, "not-found", "component.keep refused", "no component back")]
    [InlineData("a component to keep too early", """{"reason":"x","command":{"do":"component.keep","component":"front"}}""", 409, "impossible", "component.keep refused", "belongs to Cooldown")]
    [InlineData("a phase that does not follow", """{"reason":"x","command":{"do":"restore","what":"All"}}""", 409, "impossible", "restore refused", "belongs to Cooldown")]
    public void It_is_refused_journalled_and_changes_nothing(
        string what,
        string body,
        int status,
        string type,
        string verdict,
        string words)
    {
        var before = State();
        Refused(_http.SendText("POST", "/events/sale/commands", body, Http.Iam(Http.Kim), ("Idempotency-Key", "bad-1")), status, type, words);
        var reason = ReasonOf(verdict);
        Assert.True(reason.Contains(words, StringComparison.Ordinal), $"{what}: {reason}");
        Assert.Contains(Http.Kim, reason, StringComparison.Ordinal);
        Assert.Equal(before, State());
        Assert.Empty(_http.HandedOver);
    }

    [Theory]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("https://api.evil.example", 403)]
    [InlineData("https://api", 200)]
    public void A_page_of_another_site_may_neither_look_nor_command(string origin, int status)
    {
        var http = new Http();
        Assert.Equal(status, http.Get("/events", null, ("Origin", origin)).Status);
        var command = http.Command(new JsonObject { ["do"] = "pause" }, "k-origin", ("Origin", origin));
        Assert.Equal(status, command.Status);
        Assert.Equal(status == 200, command.Json!["state"] is not null);
    }

    [Fact]
    public void Who_has_no_role_of_the_plan_may_only_stop_things()
    {
        var before = State();
        foreach (var command in (string[])
        [
            """{"do":"observe"}""",
            """{"do":"restore","what":"All"}""",
            """{"do":"phase.set","phase":"Cooldown"}""",
            """{"do":"floor.set","component":"front","floor":6}""",
            """{"do":"run.start","runbook":"grow","component":"front"}""",
            """{"do":"issue.open","summary":"slow"}""",
        ])
        {
            Refused(As(Guest, command), 403, "not-permitted", "none of the plan's roles (lead, ops)");
            Assert.Contains(Guest, ReasonOf($"{JsonNode.Parse(command)!["do"]} refused"), StringComparison.Ordinal);
        }

        Assert.Equal(before, State());
        Assert.Equal(200, As(Guest, """{"do":"pause"}""").Status);
    }

    [Fact]
    public void An_approval_by_a_wrong_role_is_refused_and_the_question_stays()
    {
        var run = Ask();
        var before = Stored(run);
        var approve = $$"""{"do":"run.approve","run":"{{run}}"}""";
        Refused(As(Guest, approve), 403, "not-permitted", $"is for lead to approve, and {Guest} has no role of the plan");
        Assert.Contains(Guest, ReasonOf("run.approve refused"), StringComparison.Ordinal);
        Refused(As(Http.Kim, approve), 403, "not-permitted", $"is for lead to approve, and {Http.Kim} has the role ops");

        Assert.Equal(before, Stored(run));
        Assert.Equal(200, As(Lead, approve).Status);

        // Of two that contradict each other the first answer stands.
        Refused(As(Lead, $$"""{"do":"run.reject","run":"{{run}}"}"""), 409, "impossible", "approved by");
    }

    [Fact]
    public void An_approval_after_the_questions_time_is_refused()
    {
        var run = Ask();
        var before = Stored(run);
        _http.Time.Advance(TimeSpan.FromMinutes(10));
        Refused(As(Lead, $$"""{"do":"run.approve","run":"{{run}}"}"""), 409, "impossible", "expired at");
        Assert.Contains("expired at", ReasonOf("run.approve refused"), StringComparison.Ordinal);
        Assert.Equal(before, Stored(run));
    }

    [Fact]
    public void What_is_sent_to_an_event_that_is_not_there_is_journalled_all_the_same()
    {
        var answer = _http.SendText(
            "POST", "/events/other/commands", """{"command":{"do":"pause"}}""", Http.Iam(Http.Kim), ("Idempotency-Key", "k"));
        Refused(answer, 400, "bad-input", "no reason");
        var line = Assert.Single(_http.Time.Play(
            () => _http.Host.JournalReader.NewestAsync(Application.Journal.JournalWriter.Unassigned, 10, default),
            TimeSpan.FromMinutes(1))!);
        Assert.Equal("command refused", line.Verdict);
        Assert.Contains("Asked of event other", line.Reason, StringComparison.Ordinal);
    }

    private static void Refused(Http.Answer answer, int status, string type, string words)
    {
        ApiReadTests.MustBeProblem(answer, status);
        Assert.Equal($"urn:serverless-readiness:problem:{type}", (string?)answer.Json!["type"]);
        Assert.Contains(words, (string?)answer.Json["detail"], StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace((string?)answer.Json["next"]));
        Assert.DoesNotMatch("[.;] *$", (string?)answer.Json["next"]);
    }

    private Http.Answer As(string arn, string command) => _http.SendText(
        "POST",
        "/events/sale/commands",
        $$"""{"reason":"because","command":{{command}}}""",
        Http.Iam(arn),
        ("Idempotency-Key", Guid.NewGuid().ToString()));

    /// <summary>A run whose first step asks.</summary>
    private RunId Ask()
    {
        var started = _http.Command(new JsonObject { ["do"] = "run.start", ["runbook"] = "grow", ["component"] = "front" });
        var run = RunId.Parse((string)started.Json!["run"]!);
        var asking = _http.Time.Play(
            async () => (await _http.Host.Runs.ResumeAsync(
                Http.Sale, run, _http.Time.GetUtcNow() + TimeSpan.FromSeconds(30), default))!,
            TimeSpan.FromMinutes(1))!;
        Assert.Equal(StepState.Asking, asking.Steps[0].State);
        return run;
    }

    /// <summary>Of the only line with that verdict.</summary>
    private string ReasonOf(string verdict) => (string)Assert.Single(
        _http.Get("/events/sale/journal?limit=50").Json!["lines"]!.AsArray(),
        l => (string?)l!["verdict"] == verdict)!["reason"]!;

    private string State() => _http.Get("/events/sale").Json!.ToJsonString()
        + _http.Get("/events/sale/status").Json!.ToJsonString()
        + _http.Get("/events/sale/runs").Json!.ToJsonString();

    private string Stored(RunId run) => _http.Time.Play(
        async () => (await _http.Store.FindAsync(StateKeys.Run(Http.Sale, run), default)).Value!.ToString(),
        TimeSpan.FromMinutes(1))!;
}
