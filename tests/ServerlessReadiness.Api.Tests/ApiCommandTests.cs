using System.Text.Json.Nodes;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Api.Tests;

/// <summary>Commands by HTTP.</summary>
public sealed class ApiCommandTests
{
    private readonly Http _http = new();

    [Fact]
    public void A_command_is_done_once_for_its_key_and_can_be_read_back()
    {
        var body = new JsonObject { ["do"] = "issue.open", ["summary"] = "slow" };
        var first = _http.Command(body.DeepClone().AsObject(), "key-1");
        Assert.Equal((200, "/events/sale/commands/key-1"), (first.Status, first.Header("location")));
        Assert.Empty(OpenApi.Problems(first.Json, OpenApi.SchemaOf("POST", "/events/{event}/commands", 200)!));
        _http.Time.Advance(TimeSpan.FromMinutes(30));
        var second = _http.Command(body.DeepClone().AsObject(), "key-1");
        Assert.Equal(first.Json!.ToJsonString(), second.Json!.ToJsonString());
        Assert.Single(_http.Get("/events/sale/issues").Json!["issues"]!.AsArray());
        Assert.Equal(
            first.Json!.ToJsonString(),
            _http.Get("/events/sale/commands/key-1").Json!.ToJsonString());
        ApiReadTests.MustBeProblem(_http.Command(new JsonObject { ["do"] = "pause" }, "key-1"), 409);
    }

    [Fact]
    public void A_run_that_is_started_is_handed_over_and_answered_by_its_roles_alone()
    {
        var http = new Http([new("lead", ["Kim@sales", "ops"]), new("ops", [Http.Kim])]);
        var started = http.Command(new JsonObject { ["do"] = "run.start", ["runbook"] = "tell", ["component"] = "front" });
        Assert.True(started.Status == 200, started.Json!.ToJsonString());
        var run = (string)started.Json!["run"]!;
        var unknown = http.Command(new JsonObject { ["do"] = "run.start", ["runbook"] = "no", ["component"] = "front" });
        ApiReadTests.MustBeProblem(unknown, 404);
        var bad = http.Command(new JsonObject
        {
            ["do"] = "run.start", ["runbook"] = "tell", ["component"] = "front",
            ["parameters"] = new JsonObject { ["colour"] = "red" },
        });
        Assert.InRange(bad.Status, 400, 409);
        ApiReadTests.MustBeProblem(
            http.Command(new JsonObject { ["do"] = "run.approve", ["run"] = run }),
            409);
        ApiReadTests.MustBeProblem(
            http.Command(new JsonObject { ["do"] = "run.skip", ["run"] = "01ARZ3NDEKTSV4RRFFQ69G5FAV" }),
            404);
    }

    [Fact]
    public void The_mode_is_changed_only_by_who_saw_it()
    {
        var tag = _http.Get("/events/sale").Header("etag")!;
        ApiReadTests.MustBeProblem(Mode("Observe"), 428);
        ApiReadTests.MustBeProblem(Mode("Observe", ("If-Match", "\"1234\"")), 412);
        ApiReadTests.MustBeProblem(Mode("Observe", ("If-Match", "W/" + tag)), 412);
        ApiReadTests.MustBeProblem(Mode("Observe", ("If-Match", "soon")), 412);
        Assert.Equal(200, Mode("Observe", ("If-Match", tag)).Status);
        Assert.Equal("Observe", (string)_http.Get("/events/sale").Json!["mode"]!);
        ApiReadTests.MustBeProblem(Mode("Act", ("If-Match", tag)), 412);

        // A pause waits for nothing.
        Assert.Equal(200, Mode("Paused").Status);
        Assert.Equal("Paused", (string)_http.Get("/events/sale").Json!["mode"]!);
        ApiReadTests.MustBeProblem(Mode("Party", ("If-Match", tag)), 400);
        ApiReadTests.MustBeProblem(Mode("7", ("If-Match", tag)), 400);
    }

    [Fact]
    public void An_alarm_is_acknowledged()
    {
        _http.Fire("cpu-1");
        var answer = _http.Send(
            "POST",
            "/events/sale/alarms/acknowledgements",
            JsonNode.Parse("""{"alarm":"cpu-1","reason":"on it"}"""),
            Http.Iam(Http.Kim),
            ("Idempotency-Key", "ack-1"));
        Assert.Equal(200, answer.Status);
        Assert.Equal("on it", (string)_http.Get("/events/sale/alarms").Json!["alarms"]![0]!["acknowledged"]!["reason"]!);
        ApiReadTests.MustBeProblem(_http.Command(new JsonObject { ["do"] = "alarm.acknowledge", ["alarm"] = "x" }), 404);
    }

    [Fact]
    public void What_may_take_minutes_is_accepted_and_left_to_Executor()
    {
        var accepted = _http.Command(new JsonObject { ["do"] = "phase.set", ["phase"] = "Cooldown" }, "phase-1");
        Assert.Equal((202, "Accepted"), (accepted.Status, (string)accepted.Json!["state"]!));
        Assert.Equal("phase-1", Assert.Single(_http.HandedOver));
        var done = _http.Time.Play(
            async () => (await _http.Host.Commands.GoOnAsync(Http.Sale, CommandId.Parse("phase-1"), default))!,
            TimeSpan.FromMinutes(10))!;
        Assert.Equal(CommandState.Done, done.State);
        Assert.Equal("Done", (string)_http.Get("/events/sale/commands/phase-1").Json!["state"]!);

        // Handed over twice, it is done once.
        var again = _http.Time.Play(
            async () => (await _http.Host.Commands.GoOnAsync(Http.Sale, CommandId.Parse("phase-1"), default))!,
            TimeSpan.FromMinutes(10))!;
        Assert.Equal(done, again);
    }

