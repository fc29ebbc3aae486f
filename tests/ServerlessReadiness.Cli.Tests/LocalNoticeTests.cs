using System.Text.Json.Nodes;

namespace ServerlessReadiness.Cli.Tests;

/// <summary>send --local without an endpoint: what is no alarm, answered by its own function.</summary>
public sealed class LocalNoticeTests
{
    private const string Hooks = """

        hooks:
          - component: web
            hook: launch-ready
            transition: launch
            steps:
              - { do: wait, for: 20m }
              - { do: instance.tag, tags: { event: web-shop } }
        """;

    [Fact]
    public async Task An_instance_in_a_hook_of_the_plan_is_prepared_and_let_go()
    {
        var text = await File.ReadAllTextAsync(ToolRun.Plan(), TestContext.Current.CancellationToken) + Hooks;
        using var plan = new TemporaryFile(text, ".yaml");
        var signal = await OnlyAsync(0, "lifecycle-launching", "--plan", plan.Name);
        Assert.Equal(("LifecycleResponder", "Starts"), (Function(signal), Verdict(signal)));

        // Clock beats meanwhile: the pre-warm and a page have runs of their own.
        var run = Assert.Single(signal["runs"]!.AsArray(), r => (string?)r!["instance"] == "i-0abc1234def567890")!;
        Assert.Equal("Done", (string?)run["state"]);

        // Twenty minutes are longer than the hook's time-out; one that waits no more would not be tagged after them.
        var effects = run["effects"]!.AsArray().Select(e => (What: (string)e!["what"]!, State: (string)e["state"]!)).ToList();
        Assert.All(effects, e => Assert.Equal("Done", e.State));
        Assert.Equal(
            ["tag i-0abc1234def567890 with event web-shop", "complete hook launch-ready of group web-asg for i-0abc1234def567890 with CONTINUE"],
            effects.Select(e => e.What));
    }

    [Fact]
    public async Task An_instance_in_another_hook_is_left_to_its_owner()
    {
        var signal = await OnlyAsync(0, "lifecycle-launching");
        Assert.Equal(("LifecycleResponder", "NotOurs"), (Function(signal), Verdict(signal)));
        Assert.Empty(signal["runs"]!.AsArray());
    }

    [Fact]
    public async Task A_Spot_instance_that_goes_is_replaced_early()
    {
        var signal = await OnlyAsync(0, "eventbridge-spot-interruption");
        Assert.Equal(("LifecycleResponder", "Starts"), (Function(signal), Verdict(signal)));
        var run = Assert.Single(signal["runs"]!.AsArray())!;
        Assert.Equal(("replace-instance", "Done"), ((string?)run["runbook"], (string?)run["state"]));
    }

    [Fact]
    public async Task A_command_is_obeyed_and_what_SNS_may_not_is_refused_and_journalled()
    {
        var run = await ToolRun.OfAsync(
            "send", ToolRun.Signal("sns-command-hold"), ToolRun.Signal("sns-command-hold"),
            ToolRun.Signal("sns-command-pause"), ToolRun.Signal("sns-command-not-permitted"), "--local", "--output", "json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var signals = run.Json["signals"]!.AsArray().OfType<JsonNode>().ToList();
        Assert.All(signals, s => Assert.Equal("OperatorCommands", Function(s)));
        Assert.Equal(["Done", "Done", "Done", "Refused"], signals.Select(Verdict));

        // The second is the first again, by its id.
        Assert.Empty(signals[1]["journal"]!.AsArray());
        Assert.Equal("resume refused", (string?)Assert.Single(signals[3]["journal"]!.AsArray())!["verdict"]);
    }

    [Fact]
    public async Task A_command_that_cannot_be_read_fails_its_function_and_is_journalled()
    {
        var signal = await OnlyAsync(1, "sns-command-without-reason");
        Assert.Equal(("OperatorCommands", "fails"), (Function(signal), Verdict(signal)));
        Assert.Contains("no reason", (string?)Assert.Single(signal["journal"]!.AsArray())!["reason"], StringComparison.Ordinal);
    }

    private static async Task<JsonNode> OnlyAsync(int exitCode, string name, params string[] options)
    {
        var run = await ToolRun.OfAsync(["send", ToolRun.Signal(name), "--local", "--output", "json", .. options]);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
        return Assert.Single(run.Json["signals"]!.AsArray())!;
    }

    private static string? Function(JsonNode signal) => (string?)signal["function"];

    private static string? Verdict(JsonNode signal) =>
        (string?)Assert.Single(signal["decisions"]!.AsArray())!["verdict"];
}
