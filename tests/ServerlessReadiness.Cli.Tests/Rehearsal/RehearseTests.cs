using System.Text.Json.Nodes;

namespace ServerlessReadiness.Cli.Tests.Rehearsal;

/// <summary>rehearse, from a plan's YAML to the files, through the simulator and the real functions.</summary>
public sealed class RehearseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readiness-rehearse-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_sample_is_played_twice_and_the_exit_code_is_the_verdict()
    {
        var run = await RehearseAsync();
        var report = Report();
        Assert.Equal("", run.Error);
        Assert.Equal((string?)report["verdict"] == "holds" ? 0 : 1, run.ExitCode);
        foreach (var world in new[] { report["withAutomation"]!, report["withoutAutomation"]! })
        {
            var requests = (long)world["requests"]!;
            Assert.True(requests > 0);
            Assert.Equal(
                requests,
                (long)world["served"]! + (long)world["shed"]! + (long)world["failed"]!);
            Assert.True((decimal)world["capacityUnitHours"]! > 0);
            Assert.NotEmpty(world["hours"]!.AsArray());
        }

        Assert.Equal((long)report["withAutomation"]!["requests"]!, (long)report["withoutAutomation"]!["requests"]!);
        Assert.NotEmpty(report["decisions"]!.AsArray());
        Assert.Contains("Success criteria", run.Out, StringComparison.Ordinal);
        Assert.Contains("With and without automation", run.Out, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_folder, "report.html"), run.Out, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(_folder, "report.html")).Length > 10_000);
    }

    [Theory]
    [InlineData("black-friday")]
    [InlineData("product-launch")]
    [InlineData("broadcast-two-regions")]
    public async Task Each_sample_holds_with_automation_and_does_not_without(string name)
    {
        var run = await ToolRun.OfAsync("rehearse", ToolRun.Plan(name), "--out", _folder);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("THE PLAN HOLDS", run.Out, StringComparison.Ordinal);
        Assert.Empty(Report()["invariantViolations"]!.AsArray());
        Assert.Contains(Report()["withoutAutomation"]!["criteria"]!.AsArray(), c => !(bool)c!["held"]!);
    }

    [Fact]
    public async Task One_seed_writes_the_same_timeline_in_another_process_and_another_seed_another()
    {
        var here = await TimelineAsync("--seed", "7");
        await ProcessTests.RunAsync("rehearse", Plan, "--out", _folder, "--seed", "7");
        Assert.Equal(here, await File.ReadAllBytesAsync(Timeline, TestContext.Current.CancellationToken));
        Assert.NotEqual(here, await TimelineAsync("--seed", "8"));
        Assert.Equal((byte)'\n', here[^1]);
    }

    [Fact]
    public async Task A_twentieth_of_the_traffic_holds_and_a_twentieth_of_the_capacity_does_not()
    {
        Assert.Equal(0, (await RehearseAsync("--what-if", "peak=0.05x", "--weather", "fair")).ExitCode);
        Assert.Equal("holds", (string?)Report()["verdict"]);
        Assert.Equal("peak=0.05x", (string?)Report()["whatIf"]);
        Assert.Equal(1, (await RehearseAsync("--what-if", "capacity=0.05x")).ExitCode);
        Assert.Equal("fails", (string?)Report()["verdict"]);
    }

    [Fact]
    public async Task Many_seeds_give_a_distribution_and_the_command_of_the_worst()
    {
        var run = await RehearseAsync("--seeds", "3", "--seed", "5", "--output", "json");
        var seeds = run.Json["seeds"]!;
        Assert.Equal(3, (int)seeds["count"]!);
        Assert.True((decimal)seeds["servedPercent"]!["minimum"]! <= (decimal)seeds["servedPercent"]!["maximum"]!);
        Assert.All(seeds["worst"]!.AsArray(), w =>
            Assert.Equal($"readiness rehearse {Plan} --seed {w!["seed"]}", (string?)w["repeat"]));
        Assert.Equal(["5", "6", "7"], seeds["worst"]!.AsArray().Select(w => w!["seed"]!.ToString()).Order());
        Assert.Equal(11, run.Json["files"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_fault_is_played_and_named()
    {
        await RehearseAsync("--fault", "zone-loss@12:30+20m:web", "--weather", "fair");
        Assert.Equal("zone-loss@2026-11-27T12:30+1200s:web", (string?)Report()["faults"]![0]);
        var timeline = await File.ReadAllTextAsync(Timeline, TestContext.Current.CancellationToken);
        Assert.Contains("\"fault\":\"ZoneLoss\"", timeline, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"minus\" is no whole number", "--seed", "minus")]
    [InlineData("\"0\" is no whole number from 1", "--seeds", "0")]
    [InlineData("knows nothing called \"peek\"", "--what-if", "peek=2x")]
    [InlineData("knows no fault called \"zone-lost\"", "--fault", "zone-lost@12:30")]
    [InlineData("breeze", "--weather", "breeze")]
    public async Task A_slip_in_an_option_is_bad_input_and_nothing_is_played(string cause, params string[] args)
    {
        var run = await RehearseAsync(args);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(cause, run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_plan_with_problems_or_without_a_forecast_is_bad_input()
    {
        var yaml = await File.ReadAllTextAsync(Plan, TestContext.Current.CancellationToken);
        using var wrong = new TemporaryFile(yaml.Replace("schedule:", "schedul:", StringComparison.Ordinal), ".yaml");
        using var silent = new TemporaryFile(
            yaml[..yaml.IndexOf("traffic:", StringComparison.Ordinal)]
                + yaml[yaml.IndexOf("contacts:", StringComparison.Ordinal)..],
            ".yaml");
        var first = await ToolRun.OfAsync("rehearse", wrong.Name, "--out", _folder);
        Assert.Equal(2, first.ExitCode);
        Assert.Contains("schedul", first.Error, StringComparison.Ordinal);
        var second = await ToolRun.OfAsync("rehearse", silent.Name, "--out", _folder);
        Assert.Equal(2, second.ExitCode);
        Assert.Contains("traffic forecast", second.Error, StringComparison.Ordinal);
    }

    private static string Plan => ToolRun.Plan("black-friday");

    private string Timeline => Path.Combine(_folder, "timeline.jsonl");

    private Task<ToolRun> RehearseAsync(params string[] args) =>
        ToolRun.OfAsync(["rehearse", Plan, "--out", _folder, .. args]);

    private async Task<byte[]> TimelineAsync(params string[] args)
    {
        await RehearseAsync(args);
        return await File.ReadAllBytesAsync(Timeline, TestContext.Current.CancellationToken);
    }

    private JsonObject Report() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "report.json")))!.AsObject();
}
