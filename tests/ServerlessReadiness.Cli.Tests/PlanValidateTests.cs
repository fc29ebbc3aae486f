using System.Text.Json.Nodes;

namespace ServerlessReadiness.Cli.Tests;

public sealed class PlanValidateTests
{
    [Fact]
    public async Task The_sample_plan_is_valid()
    {
        var run = await ToolRun.OfAsync("plan", "validate", ToolRun.Plan());
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(
            "valid: event web-shop, 3 components, 7 responses, 3 runbooks",
            run.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_valid_plan_is_counted_in_json()
    {
        var run = await ToolRun.OfAsync("plan", "validate", ToolRun.Plan(), "--output", "json");
        Assert.Equal(0, run.ExitCode);
        Assert.True((bool)run.Json["valid"]!);
        Assert.Equal("web-shop", (string?)run.Json["event"]);
        Assert.Empty(run.Json["problems"]!.AsArray());
    }

    [Fact]
    public async Task Every_difference_in_shape_is_listed_with_its_place()
    {
        using var file = new TemporaryFile((await ToolRun.CompiledPlanAsync())
            .Replace("\"ceiling\": 12,", "\"cieling\": 12,", StringComparison.Ordinal)
            .Replace("\"alarmLimit\": \"00:15:00\"", "\"alarmLimit\": \"a quarter\"", StringComparison.Ordinal)
            .Replace("\"role\": \"StopCondition\"", "\"role\": \"Stopper\"", StringComparison.Ordinal)
            .Replace("\"kind\": \"autoScalingGroup\"", "\"kind\": \"group\"", StringComparison.Ordinal)
            .Replace("\"byPercent\": 50", "\"byPercent\": \"half\"", StringComparison.Ordinal));
        var run = await ToolRun.OfAsync("plan", "validate", file.Name, "--output", "json");
        Assert.Equal(1, run.ExitCode);
        string[] expected =
        [
            "components[0].resource.kind: \"group\" is not known",
            "components[0].ceiling: the member is missing",
            "components[0].cieling: there is no member \"cieling\" here",
            "responses[3].role: \"Stopper\" is not known",
            "runbooks[0].steps[0].do.byPercent: \"half\" is no whole number",
            "alarmLimit: \"a quarter\" is no duration",
        ];
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            Problems(run).Select(p => $"{p["path"]}: {p["cause"]}").Order(StringComparer.Ordinal));
        Assert.All(Problems(run), p => Assert.True((int)p["line"]! > 1 && ((string?)p["next"])!.Length > 0));
    }

    [Fact]
    public async Task Problems_of_meaning_come_all_at_once_with_line_and_column()
    {
        using var file = new TemporaryFile((await ToolRun.CompiledPlanAsync())
            .Replace("\"floor\": 4,", "\"floor\": 40,", StringComparison.Ordinal)
            .Replace("\"runbook\": \"tell-people\"", "\"runbook\": \"tell-nobody\"", StringComparison.Ordinal));
        var run = await ToolRun.OfAsync("plan", "validate", file.Name);
        var line = 1 + Array.FindIndex(
            (await File.ReadAllLinesAsync(file.Name, TestContext.Current.CancellationToken)),
            l => l.Contains("\"floor\": 40", StringComparison.Ordinal));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            $"{file.Name}:{line}:7: components[0].floor: the floor of 40 is above the ceiling of 12; lower",
            run.Out,
            StringComparison.Ordinal);
        Assert.Contains("there is no runbook \"tell-nobody\"", run.Out, StringComparison.Ordinal);
        Assert.Contains("the last stage of web holds 4, and its floor is 40", run.Out, StringComparison.Ordinal);
        Assert.Contains("3 problem(s).", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"event\": }", ":2:12: not JSON: ")]
    [InlineData("", ":1:1: not JSON: ")]
    [InlineData("{} {}", ":1:4: not JSON: ")]
    [InlineData("{\"a\": 1,}", ":1:9: not JSON: ")]
    public async Task Text_that_is_no_json_is_bad_input_with_its_place(string text, string place)
    {
        using var file = new TemporaryFile(text);
        var run = await ToolRun.OfAsync("plan", "validate", file.Name);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(file.Name + place, run.Error, StringComparison.Ordinal);
        Assert.Contains("Next: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_stated_twice_is_a_problem()
    {
        using var file = new TemporaryFile((await ToolRun.CompiledPlanAsync()).Replace(
            "\"floor\": 4,",
            "\"floor\": 4, \"floor\": 5,",
            StringComparison.Ordinal));
        var run = await ToolRun.OfAsync("plan", "validate", file.Name, "--output", "json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("components[0].floor", (string?)Assert.Single(Problems(run))["path"]);
    }

    [Fact]
    public async Task A_plan_of_a_newer_schema_is_refused_by_name()
    {
        using var file = new TemporaryFile((await ToolRun.CompiledPlanAsync()).Replace("\"schema\": 3", "\"schema\": 4", StringComparison.Ordinal));
        var run = await ToolRun.OfAsync("plan", "validate", file.Name, "--output", "json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("schema", (string?)Assert.Single(Problems(run))["path"]);
    }

    [Theory]
    [InlineData("null", "null is no object")]
    [InlineData("[]", "[] is no object")]
    public async Task Json_that_is_no_plan_at_all_is_a_problem(string text, string cause)
    {
        using var file = new TemporaryFile(text);
        var run = await ToolRun.OfAsync("plan", "validate", file.Name);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(cause, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_bad_input_in_json_too()
    {
        var run = await ToolRun.OfAsync("plan", "validate", "/nowhere/plan.json", "--output", "json");
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Equal(
            "/nowhere/plan.json: the plan cannot be read: there is no such file",
            (string?)run.ErrorJson["error"]);
        Assert.Equal("name a file that you may read", (string?)run.ErrorJson["next"]);
    }

    [Fact]
    public async Task Columns_count_characters_not_bytes()
    {
        using var file = new TemporaryFile((await ToolRun.CompiledPlanAsync()).Replace(
            "\"name\": \"Web shop sale\",",
            "\"name\": \"상품 할인\", \"nmae\": 1,",
            StringComparison.Ordinal));
        var run = await ToolRun.OfAsync("plan", "validate", file.Name, "--output", "json");
        var problem = Assert.Single(Problems(run));
        Assert.Equal((3, 20), ((int)problem["line"]!, (int)problem["column"]!));
    }

    private static IReadOnlyList<JsonNode> Problems(ToolRun run) =>
        [.. run.Json["problems"]!.AsArray().OfType<JsonNode>()];
}
