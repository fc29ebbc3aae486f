using System.Text.Json.Nodes;

namespace ServerlessReadiness.Cli.Tests;

/// <summary>send --local without an endpoint: the functions in a world in memory.</summary>
public sealed class LocalSendTests
{
    [Fact]
    public async Task An_alarm_on_errors_raises_the_group_and_waits_until_the_new_members_serve()
    {
        var signal = await OnlyAsync("sns-metric-alarm");
        Assert.Equal("Starts", Decision(signal));
        var run = Assert.Single(Runs(signal));
        Assert.Equal(("raise-half", "Done"), ((string?)run["runbook"], (string?)run["state"]));
        Assert.Equal("6 of 6 are in service in group web-asg", Reason(Steps(signal, "run Done")));
        var effect = Assert.Single(run["effects"]!.AsArray())!;
        Assert.Equal(
            ("bounds of group web-asg", "4–8", "6–8", "Done"),
            ((string?)effect["what"], (string?)effect["before"], (string?)effect["after"], (string?)effect["state"]));
    }

    [Fact]
    public async Task A_failed_status_check_replaces_that_instance_and_only_after_its_substitute_serves()
    {
        var signal = await OnlyAsync("sns-instance-check");
        var run = Assert.Single(Runs(signal));
        Assert.Equal(
            ("replace-member", "i-0abc1234def567890", "Done"),
            ((string?)run["runbook"], (string?)run["instance"], (string?)run["state"]));
        var effects = run["effects"]!.AsArray();
        Assert.Equal(
            ["desired capacity of group web-asg", "instance i-0abc1234def567890"],
            effects.Select(e => (string?)e!["what"]));
        var boot = DateTimeOffset.Parse((string)effects[1]!["at"]!) - DateTimeOffset.Parse((string)effects[0]!["at"]!);
        Assert.True(
            boot >= TimeSpan.FromSeconds(75),
            $"The member was terminated {boot} after its substitute was asked for.");
        Assert.Equal(
            "i-0abc1234def567890 is gone, and 4 are in service; maximum 8",
            Reason(Steps(signal, "run Done")));
    }

    [Fact]
    public async Task The_journal_tells_decision_intent_and_outcome_in_that_order()
    {
        var signal = await OnlyAsync("sns-metric-alarm");
        string[] expected = ["Decision", "Intent", "Outcome", "Progress"];
        Assert.Equal(expected, signal["journal"]!.AsArray().Select(l => (string?)l!["kind"]));
    }

    [Fact]
    public async Task The_same_transition_again_is_a_duplicate_whatever_its_message_id()
    {
        var signals = await SignalsAsync(
            "sns-metric-alarm", "sns-duplicate-other-message-id", "eventbridge-metric-alarm");
        Assert.Equal(["Starts", "Duplicate", "Duplicate"], signals.Select(Decision));
        Assert.Empty(Runs(signals[1]));
    }

    [Fact]
    public async Task An_older_change_that_arrives_late_is_stale()
    {
        var signals = await SignalsAsync("sns-metric-alarm", "sns-stale");
        Assert.Equal(["Starts", "Stale"], signals.Select(Decision));
    }

    [Theory]
    [InlineData("paused", "Paused")]
    [InlineData("observe", "Observed")]
    public async Task Nothing_is_done_in_other_modes_than_act(string mode, string verdict)
    {
        var run = await ToolRun.OfAsync(
            "send", ToolRun.Signal("sns-metric-alarm"), "--local", "--mode", mode, "--output", "json");
        var signal = run.Json["signals"]!.AsArray()[0]!;
        Assert.Equal((0, verdict), (run.ExitCode, Decision(signal)));
        Assert.Empty(Runs(signal));
    }

    [Theory]
    [InlineData("not-json-at-all")]
    [InlineData("sns-message-is-not-json")]
    [InlineData("wrong-envelope-s3")]
    public async Task What_cannot_be_read_is_journalled_and_the_answer_is_no(string name)
    {
        var run = await ToolRun.OfAsync("send", ToolRun.Signal(name), "--local", "--output", "json");
        var signal = run.Json["signals"]!.AsArray()[0]!;
        Assert.Equal((1, "unreadable"), (run.ExitCode, Decision(signal)));
        var line = Assert.Single(signal["journal"]!.AsArray())!;
        Assert.Equal(("Unreadable", "unassigned"), ((string?)line["kind"], (string?)line["event"]));
        Assert.NotNull(line["raw"]);
    }

