using System.Diagnostics;
using System.Text.Json.Nodes;
using ServerlessReadiness.Cli.Tests.Proxy;
using ServerlessReadiness.Cli.Tests.Web;

namespace ServerlessReadiness.Cli.Tests;

/// <summary>The commands that go on until they are stopped, as processes.</summary>
public sealed class ServingProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("-TERM")]
    [InlineData("-INT")]
    public async Task Local_plays_a_black_friday_until_it_is_stopped(string signal)
    {
        using var process = Start([], "local", "--no-browser", "--output", "json");
        var told = await LineAsync(process);
        Assert.Equal("black-friday-2026", told["event"]!.GetValue<string>());
        Assert.Equal(["min-ji-park", "shop-operations", "visitor"], told["people"]!.AsArray().Select(p => p!.GetValue<string>()));
        using var client = new LoopbackClient(new Uri(told["url"]!.GetValue<string>()));
        Assert.Equal(200, (await client.GetAsync("/")).Status);
        Assert.Equal("local", (await client.GetAsync("/console.json")).Json["signIn"]!.GetValue<string>());
        var events = (await client.GetAsync("/api/events")).Json["events"]!.AsArray();
        Assert.Equal("black-friday-2026", events[0]!["event"]!.GetValue<string>());
        Assert.Equal((0, ""), await StopAsync(process, signal));
    }

    [Fact]
    public async Task Local_says_in_words_where_it_listens_and_how_to_stop_it()
    {
        using var process = Start([], "local", ToolRun.Plan("broadcast-two-regions"), "--at", "live", "--speed", "0");
        var lines = new List<string>();
        while (lines.Count < 4)
        {
            lines.Add(await TextAsync(process));
        }

        Assert.Matches("^Cup final is played here, and the war room listens on http://127.0.0.1:[0-9]+/$", lines[0]);
        Assert.Equal("It is Sun 19 Jul 2026 17:55 BST there, and time goes 0 times as fast.", lines[1]);
        Assert.EndsWith("Amelia Clarke (director), Broadcast control (control), Visitor.", lines[2], StringComparison.Ordinal);
        Assert.Equal("Nothing here is AWS. Stop it with Ctrl-C.", lines[3]);
        Assert.Equal((0, ""), await StopAsync(process, "-TERM"));
    }

    [Fact]
    public async Task Console_serves_a_deployed_Api_under_ones_own_credentials()
    {
        await using var api = await SigningUpstream.StartAsync();
        (string, string)[] variables =
        [
            ("AWS_ACCESS_KEY_ID", SigningUpstream.AccessKey),
            ("AWS_SECRET_ACCESS_KEY", SigningUpstream.SecretKey),
            ("AWS_SESSION_TOKEN", SigningUpstream.Token),
            ("AWS_REGION", SigningUpstream.Region),
            ("AWS_ENDPOINT_URL", "http://127.0.0.1:1"),
            ("READINESS_API_URL", api.Address.AbsoluteUri),
        ];
        using var process = Start(variables, "console", "--no-browser", "--output", "json");
        var told = await LineAsync(process);
        Assert.Null(told["who"]);
        using var client = new LoopbackClient(new Uri(told["url"]!.GetValue<string>()));
        Assert.Equal(401, (await client.GetAsync("/api/events")).Status);
        var code = told["code"]!.GetValue<string>();
        var entered = await client.PostAsync("/enter", $"code={code}", "application/x-www-form-urlencoded");
        var session = ("Cookie", entered.Headers["set-cookie"].Split(';')[0]);
        var answer = await client.GetAsync("/api/events", session);
        Assert.Equal((200, """{"signed":true}"""), (answer.Status, answer.Text));
        var (exitCode, error) = await StopAsync(process, "-TERM");
        Assert.Equal(0, exitCode);
        Assert.Matches("^readiness: AWS does not say who you are: [^\n]*\n$", error);
    }

    [Theory]
    [InlineData("outside the event", "local", "--at", "2026-11-29T00:00")]
    [InlineData("outside the event", "local", "--at", "2020-01-01T00:00:00Z")]
    [InlineData("no time of day", "local", "--at", "soon")]
    [InlineData("none of the speeds", "local", "--speed", "7")]
    [InlineData("is no port", "local", "--port", "65536")]
    [InlineData("knows no fault", "local", "--fault", "rain@12:30")]
    [InlineData("there is no such file", "local", "no-such-plan.yaml")]
    [InlineData("nobody said where the Api is", "console")]
    [InlineData("is no https address", "console", "--api", "http://shop.example")]
    [InlineData("is no https address", "console", "--api", "https://kim:pass@shop.example")]
    [InlineData("no AWS region", "console", "--api", "https://shop.example")]
    public async Task What_cannot_be_served_is_said(string words, params string[] args)
    {
        var run = await ToolRun.OfAsync(args).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(ExitCodes.BadInput, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    private static Process Start((string Name, string Value)[] variables, params string[] args)
    {
        var start = ProcessTests.StartInfo(args);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<JsonObject> LineAsync(Process process) =>
        JsonNode.Parse(await TextAsync(process))!.AsObject();

    private static async Task<string> TextAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            .AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());

    private static async Task<(int ExitCode, string Error)> StopAsync(Process process, string signal)
    {
        using (var kill = Process.Start("kill", [signal, $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);
        return (process.ExitCode, await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }
}
