using System.Text.Json.Nodes;

namespace ServerlessReadiness.Cli.Tests;

/// <summary>replay: what the functions would have done on recorded signals.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Each_recorded_signal_gets_the_decision_that_it_would_have_had()
    {
        var run = await ToolRun.OfAsync("replay", Sample, "--plan", ToolRun.Plan(), "--output", "json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("observe", (string?)run.Json["mode"]);
        Assert.Equal(
            [
                (1, "Observed"), (2, "Observed"), (3, "Duplicate"), (4, "Observed"), (5, "Observed"), (6, "Unknown"),
                (7, "Observed"), (8, "Cleared"),
            ],
            Decisions(run.Json).Take(8));
        Assert.Empty(run.Json["badLines"]!.AsArray());
    }

    [Fact]
    public async Task What_would_have_been_done_is_said_and_nothing_is_done()
    {
        var run = await ToolRun.OfAsync("replay", Sample, "--plan", ToolRun.Plan(), "--output", "json");
        var first = run.Json["signals"]![0]!;
        Assert.Contains("raise-half", (string?)first["decisions"]![0]!["reason"], StringComparison.Ordinal);
        Assert.All(run.Json["signals"]!.AsArray(), s => Assert.Empty(s!["runs"]!.AsArray()));
    }

    [Fact]
    public async Task A_signal_arrives_when_the_recording_says_and_else_two_seconds_after_it_was_sent()
    {
        var run = await ToolRun.OfAsync("replay", Sample, "--plan", ToolRun.Plan(), "--output", "json");
        Assert.Equal("2026-11-27T00:03:13+00:00", (string?)run.Json["signals"]![0]!["at"]);
        Assert.Equal("2026-11-27T00:12:03+00:00", (string?)run.Json["signals"]![6]!["at"]);
    }

    [Fact]
    public async Task Bad_lines_are_named_with_their_number_and_the_rest_goes_on()
    {
        var good = (await File.ReadAllLinesAsync(Sample, TestContext.Current.CancellationToken))[0];
        using var file = new TemporaryFile(string.Join('\n', [
            "{\"at\": \"2026-11-27T00:03:13Z\", \"payload\":",
            "",
            "[1]",
            "{\"at\": \"noon\", \"payload\": {}}",
            "{\"when\": \"2026-11-27T00:03:13Z\", \"payload\": {}}",
            "{\"payload\": 5}",
            good,
        ]));
        var run = await ToolRun.OfAsync("replay", file.Name, "--plan", ToolRun.Plan(), "--output", "json");
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal([(7, "Observed")], Decisions(run.Json));
        var bad = run.Json["badLines"]!.AsArray();
        Assert.Equal([1, 3, 4, 5, 6], bad.Select(b => (int)b!["line"]!));
        Assert.StartsWith("not JSON at column ", (string?)bad[0]!["cause"], StringComparison.Ordinal);
        Assert.Contains("a JSON array", (string?)bad[1]!["cause"], StringComparison.Ordinal);
        Assert.Contains("\"noon\"", (string?)bad[2]!["cause"], StringComparison.Ordinal);
        Assert.Contains("\"when\"", (string?)bad[3]!["cause"], StringComparison.Ordinal);

        var text = await ToolRun.OfAsync("replay", file.Name, "--plan", ToolRun.Plan());
        Assert.Contains($"{file.Name}:4: left out: at is no instant", text.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_that_no_function_can_read_is_shown_as_such()
    {
        using var file = new TemporaryFile(
            "{\"payload\": \"cut off {\"}\n{\"Records\":[{\"eventSource\":\"aws:s3\"}]}\n");
        var run = await ToolRun.OfAsync("replay", file.Name, "--plan", ToolRun.Plan(), "--output", "json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal([(1, "unreadable"), (2, "unreadable")], Decisions(run.Json));
    }

    [Theory]
    [InlineData("black-friday")]
    [InlineData("product-launch")]
    public async Task A_plan_of_another_day_is_moved_to_the_recording_with_all_its_stages(string name)
    {
        var run = await ToolRun.OfAsync("replay", Sample, "--plan", ToolRun.Plan(name), "--output", "json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal((1, "Unknown"), Decisions(run.Json).First());
    }

    [Theory]
    [InlineData("", "holds no recorded signal")]
    [InlineData("\n \n", "holds no recorded signal")]
    [InlineData("hello\n", ":1: not JSON")]
    public async Task A_file_without_a_signal_is_bad_input(string content, string cause)
    {
        using var file = new TemporaryFile(content);
        var run = await ToolRun.OfAsync("replay", file.Name, "--plan", ToolRun.Plan(), "--output", "json");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(cause, (string?)run.ErrorJson["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_with_problems_is_bad_input_and_every_problem_is_named()
    {
        using var plan = new TemporaryFile("{\"schema\": 2, \"event\": \"x\"}");
        var run = await ToolRun.OfAsync("replay", Sample, "--plan", plan.Name);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("schedule: the member is missing", run.Error, StringComparison.Ordinal);
        Assert.Contains("components: the member is missing", run.Error, StringComparison.Ordinal);
    }

    private static string Sample =>
        Path.Combine(AppContext.BaseDirectory, "samples", "recordings", "web-shop-morning.jsonl");

    private static IEnumerable<(int Line, string? Verdict)> Decisions(JsonObject json) => json["signals"]!.AsArray()
        .SelectMany(s => s!["decisions"]!.AsArray().Select(d => ((int)s["line"]!, (string?)d!["verdict"])));
}
