using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Core.Review.Canary;

namespace ServerlessReadiness.Cli.Tests.Reviews;

/// <summary><c>review alarms</c> against moto: what is missing is created, and the way to a person is proven.</summary>
public sealed class AlarmReviewTests(MotoFixture moto)
{
    private const string Canary = "readiness-canary-web-shop";
    private static readonly string[] Alarms = ["review", "alarms", "--event", "web-shop"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_missing_is_created_once_a_person_agrees_and_each_is_journalled()
    {
        var shell = await LiveAsync();
        var metric = $"latency-{Guid.NewGuid():n}"[..16];
        await ApplyAsync(shell, metric);
        var refused = await ToolRun.OfAsync(shell, [.. Alarms, "--create"]);
        Assert.Equal(ExitCodes.BadInput, refused.ExitCode);
        Assert.Contains("add --yes", refused.Error, StringComparison.Ordinal);
        Assert.Contains("above 0.5", refused.Out, StringComparison.Ordinal);

        var made = await ToolRun.OfAsync(shell, [.. Alarms, "--create", "--yes", "--output", "json"]);
        Assert.Equal((ExitCodes.Done, ""), (made.ExitCode, made.Error));
        Assert.Contains(made.Json["missing"]!.AsArray(), m => (string?)m!["resource"] == $"metric {metric} in ap-northeast-2 of 123456789012");
        Assert.Contains(made.Json["created"]!.AsArray(), c => (string?)c!["alarm"] == $"web-shop-{metric}" && (bool)c["created"]!);

        var seen = await ToolRun.OfAsync(shell, [.. Alarms, "--output", "json"]);
        Assert.Equal(ExitCodes.No, seen.ExitCode);
        var alarm = seen.Json["alarms"]!.AsArray().Single(a => (string?)a!["for"] == $"metric {metric}")!;
        Assert.Equal(("topic readiness-alarms", true), ((string?)alarm["way"], (bool)alarm["enabled"]!));
        Assert.DoesNotContain(seen.Json["missing"]!.AsArray(), m => ((string?)m!["resource"])!.Contains(metric, StringComparison.Ordinal));
        Assert.Equal(["PERF-07", "MON-01", "MON-02", "MON-03"], seen.Json["items"]!.AsArray().Select(i => (string?)i!["item"]));
        var journal = await ToolRun.OfAsync(shell, "journal", "--event", "web-shop", "--output", "json");
        var line = Assert.Single(journal.Json["lines"]!.AsArray(), l => (string?)l!["verdict"] == "alarm created")!;
        Assert.StartsWith("arn:aws:sts::123456789012:", (string?)line["cause"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_is_paged_only_after_agreement_and_only_where_the_way_is_known()
    {
        var shell = await LiveAsync();
        var refused = await ToolRun.OfAsync(shell, [.. Alarms, "--canary"]);
        Assert.Equal(ExitCodes.BadInput, refused.ExitCode);
        Assert.Contains("a person is paged", refused.Error, StringComparison.Ordinal);
        Assert.Contains($"readiness ack {Canary} --event web-shop --reason \"seen\"", refused.Out, StringComparison.Ordinal);
        Assert.Null((await ToolRun.OfAsync(shell, [.. Alarms, "--output", "json"])).Json["canary"]);

        var lost = shell.Where(v => v.Key != "READINESS_ALARM_TOPIC_ARN").ToDictionary(v => v.Key, v => v.Value);
        var unknown = await ToolRun.OfAsync(lost, [.. Alarms, "--canary", "--yes"]);
        Assert.Equal(ExitCodes.Failure, unknown.ExitCode);
        Assert.Contains("READINESS_ALARM_TOPIC_ARN", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_canary_is_followed_from_the_alarm_to_a_persons_answer_with_its_seconds()
    {
        var shell = await LiveAsync();
        var proof = ToolRun.OfAsync(shell, [.. Alarms, "--canary", "--yes"]);
        await SetAsync(shell);
        using var signal = await SignalAsync();
        Assert.Equal(0, (await ToolRun.OfAsync(shell, "send", signal.Name, "--local")).ExitCode);
        var ack = await ToolRun.OfAsync(shell, "ack", Canary, "--event", "web-shop", "--reason", "seen");
        Assert.Equal((0, ""), (ack.ExitCode, ack.Error));

        var run = await proof;

        Assert.Equal((ExitCodes.Done, ""), (run.ExitCode, run.Error));
        Assert.Contains("our journal has not seen it yet", run.Out, StringComparison.Ordinal);
        Assert.Contains("Proven: in our journal after ", run.Out, StringComparison.Ordinal);
        Assert.Contains("acknowledged by arn:aws:sts::123456789012:", run.Out, StringComparison.Ordinal);
        var later = await ToolRun.OfAsync(shell, [.. Alarms, "--output", "json"]);
        Assert.Equal("Acknowledged", (string?)later.Json["canary"]!["state"]);
        Assert.True((double)later.Json["canary"]!["acknowledgedSeconds"]! > 0);
        Assert.True((bool)later.Json["canary"]!["isReset"]!);
    }

    [Fact]
    public async Task One_that_is_left_says_how_to_look_later_and_whoever_looks_finds_where_it_was_lost()
    {
        var shell = await LiveAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var left = RunAsync(shell, TimeProvider.System, [.. Alarms, "--canary", "--yes"], stop.Token);
        await SetAsync(shell);
        await stop.CancelAsync();
        var stopped = await left;
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains($"alarm {Canary} may be set", stopped.Error, StringComparison.Ordinal);
        Assert.Contains("readiness review alarms --event web-shop", stopped.Error, StringComparison.Ordinal);

        var late = new FakeTimeProvider(DateTimeOffset.UtcNow + CanaryDecider.SeenWithin + TimeSpan.FromMinutes(1));
        var looked = await RunAsync(shell, late, Alarms, Cancel);
        Assert.Equal(ExitCodes.No, looked.ExitCode);
        Assert.Contains("LOST; lost between CloudWatch and our journal", looked.Out, StringComparison.Ordinal);
    }

    /// <summary>Returns once the canary's alarm was set.</summary>
    private static async Task SetAsync(IReadOnlyDictionary<string, string> shell)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var journal = await ToolRun.OfAsync(shell, "journal", "--event", "web-shop", "--output", "json");
            if (journal.Json["lines"]!.AsArray().Any(l => (string?)l!["verdict"] == "canary set"))
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), Cancel);
        }

        Assert.Fail("The canary was not set.");
    }

    /// <summary>What the alarm's topic gives AlarmResponder when the canary fires.</summary>
    private static async Task<TemporaryFile> SignalAsync()
    {
        var now = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);
        return new TemporaryFile((await File.ReadAllTextAsync(ToolRun.Signal("sns-instance-check"), Cancel))
            .Replace("web-instance-check", Canary, StringComparison.Ordinal)
            .Replace("2026-11-27T00:12:01.000+0000", now, StringComparison.Ordinal));
    }

    private static async Task<ToolRun> RunAsync(
        IReadOnlyDictionary<string, string> shell,
        TimeProvider time,
        string[] args,
        CancellationToken stop)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var around = new CliSurroundings(
            output,
            error,
            shell.GetValueOrDefault,
            time,
            "tester",
            IsTerminal: false,
            CliSurroundings.WidthOfFiles);
        return new ToolRun(await new ReadinessTool(around).RunAsync(args, stop), output.ToString(), error.ToString());
    }

    private static async Task ApplyAsync(IReadOnlyDictionary<string, string> shell, string metric)
    {
        using var plan = new TemporaryFile(
            await File.ReadAllTextAsync(ToolRun.Plan(), Cancel)
                + $$"""

                metrics:
                  {{metric}}:
                    component: web
                    namespace: AWS/ApplicationELB
                    metric: TargetResponseTime
                    dimensions: { LoadBalancer: app/{{metric}}/1 }
                    statistic: p95
                    baseline: { low: 0, high: 0.5 }

                """,
            ".yaml");
        var applied = await ToolRun.OfAsync(shell, "plan", "apply", plan.Name, "--yes");
        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
    }

    private async Task<IReadOnlyDictionary<string, string>> LiveAsync()
    {
        var shell = await moto.InitAsync();
        var applied = await ToolRun.OfAsync(shell, "plan", "apply", ToolRun.Plan(), "--mode", "act");
        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
        return shell;
    }
}
