using System.Text.Json.Nodes;

namespace ServerlessReadiness.Cli.Tests;

/// <summary>What cannot be asked is refused with its next step and journalled, and nothing changes; against moto.</summary>
public sealed class BadInputTests(MotoFixture moto)
{
    private const string Moto = "arn:aws:sts::123456789012:user/moto";

    private const string Careful = """
        runbooks:
          careful:
            parameters:
              share: { type: percent, default: 50%, min: 10, max: 200 }
            steps:
              - do: capacity.raise
                name: more
                byPercent: $share
                approval: { roles: [lead], expiresAfter: 30m, question: "May we?" }
        """;

    [Theory]
    [InlineData(1, "run.start refused", "no runbook \"dance\"", "run", "dance", "--component", "web", "--reason", "x")]
    [InlineData(1, "run.start refused", "no component \"back\"", "run", "careful", "--component", "back", "--reason", "x")]
    [InlineData(2, "run.start refused", "no parameter \"colour\"", "run", "careful", "--component", "web", "--set", "colour=red", "--reason", "x")]
    [InlineData(2, "run.start refused", "\"lots\" is no whole percentage", "run", "careful", "--component", "web", "--set", "share=lots", "--reason", "x")]
    [InlineData(2, "run.start refused", "above the maximum of 200", "run", "careful", "--component", "web", "--set", "share=900%", "--reason", "x")]
    [InlineData(2, "run.start refused", "the reason is empty", "run", "careful", "--component", "web")]
    [InlineData(2, "pause refused", "the reason is empty", "pause")]
    [InlineData(2, "resume refused", "the reason is empty", "mode", "act", "--reason", " ")]
    [InlineData(2, "phase.set refused", "the reason is empty", "event", "forward", "--phase", "cooldown")]
    [InlineData(2, "restore refused", "the reason is empty", "restore", "all")]
    [InlineData(2, "restore refused", "needs its component", "restore", "capacity", "--force", "--reason", "x")]
    [InlineData(1, "component.hold refused", "no component back", "hold", "back", "--reason", "x")]
    [InlineData(1, "run.approve refused", "has no run", "approve", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "--reason", "x")]
    [InlineData(2, null, "Unrecognized command or argument 'explode'", "explode")]
    [InlineData(2, null, "expected type", "floor", "web", "many", "--reason", "x")]
    [InlineData(2, null, "Must be one of: 'act' 'observe' 'paused'", "mode", "party", "--reason", "x")]
    [InlineData(2, null, "is no component's name", "hold", "No!", "--reason", "x")]
    public async Task It_is_refused_and_changes_nothing(int exitCode, string? line, string words, params string[] args)
    {
        var shell = await LiveAsync(Moto);
        var before = await StateAsync(shell);
        var run = await ToolRun.OfAsync(shell, args is ["explode"] ? args : [.. args, "--event", "web-shop", "--yes"]);
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}: {run.Error}");
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.Matches(@"\nNext: \S.*[^.]\.\n$", run.Error);
        Assert.DoesNotContain('\uFFFD', run.Error);
        Assert.Equal(before, await StateAsync(shell));
        var newest = await NewestLineAsync(shell);
        Assert.Equal(line ?? "plan v1", (string?)newest["verdict"]);
        Assert.Equal(line is null ? "tester" : Moto, (string?)newest["cause"]);
    }

    [Fact]
    public async Task Who_has_no_role_of_the_plan_may_only_stop_things_and_approves_nothing()
    {
        var shell = await LiveAsync("arn:aws:iam::123456789012:user/somebody-else");
        var before = await StateAsync(shell);
        foreach (var (command, args) in new (string, string[])[]
        {
            ("resume", ["mode", "act"]),
            ("observe", ["mode", "observe"]),
            ("phase.set", ["event", "forward", "--phase", "cooldown"]),
            ("restore", ["restore", "all"]),
            ("run.start", ["run", "careful", "--component", "web"]),
            ("floor.set", ["floor", "web", "5"]),
            ("issue.open", ["issue", "open", "slow"]),
        })
        {
            var run = await ToolRun.OfAsync(shell, [.. args, "--event", "web-shop", "--reason", "x", "--yes"]);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains($"{Moto} may not give {command}: it has none of the plan's roles", run.Error, StringComparison.Ordinal);
            Assert.Equal($"{command} refused", (string?)(await NewestLineAsync(shell))["verdict"]);
        }

        Assert.Equal(before, await StateAsync(shell));
        Assert.Equal(0, (await ToolRun.OfAsync(shell, "mode", "paused", "--event", "web-shop", "--reason", "x")).ExitCode);
    }

    [Fact]
    public async Task An_approval_by_a_wrong_role_is_refused_and_the_question_stays()
    {
        var shell = await LiveAsync(Moto);
        var started = await ToolRun.OfAsync(
            shell, "run", "careful", "--component", "web", "--event", "web-shop", "--reason", "x", "--yes", "--output", "json");
        var id = (string)started.Json["run"]!;
        using var due = new TemporaryFile($$"""{"source":"serverless-readiness","event":"web-shop","run":"{{id}}"}""");
        Assert.Contains("waits for lead", (await ToolRun.OfAsync(shell, "send", due.Name, "--local")).Out, StringComparison.Ordinal);
        var refused = await ToolRun.OfAsync(shell, "approve", id, "--event", "web-shop", "--reason", "fine", "--yes");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"is for lead to approve, and {Moto} has the role ops", refused.Error, StringComparison.Ordinal);
        Assert.Contains("Next: ask somebody who has it", refused.Error, StringComparison.Ordinal);
        Assert.Equal("run.approve refused", (string?)(await NewestLineAsync(shell))["verdict"]);
        var run = await ToolRun.OfAsync(shell, "runs", id, "--event", "web-shop", "--output", "json");
        Assert.Equal("Asking", (string?)run.Json["steps"]!.AsArray()[0]!["state"]);
    }

    private static async Task<JsonNode> NewestLineAsync(IReadOnlyDictionary<string, string> shell)
    {
        var journal = await ToolRun.OfAsync(shell, "journal", "--event", "web-shop", "--limit", "1", "--output", "json");
        return journal.Json["lines"]!.AsArray().Single()!;
    }

    private static async Task<string> StateAsync(IReadOnlyDictionary<string, string> shell)
    {
        var status = await ToolRun.OfAsync(shell, "status", "--event", "web-shop", "--output", "json");
        var runs = await ToolRun.OfAsync(shell, "runs", "--event", "web-shop", "--all", "--output", "json");
        var shown = status.Json;
        shown.Remove("at");
        return shown.ToJsonString() + runs.Out;
    }

    /// <summary>The sample's event with roles, live; whoever commands here is moto's user.</summary>
    private async Task<IReadOnlyDictionary<string, string>> LiveAsync(string ops)
    {
        var shell = await moto.InitAsync();
        var roles = $"roles: {{ lead: [\"arn:aws:iam::123456789012:user/boss\"], ops: [\"{ops}\"] }}\n";
        using var plan = new TemporaryFile(
            (await File.ReadAllTextAsync(ToolRun.Plan(), TestContext.Current.CancellationToken))
                .Replace("runbooks:\n", roles + Careful + "\n", StringComparison.Ordinal),
            ".yaml");
        var applied = await ToolRun.OfAsync(shell, "plan", "apply", plan.Name, "--mode", "act");
        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
        return shell;
    }
}
