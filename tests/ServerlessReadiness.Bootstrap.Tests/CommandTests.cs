using System.Text.Json.Nodes;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>Commands by SNS and by HTTP, obeyed by the native binary: every document must round-trip there too.</summary>
public sealed class CommandTests(SystemFixture system)
{
    private const int Floor = 3;
    private const string Kim = "arn:aws:sts::123456789012:assumed-role/Operators/kim";

    [Fact]
    public async Task A_pause_by_SNS_is_obeyed_and_a_resume_needs_the_API()
    {
        await using var stage = await system.StageAsync(new() { Firing = [] });
        var id = TestPlan.Event;

        var paused = Assert.Single(await stage.InvokeAsync("OperatorCommands", Sns($$$"""
            {"event":"{{{id}}}","reason":"look","command":{"do":"pause"}}
            """)));
        Assert.Equal("Done", paused.Verdict);
        var refused = Assert.Single(await stage.InvokeAsync("OperatorCommands", Sns($$$"""
            {"event":"{{{id}}}","id":"other","reason":"go on","command":{"do":"resume"}}
            """)));
        Assert.Equal("Refused", refused.Verdict);

        await using var api = await stage.StartAsync("Api");
        var seen = await SendAsync(api, "GET", $"/events/{id}");
        Assert.Equal("Paused", (string?)seen.Body["mode"]);
        var unseen = await SendAsync(api, "PUT", $"/events/{id}/mode", """{"mode":"Act","reason":"fine"}""");
        Assert.Equal(428, unseen.Status);
        var resumed = await SendAsync(
            api,
            "PUT",
            $"/events/{id}/mode",
            """{"mode":"Act","reason":"fine"}""",
            ("if-match", (string)seen.Headers["etag"]!));
        Assert.Equal((200, Kim), (resumed.Status, (string?)resumed.Body["who"]));
        Assert.Contains(await stage.JournalAsync(), e => e.Verdict == "resume" && e.Cause == Kim);
    }

    [Fact]
    public async Task A_floor_by_HTTP_is_a_run_that_raises_the_group_and_can_be_read_back()
    {
        await using var stage = await system.StageAsync(new() { Firing = [] });
        var id = TestPlan.Event;
        await using var api = await stage.StartAsync("Api");
        var set = await SendAsync(
            api,
            "POST",
            $"/events/{id}/commands",
            $$$"""{"reason":"busy","command":{"do":"floor.set","component":"{{{TestPlan.Web}}}","floor":{{{Floor}}}}}""",
            ("idempotency-key", "floor-1"));
        Assert.True(set.Status == 200, set.Body.ToJsonString());
        Assert.Equal(Floor, (await stage.SizeAsync()).Minimum);
        var run = Assert.Single(await stage.WorkRunsAsync());
        Assert.Equal((string?)set.Body["run"], run.Id.Value);
        Assert.Equal(RunState.Done, run.State);

        string[] pages = ["/events", $"/events/{id}/status", $"/events/{id}/runs", $"/events/{id}/runs/{run.Id}",
            $"/events/{id}/journal?limit=2", $"/events/{id}/issues", $"/events/{id}/alarms",
            $"/events/{id}/commands/floor-1"];
        foreach (var page in pages)
        {
            Assert.Equal(200, (await SendAsync(api, "GET", page)).Status);
        }

        Assert.Equal(404, (await SendAsync(api, "GET", "/nothing")).Status);
    }

    [Fact]
    public async Task A_command_that_cannot_be_read_fails_its_invocation()
    {
        await using var stage = await system.StageAsync(new() { Firing = [] });
        await using var function = await stage.StartAsync("OperatorCommands");
        var outcome = await function.TryAsync(Sns("please pause"));
        Assert.Contains("please pause", (await stage.JournalAsync(EventId.Parse("unassigned"))).Single().Raw, StringComparison.Ordinal);
        Assert.Contains("PortException", outcome.Error.Text, StringComparison.Ordinal);
    }

    private static async Task<(int Status, JsonObject Body, JsonObject Headers)> SendAsync(
        Function api,
        string method,
        string path,
        string? body = null,
        params (string Name, string Value)[] headers)
    {
        var cut = path.IndexOf('?', StringComparison.Ordinal);
        var all = new JsonObject { ["content-type"] = "application/json" };
        foreach (var (name, value) in headers)
        {
            all[name] = value;
        }

        var request = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = "$default",
            ["rawPath"] = cut < 0 ? path : path[..cut],
            ["headers"] = all,
            ["queryStringParameters"] = cut < 0 ? null : new JsonObject { ["limit"] = "2" },
            ["requestContext"] = new JsonObject
            {
                ["authorizer"] = new JsonObject { ["iam"] = new JsonObject { ["userArn"] = Kim } },
                ["http"] = new JsonObject { ["method"] = method, ["path"] = cut < 0 ? path : path[..cut] },
                ["requestId"] = Guid.NewGuid().ToString("N"),
                ["stage"] = "$default",
                ["timeEpoch"] = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
            },
            ["body"] = body,
            ["isBase64Encoded"] = false,
        };
        var answer = JsonNode.Parse((await api.TryAsync(request.ToJsonString())).ResponseText)!;
        return (
            (int)answer["statusCode"]!,
            JsonNode.Parse((string)answer["body"]!)!.AsObject(),
            answer["headers"]!.AsObject());
    }

    private static string Sns(string message) => new JsonObject
    {
        ["Records"] = new JsonArray(new JsonObject
        {
            ["EventSource"] = "aws:sns",
            ["Sns"] = new JsonObject
            {
                ["Type"] = "Notification",
                ["MessageId"] = Guid.NewGuid().ToString(),
                ["TopicArn"] = "arn:aws:sns:ap-northeast-2:123456789012:commands",
                ["Message"] = message,
                ["Timestamp"] = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture),
            },
        }),
    }.ToJsonString();
}