    [Fact]
    public void A_token_may_do_what_its_roles_say()
    {
        var http = new Http([new("lead", ["kim@example.com", "admins"])]);
        var resume = JsonNode.Parse("""{"reason":"x","command":{"do":"issue.open","summary":"slow"}}""")!;
        int As(params (string, string)[] claims) => http.Send(
            "POST",
            "/jwt/events/sale/commands",
            resume,
            Http.Jwt(claims),
            ("Idempotency-Key", Guid.NewGuid().ToString())).Status;

        Assert.Equal(200, As(("sub", "u-1"), ("email", "kim@example.com"), ("email_verified", "true")));
        Assert.Equal(403, As(("sub", "u-1"), ("email", "kim@example.com"), ("email_verified", "false")));
        Assert.Equal(403, As(("sub", "u-1"), ("email", "kim@example.com")));
        Assert.Equal(200, As(("sub", "u-2"), ("cognito:groups", "[staff admins]")));
        Assert.Equal(403, As(("sub", "u-2"), ("cognito:groups", "[staff]"), ("groups", "[admins]")));
        Assert.Equal(200, As(("sub", "u-3"), ("groups", "admins")));
        Assert.Equal(403, As(("sub", "admins x")));
    }

    [Fact]
    public void The_token_way_is_none_for_callers_by_IAM() =>
        ApiReadTests.MustBeProblem(_http.Get("/jwt/events"), 404);

    [Theory]
    [InlineData("{", 400)]
    [InlineData("null", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"reason":"x"}""", 400)]
    [InlineData("""{"reason":"x","command":{"do":"explode"}}""", 400)]
    [InlineData("""{"reason":"x","command":{"do":"pause"},"more":1}""", 400)]
    [InlineData("""{"reason":" ","command":{"do":"pause"}}""", 400)]
    [InlineData("""{"reason":"x","id":"other","command":{"do":"pause"}}""", 400)]
    [InlineData("""{"reason":"x","event":"other","command":{"do":"pause"}}""", 400)]
    [InlineData("""{"reason":"x","command":{"do":"component.hold","component":"nothing"}}""", 404)]
    [InlineData("""{"reason":"x","command":{"do":"component.release","component":"front"}}""", 409)]
    [InlineData("""{"reason":"x","command":{"do":"floor.set","component":"front","floor":13}}""", 400)]
    [InlineData("""{"reason":"x","issuedAt":"2026-11-26T23:00:00Z","command":{"do":"observe"}}""", 409)]
    public void A_bad_command_is_a_problem_and_changes_nothing(string body, int status)
    {
        var before = _http.Get("/events/sale").Json!.ToJsonString();
        var answer = _http.SendText(
            "POST", "/events/sale/commands", body, Http.Iam(Http.Kim), ("Idempotency-Key", "bad-1"));
        ApiReadTests.MustBeProblem(answer, status);
        Assert.Equal(before, _http.Get("/events/sale").Json!.ToJsonString());
    }

    [Fact]
    public void The_requests_form_is_checked_before_its_content()
    {
        var body = JsonNode.Parse("""{"reason":"x","command":{"do":"pause"}}""")!;
        ApiReadTests.MustBeProblem(_http.Send("POST", "/events/sale/commands", body, Http.Iam(Http.Kim)), 400);
        ApiReadTests.MustBeProblem(
            _http.Send("POST", "/events/sale/commands", body, Http.Iam(Http.Kim), ("Idempotency-Key", "a b")), 400);
        ApiReadTests.MustBeProblem(
            _http.Send(
                "POST", "/events/sale/commands", body, Http.Iam(Http.Kim),
                ("Idempotency-Key", "k"), ("Content-Type", "text/plain")),
            415);
        ApiReadTests.MustBeProblem(
            _http.SendText(
                "POST", "/events/sale/commands", new string(' ', 20_000), Http.Iam(Http.Kim), ("Idempotency-Key", "k")),
            413);
        ApiReadTests.MustBeProblem(
            _http.Send("POST", "/events/other/commands", body, Http.Iam(Http.Kim), ("Idempotency-Key", "k")), 404);
        Assert.Equal(
            200,
            _http.Send(
                "POST", "/events/sale/commands", body, Http.Iam(Http.Kim),
                ("Idempotency-Key", "k"), ("Content-Type", "Application/JSON; charset=utf-8")).Status);
    }

    [Fact]
    public void Trouble_with_state_says_to_try_the_same_again()
    {
        var broken = new Broken();
        var http = new Http(hook: broken);
        broken.Now = true;
        var answer = http.Get("/events/sale");
        ApiReadTests.MustBeProblem(answer, 503);
        Assert.Equal("1", answer.Header("retry-after"));
    }

    private Http.Answer Mode(string mode, params (string, string)[] headers) => _http.Send(
        "PUT",
        "/events/sale/mode",
        new JsonObject { ["mode"] = mode, ["reason"] = "because" },
        Http.Iam(Http.Kim),
        [("Idempotency-Key", Guid.NewGuid().ToString()), .. headers]);

    /// <summary>The table cannot be read.</summary>
    private sealed class Broken : IPortHook
    {
        public bool Now { get; set; }

        public Task BeforeAsync(string call, bool isEffect) => !Now
            ? Task.CompletedTask
            : throw new Application.Ports.PortException(
                Application.Ports.PortFailure.Throttled,
                "Table t is asked too often. Try again.");

        public Task AfterAsync(string call, bool isEffect) => Task.CompletedTask;
    }
}
