namespace ServerlessReadiness.Cli.Tests;

/// <summary>Versions of a live event's plan, on a table in moto.</summary>
public sealed class PlanVersionTests(MotoFixture moto)
{
    [Fact]
    public async Task From_the_first_version_over_a_change_to_the_rollback()
    {
        var shell = await moto.InitAsync();
        Assert.Equal(0, (await ToolRun.OfAsync(shell, "plan", "apply", ToolRun.Plan())).ExitCode);
        using var wider = await ChangedAsync("    ceiling: 12", "    ceiling: 14");

        var declined = await ToolRun.OfAsync(shell, "plan", "apply", wider.Name);
        Assert.Equal(2, declined.ExitCode);
        Assert.Contains("  components[web].ceiling: 12 → 14", declined.Out, StringComparison.Ordinal);
        Assert.Contains("needs a person's agreement", declined.Error, StringComparison.Ordinal);

        var stale = await ToolRun.OfAsync(shell, "plan", "apply", wider.Name, "--yes", "--expect-version", "2");
        Assert.Equal(1, stale.ExitCode);
        Assert.Contains("has plan version 1, not version 2", stale.Error, StringComparison.Ordinal);

        var applied = await ToolRun.OfAsync(shell, "plan", "apply", wider.Name, "--yes", "--output", "json");
        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
        Assert.Equal(2, (int)applied.Json["version"]!);
        Assert.Equal("components[web].ceiling", (string?)Assert.Single(applied.Json["changes"]!.AsArray())!["path"]);

        var diff = await ToolRun.OfAsync(shell, "plan", "diff", "web-shop@1", "web-shop");
        Assert.Equal((1, "components[web].ceiling: 12 → 14\n1 difference(s).\n"), (diff.ExitCode, diff.Out));
        var same = await ToolRun.OfAsync(shell, "plan", "diff", "web-shop@2", wider.Name);
        Assert.Equal(0, same.ExitCode);

        var back = await ToolRun.OfAsync(shell, "plan", "rollback", "--event", "web-shop", "--to", "1", "--yes");
        Assert.Equal((0, ""), (back.ExitCode, back.Error));
        Assert.Contains("plan version 3 is in force", back.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await ToolRun.OfAsync(shell, "plan", "diff", "web-shop@1", "web-shop@3")).ExitCode);

        var versions = await ToolRun.OfAsync(shell, "plan", "versions", "--event", "web-shop", "--output", "json");
        var last = versions.Json["versions"]!.AsArray()[^1]!;
        Assert.Equal((3, true, "tester"), ((int)last["version"]!, (bool)last["inForce"]!, (string?)last["appliedBy"]));
        Assert.EndsWith("rolled back to version 1", (string?)last["words"], StringComparison.Ordinal);

        var shown = await ToolRun.OfAsync(
            shell, "plan", "show", "--event", "web-shop", "--version", "2", "--output", "json");
        Assert.Equal(14, (int)shown.Json["components"]!.AsArray()[0]!["ceiling"]!);
    }

    [Fact]
    public async Task A_held_floor_comes_down_only_when_asked_to()
    {
        var shell = await moto.InitAsync();
        Assert.Equal(0, (await ToolRun.OfAsync(shell, "plan", "apply", ToolRun.Plan())).ExitCode);
        using var lower = await ChangedAsync("    floor: 4", "    floor: 3");
        var refused = await ToolRun.OfAsync(shell, "plan", "apply", lower.Name, "--yes");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("floors that are held in phase Live: web 4 → 3", refused.Error, StringComparison.Ordinal);
        var agreed = await ToolRun.OfAsync(shell, "plan", "apply", lower.Name, "--yes", "--lower-floors");
        Assert.Equal((0, ""), (agreed.ExitCode, agreed.Error));
    }

    [Theory]
    [InlineData("plan versions --event nobody", "there is no event nobody")]
    [InlineData("plan show --event nobody", "there is no event nobody")]
    [InlineData("plan rollback --event web-shop --to 1", "plan version 1 is in force already")]
    [InlineData("plan rollback --event web-shop --to 7", "event web-shop has no plan version 7")]
    [InlineData("plan show --event web-shop --version 7", "event web-shop has no plan version 7; the latest is 1")]
    public async Task What_is_not_there_is_said(string call, string error)
    {
        var shell = await moto.InitAsync();
        Assert.Equal(0, (await ToolRun.OfAsync(shell, "plan", "apply", ToolRun.Plan())).ExitCode);
        var run = await ToolRun.OfAsync(shell, call.Split(' '));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    private static async Task<TemporaryFile> ChangedAsync(string piece, string other) => new(
        (await File.ReadAllTextAsync(ToolRun.Plan(), TestContext.Current.CancellationToken))
            .Replace(piece, other, StringComparison.Ordinal),
        ".yaml");
}
