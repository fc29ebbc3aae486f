using System.Text.Json.Nodes;

namespace ServerlessReadiness.Cli.Tests.Reviews;

/// <summary>The parts of the review that a plan's file answers, and what is normal.</summary>
public sealed class ReviewCommandTests(MotoFixture moto)
{
    [Fact]
    public async Task The_graph_is_a_table_a_picture_or_text_for_a_wiki()
    {
        var plan = ToolRun.Plan("broadcast-two-regions");
        var table = await ToolRun.OfAsync("review", "graph", "--plan", plan);
        Assert.Equal((0, ""), (table.ExitCode, table.Error));
        Assert.Contains("us-edge", table.Out, StringComparison.Ordinal);

        var mermaid = await ToolRun.OfAsync("review", "graph", "--plan", plan, "--format", "mermaid");
        Assert.StartsWith("flowchart LR\n", mermaid.Out, StringComparison.Ordinal);

        using var file = new TemporaryFile("", ".svg");
        var svg = await ToolRun.OfAsync("review", "graph", "--plan", plan, "--format", "svg", "--out", file.Name);
        Assert.Contains($"Written: {file.Name}", svg.Out, StringComparison.Ordinal);
        Assert.StartsWith(
            "<svg ",
            await File.ReadAllTextAsync(file.Name, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_component_that_gets_more_than_its_ceiling_carries_is_a_no()
    {
        using var plan = new TemporaryFile(
            (await File.ReadAllTextAsync(ToolRun.Plan("black-friday"), TestContext.Current.CancellationToken))
                .Replace("ceiling: 60", "ceiling: 50", StringComparison.Ordinal)
                .Replace("requestsPerSecond: 500", "requestsPerSecond: 300", StringComparison.Ordinal),
            ".yaml");
        var run = await ToolRun.OfAsync("review", "graph", "--plan", plan.Name, "--output", "json");
        Assert.Equal(1, run.ExitCode);
        var catalog = run.Json["components"]!.AsArray().Single(c => (string?)c!["name"] == "catalog")!;
        Assert.Contains("OverCeiling", catalog["risks"]!.AsArray().Select(r => (string?)r));
    }

    [Fact]
    public async Task Late_levers_are_named_and_make_a_no()
    {
        using var plan = new TemporaryFile(
            (await File.ReadAllTextAsync(ToolRun.Plan("black-friday"), TestContext.Current.CancellationToken))
                .Replace("2026-11-2", "2046-11-2", StringComparison.Ordinal),
            ".yaml");
        var early = await ToolRun.OfAsync("review", "lead-times", "--plan", plan.Name, "--output", "json");
        Assert.Equal(0, early.ExitCode);
        Assert.All(early.Json["levers"]!.AsArray(), l => Assert.Equal("InTime", (string?)l!["state"]));

        using var past = new TemporaryFile(
            (await File.ReadAllTextAsync(ToolRun.Plan("black-friday"), TestContext.Current.CancellationToken))
                .Replace("2026-11-2", "2025-11-2", StringComparison.Ordinal),
            ".yaml");
        var late = await ToolRun.OfAsync("review", "lead-times", "--plan", past.Name);
        Assert.Equal(1, late.ExitCode);
        Assert.Contains("LATE", late.Out, StringComparison.Ordinal);
        Assert.Contains("warm throughput", late.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_estimate_is_split_by_how_the_capacity_is_paid_for()
    {
        var plan = ToolRun.Plan("black-friday");
        var whole = await ToolRun.OfAsync("review", "cost", "--plan", plan, "--output", "json");
        var spot = await ToolRun.OfAsync(
            "review", "cost", "--plan", plan, "--spot", "40", "--spot-discount", "60", "--output", "json");
        Assert.Equal((0, 0), (whole.ExitCode, spot.ExitCode));
        var full = (decimal)whole.Json["atFloor"]!["onDemand"]!;
        Assert.Equal(full * 0.6m, (decimal)spot.Json["atFloor"]!["onDemand"]!);
        Assert.Equal(full * 0.4m * 0.4m, (decimal)spot.Json["atFloor"]!["spot"]!);
        Assert.NotEmpty(Assert.IsType<JsonArray>(whole.Json["notEstimated"]));
    }

    [Theory]
    [InlineData("no event is named", "review", "cost")]
    [InlineData("both an event and a plan's file are named", "review", "graph", "--event", "sale", "--plan", "x.yaml")]
    [InlineData("more than the whole", "review", "cost", "--plan", "x.yaml", "--spot", "60", "--reserved", "60")]
    [InlineData("half a window", "review", "baseline", "--event", "sale", "--from", "2026-11-01T00:00Z")]
    [InlineData("is no instant", "review", "baseline", "--event", "sale", "--from", "yesterday", "--until", "2026-11-01T00:00Z")]
    public async Task Bad_input_is_told_as_such(string cause, params string[] args)
    {
        var run = await ToolRun.OfAsync(args);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(cause, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_normal_is_measured_in_a_window_kept_and_shown()
    {
        var shell = await moto.InitAsync();
        using var plan = new TemporaryFile(
            (await File.ReadAllTextAsync(ToolRun.Plan("black-friday"), TestContext.Current.CancellationToken))
                .Replace("2026-11-2", "2046-11-2", StringComparison.Ordinal),
            ".yaml");
        Assert.Equal(0, (await ToolRun.OfAsync(shell, "plan", "apply", plan.Name, "--yes")).ExitCode);
        string[] baseline = ["review", "baseline", "--event", "black-friday-2026"];
        var none = await ToolRun.OfAsync(shell, baseline);
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("nobody has measured", none.Error, StringComparison.Ordinal);

        var begin = DateTimeOffset.UtcNow.AddDays(-2);
        string[] window = ["--from", $"{begin:yyyy-MM-ddTHH:mm}Z", "--until", $"{begin.AddDays(1):yyyy-MM-ddTHH:mm}Z"];
        var captured = await ToolRun.OfAsync(shell, [.. baseline, .. window, "--output", "json"]);
        Assert.Equal((0, ""), (captured.ExitCode, captured.Error));
        Assert.Equal(1.0, (double)captured.Json["ageDays"]!, 0.1);
        Assert.NotEmpty(captured.Json["metrics"]!.AsArray());
        var shown = await ToolRun.OfAsync(shell, [.. baseline, "--output", "json"]);
        Assert.Equal(captured.Json["metrics"]!.ToJsonString(), shown.Json["metrics"]!.ToJsonString());

        string[] yearlong = ["--from", "2024-01-01T00:00Z", "--until", $"{begin:yyyy-MM-ddTHH:mm}Z"];
        var refused = await ToolRun.OfAsync(shell, [.. baseline, .. yearlong]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("days are too long", refused.Error, StringComparison.Ordinal);
    }
}
