namespace ServerlessReadiness.Cli.Tests;

/// <summary>Plans as YAML, without any account.</summary>
public sealed class PlanCommandTests
{
    public static TheoryData<string> Samples { get; } =
        ["black-friday", "product-launch", "broadcast-two-regions", "web-shop"];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_sample_is_valid_and_its_compiled_form_is_the_same_plan(string sample)
    {
        var valid = await ToolRun.OfAsync("plan", "validate", ToolRun.Plan(sample), "--output", "json");
        Assert.Equal((0, ""), (valid.ExitCode, valid.Error));
        Assert.True((int)valid.Json["stages"]! > 0);
        using var compiled = new TemporaryFile(await ToolRun.CompiledPlanAsync(sample));
        var same = await ToolRun.OfAsync("plan", "diff", ToolRun.Plan(sample), compiled.Name);
        Assert.Equal((0, "No difference.\n"), (same.ExitCode, same.Out));
    }

    [Fact]
    public async Task Every_mistake_in_yaml_is_listed_with_its_place()
    {
        using var file = new TemporaryFile(
            (await File.ReadAllTextAsync(ToolRun.Plan(), TestContext.Current.CancellationToken))
                .Replace("    ceiling: 12", "    cieling: 12", StringComparison.Ordinal)
                .Replace("byPercent: 50%", "byPercent: 0%", StringComparison.Ordinal),
            ".yaml");
        var run = await ToolRun.OfAsync("plan", "validate", file.Name);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        string[] expected =
        [
            $"{file.Name}:22:5: components.web.cieling: there is no key \"cieling\" in component; did you mean \"ceiling\"?",
            $"{file.Name}:48:40: runbooks.raise-half[0].byPercent: 0 is out of range; use 1 to 1000.",
            "2 problem(s).",
        ];
        Assert.Equal(expected, run.Out.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_plan_is_shown_with_its_stages_and_defaults()
    {
        var run = await ToolRun.OfAsync("plan", "show", ToolRun.Plan("black-friday"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("live 2026-11-27 00:00 EST", run.Out, StringComparison.Ordinal);
        Assert.Contains("catalog to 21, checkout to 14", run.Out, StringComparison.Ordinal);
        Assert.Contains("UsePercent above 80, 3 of 3", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_undone_is_a_notice()
    {
        var run = await ToolRun.OfAsync("plan", "validate", ToolRun.Plan("black-friday"));
        Assert.StartsWith("Notice: ", run.Out, StringComparison.Ordinal);
        Assert.Contains("cannot be lowered again", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_files_are_compared_path_by_path()
    {
        using var other = new TemporaryFile(
            (await File.ReadAllTextAsync(ToolRun.Plan(), TestContext.Current.CancellationToken))
                .Replace("    ceiling: 12", "    ceiling: 14", StringComparison.Ordinal),
            ".yaml");
        var run = await ToolRun.OfAsync("plan", "diff", ToolRun.Plan(), other.Name);
        Assert.Equal((1, "components[web].ceiling: 12 → 14\n1 difference(s).\n"), (run.ExitCode, run.Out));
        var json = await ToolRun.OfAsync("plan", "diff", ToolRun.Plan(), other.Name, "--output", "json");
        Assert.Equal("14", (string?)Assert.Single(json.Json["changes"]!.AsArray())!["after"]);
    }

    [Fact]
    public async Task The_schema_is_printed_as_published()
    {
        var run = await ToolRun.OfAsync("plan", "schema");
        Assert.Equal((0, ServerlessReadiness.Plans.PlanSchema.Text), (run.ExitCode, run.Out));
    }

    [Theory]
    [InlineData("plan show", "no plan is named")]
    [InlineData("plan show x.yaml --event sale", "both a file and an event are named")]
    [InlineData("plan show x.yaml --version 2", "--version belongs to an event")]
    [InlineData("plan show /nowhere.yaml", "there is no such file")]
    [InlineData("plan diff /nowhere.yaml /nowhere.yaml", "there is no such file")]
    [InlineData("plan diff sale@two sale", "\"two\" is no version")]
    [InlineData("plan rollback --event sale", "--to")]
    public async Task Bad_calls_are_said_with_the_next_step(string call, string error)
    {
        var run = await ToolRun.OfAsync(call.Split(' '));
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
        Assert.Contains("Next: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_is_not_utf8_is_bad_input()
    {
        using var file = new TemporaryFile("", ".yaml");
        await File.WriteAllBytesAsync(file.Name, [0x61, 0x0A, 0xFF, 0xFE], TestContext.Current.CancellationToken);
        var run = await ToolRun.OfAsync("plan", "validate", file.Name);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(":2: the text is not UTF-8", run.Error, StringComparison.Ordinal);
    }
}
