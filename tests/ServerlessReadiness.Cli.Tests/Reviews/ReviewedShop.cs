using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Aws.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Cli.Tests.Reviews;

/// <summary>
/// The account that samples/review/account.py builds in a moto of its own, with its plan in force, its contingencies
/// rehearsed, its contacts confirmed and its attestations given, and what <c>readiness review</c> said of it.
/// </summary>
internal sealed record ReviewedShop(JsonObject Review, JsonObject Faults, int ExitCode, XElement JUnit)
{
    private static readonly EventId Event = EventId.Parse("review-shop");
    private static readonly string[] Contacts = ["Min-ji Park", "Shop operations", "Leadership"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ReviewedShop> OfAsync(string state)
    {
        await using var moto = await MotoServer.StartOrSkipAsync(Cancel);
        using var plan = new TemporaryFile("", ".yaml");
        var (code, made, error) = await AccountAsync(
            state, "--endpoint-url", moto.Uri.AbsoluteUri, "--region", MotoFixture.Region, "--plan-out", plan.Name);
        Assert.True(code == 0, error);
        var shell = await ShellAsync(moto.Uri);
        await DoneAsync(shell, "plan", "apply", plan.Name);
        var report = Directory.CreateTempSubdirectory("readiness-");
        await DoneAsync(shell, "rehearse", plan.Name, "--record", "--out", report.FullName);
        report.Delete(recursive: true);
        foreach (var contact in Contacts)
        {
            await DoneAsync(shell, "contact", "confirm", contact, "--event", Event.Value);
        }

        foreach (var item in ReviewAccountTests.Attested)
        {
            await DoneAsync(
                shell, "review", "attest", item, "--event", Event.Value, "--answer", "yes", "--reason", "ticket OPS-12");
        }

        await ProveAlarmsAsync(moto.Uri, shell["READINESS_TABLE"]);
        using var junit = new TemporaryFile("", ".xml");
        var run = await ToolRun.OfAsync(
            shell, "review", "--event", Event.Value, "--output", "json", "--junit", junit.Name);
        Assert.Equal("", run.Error);
        return new ReviewedShop(
            run.Json,
            JsonNode.Parse(made)!["faults"]!.AsObject(),
            run.ExitCode,
            XElement.Parse(await File.ReadAllTextAsync(junit.Name, Cancel)));
    }

    /// <summary>Runs samples/review/account.py.</summary>
    public static async Task<(int Code, string Out, string Error)> AccountAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("python3")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-B");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "samples", "review", "account.py"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Cancel);
        var error = process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, await output, await error);
    }

    public IEnumerable<string> Answered(ReviewAnswer answer) => Review["items"]!.AsArray()
        .Where(i => (string?)i!["answer"] == answer.ToString())
        .Select(i => (string)i!["item"]!);

    /// <summary>Every finding with its item.</summary>
    public IEnumerable<(string Item, Finding Finding)> Findings() =>
        from item in Review["items"]!.AsArray()
        from finding in item["findings"]!.AsArray()
        select ((string)item["item"]!, new Finding(
            (string)finding["resource"]!,
            (string)finding["what"]!,
            (string)finding["fix"]!));

    private static async Task<IReadOnlyDictionary<string, string>> ShellAsync(Uri uri)
    {
        var init = await ToolRun.OfAsync(
            "local", "init", "--endpoint-url", uri.AbsoluteUri, "--region", MotoFixture.Region, "--output", "json");
        Assert.Equal((0, ""), (init.ExitCode, init.Error));
        return init.Json["variables"]!.AsObject().ToDictionary(v => v.Key, v => (string)v.Value!);
    }

    private static async Task DoneAsync(IReadOnlyDictionary<string, string> shell, params string[] args)
    {
        var run = await ToolRun.OfAsync(shell, args);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', args)}: {run.Error}");
    }

    // moto changes an alarm's state and tells nobody, so no proof can come through it; CanaryDeciderTests and the
    // canary's tests of Application go the whole way. Here the record of a good one is what the review reads.
    private static async Task ProveAlarmsAsync(Uri uri, string table)
    {
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("testing", "testing"),
            new AmazonDynamoDBConfig { ServiceURL = uri.AbsoluteUri, AuthenticationRegion = MotoFixture.Region });
        var store = new DynamoDbStateStore(client, new StateStoreSettings
        {
            TableName = table,
            Time = TimeProvider.System,
            Chance = () => 0.5,
            NewCommitId = () => "canary-of-the-test",
        });
        var now = DateTimeOffset.UtcNow;
        var alarm = AlarmId.Of(MotoFixture.Region, "123456789012", CanaryAlarm.NameOf(Event));
        var proof = CanaryRecord.New(Event, alarm, now.AddMinutes(-5), "tester") with
        {
            State = CanaryState.Acknowledged,
            Reason = "acknowledged",
            SeenAt = now.AddMinutes(-4),
            PagedAt = now.AddMinutes(-4),
            AcknowledgedAt = now.AddMinutes(-3),
            AcknowledgedBy = "Min-ji Park",
            IsReset = true,
        };
        Assert.IsType<SaveOutcome.Saved>(await store.CommitAsync([StateKeys.Canary(Event).Put(proof, 0)], Cancel));
    }
}