    [Fact]
    public async Task An_alarm_that_finds_the_group_busy_is_answered_once_it_is_free()
    {
        var run = await ToolRun.OfAsync("send", ToolRun.Signal("sns-several-records"), "--local", "--output", "json");
        var signal = run.Json["signals"]!.AsArray()[0]!;
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            ["Starts", "unreadable", "LeaseHeld"],
            signal["decisions"]!.AsArray().Select(d => (string?)d!["verdict"]));
        Assert.Equal(
            [("raise-half", "Done"), ("replace-member", "Done")],
            Runs(signal).Select(r => ((string?)r["runbook"], (string?)r["state"])));
    }

    [Fact]
    public async Task People_are_told_where_the_plan_says_so()
    {
        var signal = await OnlyAsync("sns-anomaly-detection");
        var effect = Assert.Single(Assert.Single(Runs(signal))["effects"]!.AsArray())!;
        Assert.Equal("message to people: Look at web: web-cpu-unusual", (string?)effect["what"]);
    }

    [Fact]
    public async Task A_scalable_target_is_raised_too()
    {
        var signal = await OnlyAsync("sns-contributor");
        var effect = Assert.Single(Assert.Single(Runs(signal))["effects"]!.AsArray())!;
        Assert.Equal(("100–200", "150–250"), ((string?)effect["before"], (string?)effect["after"]));
    }

    [Fact]
    public async Task An_alarm_that_the_plan_does_not_know_is_told_apart()
    {
        var signal = await OnlyAsync("sns-odd-alarm-name");
        Assert.Equal("Unknown", Decision(signal));
    }

    [Fact]
    public async Task Every_sample_signal_gets_a_decision()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(ToolRun.Signal("x"))!, "*.json"))
        {
            var run = await ToolRun.OfAsync("send", file, "--local", "--output", "json");
            Assert.True(run.ExitCode is 0 or 1, $"{file}: exit code {run.ExitCode}: {run.Error}");
            Assert.NotEmpty(run.Json["signals"]!.AsArray()[0]!["decisions"]!.AsArray());
        }
    }

    [Fact]
    public async Task The_same_call_writes_the_same_text_each_time()
    {
        var first = await ToolRun.OfAsync("send", ToolRun.Signal("sns-instance-check"), "--local");
        var second = await ToolRun.OfAsync("send", ToolRun.Signal("sns-instance-check"), "--local");
        Assert.Equal(first.Out, second.Out);
        Assert.DoesNotContain('\u001b', first.Out);
        Assert.All(first.Out.Split('\n'), l => Assert.True(
            l.Length <= CliSurroundings.WidthOfFiles || l.StartsWith("Signal ", StringComparison.Ordinal)
            || l.StartsWith("  ", StringComparison.Ordinal) || l.StartsWith("Run ", StringComparison.Ordinal),
            l));
    }

    [Fact]
    public async Task A_plan_of_ones_own_is_used_and_put_around_the_signal()
    {
        var plan = (await File.ReadAllTextAsync(ToolRun.Plan(), TestContext.Current.CancellationToken))
            .Replace("cooldown: 2027-12-31T09:00", "cooldown: 2026-02-01T09:00", StringComparison.Ordinal)
            .Replace("byPercent: 50%", "by: 1", StringComparison.Ordinal);
        using var file = new TemporaryFile(plan, ".yaml");
        var run = await ToolRun.OfAsync(
            "send", ToolRun.Signal("sns-metric-alarm"), "--local", "--plan", file.Name, "--output", "json");
        var effect = run.Json["signals"]!.AsArray()[0]!["runs"]!.AsArray()[0]!["effects"]!.AsArray()[0]!;
        Assert.Equal("5–8", (string?)effect["after"]);
    }

    [Fact]
    public async Task A_beat_finds_a_plan_with_databases_and_volumes_in_force()
    {
        var run = await ToolRun.OfAsync(
            "send", ToolRun.Signal("schedule-rule"), "--local", "--plan", ToolRun.Plan("black-friday"), "--output", "json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var signal = run.Json["signals"]!.AsArray()[0]!;
        Assert.All(Runs(signal), r => Assert.Equal("Done", (string?)r["state"]));
        Assert.Contains("prewarm", Runs(signal).Select(r => (string?)r["runbook"]));
    }

    [Fact]
    public async Task Control_characters_of_a_message_do_not_reach_the_terminal()
    {
        using var file = new TemporaryFile("{\"AlarmName\":\"a\\u001b[2Jb\",\"AWSAccountId\":\"123456789012\"}");
        var run = await ToolRun.OfAsync("send", file.Name, "--local");
        Assert.DoesNotContain('\u001b', run.Out + run.Error);
    }

    private static async Task<JsonNode> OnlyAsync(string name) => (await SignalsAsync(name))[0];

    private static async Task<IReadOnlyList<JsonNode>> SignalsAsync(params string[] names)
    {
        var run = await ToolRun.OfAsync(["send", .. names.Select(ToolRun.Signal), "--local", "--output", "json"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("memory", (string?)run.Json["where"]);
        return [.. run.Json["signals"]!.AsArray().OfType<JsonNode>()];
    }

    private static string? Decision(JsonNode signal) =>
        (string?)Assert.Single(signal["decisions"]!.AsArray())!["verdict"];

    private static IReadOnlyList<JsonNode> Runs(JsonNode signal) => [.. signal["runs"]!.AsArray().OfType<JsonNode>()];

    private static JsonNode Steps(JsonNode signal, string verdict) =>
        Assert.Single(signal["journal"]!.AsArray(), l => (string?)l!["verdict"] == verdict)!;

    private static string? Reason(JsonNode line) => (string?)line["reason"];
}
