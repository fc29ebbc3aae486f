using System.Text.Json.Nodes;

namespace ServerlessReadiness.Cli.Tests.Rehearsal;

/// <summary>rehearse --record keeps how contingencies did with the event, against moto.</summary>
public sealed class RecordTests(MotoFixture moto)
{
    private const string Event = "cup-final-2026";

    [Fact]
    public async Task A_recorded_rehearsal_takes_the_doubt_away_until_the_plan_changes()
    {
        var shell = await moto.InitAsync();
        using var plan = await PlanAsync("rto: 15m");
        using var folder = new TemporaryFolder();
        await DoneAsync(shell, "plan", "apply", plan.Name, "--yes");
        Assert.Equal("it was never rehearsed or drilled", await DoubtAsync(shell));

        // Without the option nothing is kept.
        await DoneAsync(shell, "rehearse", plan.Name, "--out", folder.Name);
        Assert.NotNull(await DoubtAsync(shell));
        var recorded = await DoneAsync(shell, "rehearse", plan.Name, "--out", folder.Name, "--record");
        Assert.Equal("the rehearsal of 1 contingency is recorded for plan version 1", (string?)recorded["recorded"]);
        Assert.Null(await DoubtAsync(shell));
        var status = await DoneAsync(shell, "status", "--event", Event);
        var kept = status["events"]!.AsArray()[0]!["contingencies"]!.AsArray()[0]!["results"]!.AsArray();
        Assert.Equal(("rehearsal", 1, true), ((string?)kept[0]!["kind"], (int)kept[0]!["planVersion"]!, (bool)kept[0]!["holds"]!));
        Assert.StartsWith("arn:aws:sts::123456789012:", (string?)kept[0]!["by"], StringComparison.Ordinal);
        var journal = await DoneAsync(shell, "journal", "--event", Event);
        Assert.Equal("rehearsal holds", (string?)journal["lines"]!.AsArray()[^1]!["verdict"]);

        using var changed = await PlanAsync("rto: 14m");
        var refused = await ToolRun.OfAsync(shell, "rehearse", changed.Name, "--out", folder.Name, "--record");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("contingencies[americas-lost].recoveryTime: 00:15:00 → 00:14:00", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Next: apply it first", refused.Error, StringComparison.Ordinal);
        Assert.Null(await DoubtAsync(shell));
        await DoneAsync(shell, "plan", "apply", changed.Name, "--yes");
        Assert.Contains("the plan has changed since", await DoubtAsync(shell), StringComparison.Ordinal);
        await DoneAsync(shell, "rehearse", changed.Name, "--out", folder.Name, "--record");
        Assert.Null(await DoubtAsync(shell));
    }

    [Fact]
    public async Task Without_an_event_or_a_table_nothing_is_rehearsed()
    {
        var shell = await moto.InitAsync();
        using var plan = await PlanAsync("rto: 15m");
        using var folder = new TemporaryFolder();
        var unknown = await ToolRun.OfAsync(shell, "rehearse", plan.Name, "--out", folder.Name, "--record");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains($"nothing is rehearsed: there is no event {Event}", unknown.Error, StringComparison.Ordinal);
        var nowhere = await ToolRun.OfAsync("rehearse", plan.Name, "--out", folder.Name, "--record");
        Assert.Equal(2, nowhere.ExitCode);
        Assert.Empty(Directory.GetFiles(folder.Name));
    }

    private static async Task<string?> DoubtAsync(IReadOnlyDictionary<string, string> shell) =>
        (string?)(await DoneAsync(shell, "drill", "--event", Event))["contingencies"]!.AsArray().Single()!["doubt"];

    private static async Task<JsonObject> DoneAsync(IReadOnlyDictionary<string, string> shell, params string[] args)
    {
        var run = await ToolRun.OfAsync(shell, [.. args, "--output", "json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Json;
    }

    /// <summary>The sample, years ahead, since an event that is over is not applied.</summary>
    private static async Task<TemporaryFile> PlanAsync(string target) => new(
        (await File.ReadAllTextAsync(ToolRun.Plan("broadcast-two-regions"), TestContext.Current.CancellationToken))
            .Replace("live: 2026-", "live: 2036-", StringComparison.Ordinal)
            .Replace("rto: 15m", target, StringComparison.Ordinal),
        ".yaml");

    private sealed class TemporaryFolder : IDisposable
    {
        public string Name { get; } = Directory.CreateTempSubdirectory("readiness").FullName;

        public void Dispose() => Directory.Delete(Name, recursive: true);
    }
}
