namespace ServerlessReadiness.Cli.Tests;

/// <summary>The commands with which people move an event, against moto. Nobody beats here, so phases stand still.</summary>
public sealed class EventMoveTests(MotoFixture moto)
{
    [Fact]
    public async Task An_event_is_extended_cooled_down_and_cancelled_and_each_move_is_a_plan_version_and_a_line()
    {
        var shell = await LiveAsync();
        var longer = await ToolRun.OfAsync(
            shell, "event", "extend", "--event", "web-shop", "--by", "2h30m", "--yes", "--output", "json");
        Assert.Equal((0, ""), (longer.ExitCode, longer.Error));
        Assert.Equal(2, (int)longer.Json["planVersion"]!);
        Assert.Contains("extended by 02:30:00", (string?)longer.Json["done"], StringComparison.Ordinal);

        var forward = await ToolRun.OfAsync(shell, "event", "forward", "--event", "web-shop", "--phase", "cooldown", "--reason", "sold out", "--id", "cool-1", "--yes");
        Assert.Equal((0, ""), (forward.ExitCode, forward.Error));
        Assert.Contains("Event web-shop: Cooldown is brought forward", forward.Out, StringComparison.Ordinal);

        // Given once more under its id the move is not made again.
        var moved = await ToolRun.OfAsync(
            shell, "command", "cool-1", "--event", "web-shop", "--output", "json");
        Assert.Equal(("phase.set", "Done"), ((string?)moved.Json["command"]!["do"], (string?)moved.Json["state"]));

        string[] cancel = ["event", "cancel", "--event", "web-shop", "--reason", "site is down", "--yes"];
        var cancelled = await ToolRun.OfAsync(shell, cancel);
        Assert.Equal((0, ""), (cancelled.ExitCode, cancelled.Error));
        var again = await ToolRun.OfAsync(shell, cancel);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("being cancelled: site is down", again.Error, StringComparison.Ordinal);

        var status = await ToolRun.OfAsync(shell, "status");
        Assert.Contains("Cancelled: site is down; it ends once", status.Out, StringComparison.Ordinal);

        var journal = await ToolRun.OfAsync(shell, "journal", "--output", "json");
        var people = journal.Json["lines"]!.AsArray().Where(l => (string?)l!["kind"] == "Person").ToList();
        Assert.Equal(["plan v1", "plan v2", "plan v3", "cancel"], people.Select(l => (string?)l!["verdict"]));
        Assert.Contains("site is down", (string?)people[^1]!["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_event_is_moved_only_with_agreement()
    {
        var shell = await LiveAsync();
        var unasked = await ToolRun.OfAsync(shell, "event", "extend", "--event", "web-shop", "--by", "1h");
        Assert.Equal(2, unasked.ExitCode);
        Assert.Contains("add --yes", unasked.Error, StringComparison.Ordinal);
        var status = await ToolRun.OfAsync(shell, "status", "--event", "web-shop", "--output", "json");
        Assert.Equal(1, (int)status.Json["events"]!.AsArray()[0]!["planVersion"]!);
    }

    [Theory]
    [InlineData(1, "cannot begin later", "event", "postpone", "--event", "web-shop", "--by", "1h", "--yes")]
    [InlineData(1, "cannot be brought forward", "event", "forward", "--event", "web-shop", "--phase", "prewarm", "--reason", "x", "--yes")]
    [InlineData(2, "the reason is empty", "event", "forward", "--event", "web-shop", "--phase", "cooldown", "--reason", " ", "--yes")]
    [InlineData(2, "the reason is empty", "mode", "act", "--event", "web-shop", "--reason", " ")]
    [InlineData(1, "there is no event nobody", "event", "extend", "--event", "nobody", "--by", "1h")]
    [InlineData(2, "no length of time", "event", "extend", "--event", "web-shop", "--by", "soon", "--yes")]
    [InlineData(2, "no length of time", "event", "postpone", "--event", "web-shop", "--by", "0m", "--yes")]
    [InlineData(2, "the reason is empty", "event", "cancel", "--event", "web-shop", "--reason", " ", "--yes")]
    [InlineData(2, "the reason is empty", "restore", "traffic", "--event", "web-shop", "--yes")]
    [InlineData(2, "the reason is empty", "restore", "all", "--event", "web-shop", "--reason", "", "--yes")]
    [InlineData(1, "sheds nothing", "restore", "traffic", "--event", "web-shop", "--reason", "over", "--yes")]
    [InlineData(1, "no component other", "restore", "traffic", "--event", "web-shop", "--component", "other", "--reason", "x", "--yes")]
    [InlineData(1, "no contingency \"fire\"", "drill", "fire", "--event", "web-shop", "--reason", "x", "--yes")]
    [InlineData(2, "the reason is empty", "drill", "fire", "--event", "web-shop", "--yes")]
    [InlineData(1, "there is no event nobody", "drill", "--event", "nobody")]
    [InlineData(1, "event forward --event web-shop", "restore", "all", "--event", "web-shop", "--reason", "x", "--yes")]
    [InlineData(2, "needs its component", "restore", "capacity", "--event", "web-shop", "--force", "--reason", "x", "--yes")]
    [InlineData(2, "the reason is empty", "restore", "capacity", "--event", "web-shop", "--component", "web", "--force", "--yes")]
    [InlineData(2, "no component's name", "keep", "Web!", "--event", "web-shop", "--reason", "x", "--yes")]
    [InlineData(1, "belongs to Cooldown", "keep", "web", "--event", "web-shop", "--reason", "x", "--yes")]
    [InlineData(1, "belongs to Cooldown", "return", "confirm", "1", "--event", "web-shop")]
    [InlineData(1, "is not on hold", "resume", "web", "--event", "web-shop", "--reason", "x", "--yes")]
    public async Task What_cannot_be_done_is_refused_with_its_reason(int exitCode, string words, params string[] args)
    {
        var shell = await LiveAsync();
        var run = await ToolRun.OfAsync(shell, args);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
        Assert.Contains("Next: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_and_pause_show_the_events_way()
    {
        var shell = await LiveAsync();
        var status = await ToolRun.OfAsync(shell, "status", "--event", "web-shop", "--output", "json");
        var one = status.Json["events"]!.AsArray()[0]!.AsObject();
        Assert.Empty(one["stages"]!.AsArray());
        Assert.Empty(one["armed"]!.AsArray());
        Assert.Empty(one["issues"]!.AsArray());
        Assert.True(one.ContainsKey("return") && one["return"] is null);
        Assert.True(one.ContainsKey("spend") && one["spend"] is null);
        var paused = await ToolRun.OfAsync(
            shell, "mode", "paused", "--event", "web-shop", "--reason", "look", "--output", "json");
        Assert.Empty(paused.Json["armed"]!.AsArray());
    }

    [Fact]
    public async Task A_restore_is_a_command_with_id_identity_and_a_journalled_refusal()
    {
        var shell = await LiveAsync();
        string[] restore = ["restore", "all", "--event", "web-shop", "--reason", "over", "--id", "r-1", "--yes"];
        var refused = await ToolRun.OfAsync(shell, restore);
        Assert.Equal(1, refused.ExitCode);
        var stored = await ToolRun.OfAsync(shell, "command", "r-1", "--event", "web-shop", "--output", "json");
        Assert.Equal(("restore", "Refused"), ((string?)stored.Json["command"]!["do"], (string?)stored.Json["state"]));
        Assert.StartsWith("arn:aws:sts::123456789012:", (string?)stored.Json["who"], StringComparison.Ordinal);
        Assert.Equal(refused.Error, (await ToolRun.OfAsync(shell, restore)).Error);
        var journal = await ToolRun.OfAsync(shell, "journal", "--event", "web-shop", "--output", "json");
        Assert.Single(journal.Json["lines"]!.AsArray(), l => (string?)l!["verdict"] == "restore refused");

        // Another command under the same id is none of ours.
        var other = await ToolRun.OfAsync(
            shell, "restore", "traffic", "--event", "web-shop", "--reason", "over", "--id", "r-1", "--yes");
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("for another restore", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contingency_is_in_doubt_until_it_is_drilled_and_a_drill_is_under_way_once_started()
    {
        var shell = await moto.InitAsync();
        using var plan = new TemporaryFile(
            await File.ReadAllTextAsync(ToolRun.Plan(), TestContext.Current.CancellationToken) + """

            contingencies:
              more-than-planned: { scenario: Twice as many come, component: web, run: tell-people, rto: 5m, fault: flood }
            """,
            ".yaml");
        var applied = await ToolRun.OfAsync(shell, "plan", "apply", plan.Name, "--mode", "act");
        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
        var before = await ToolRun.OfAsync(shell, "drill", "--event", "web-shop", "--output", "json");
        var contingency = before.Json["contingencies"]!.AsArray().Single()!;
        Assert.Equal(("more-than-planned", 300), ((string?)contingency["contingency"], (int)contingency["targetSeconds"]!));
        Assert.Contains("never", (string?)contingency["doubt"], StringComparison.Ordinal);
        var shown = await ToolRun.OfAsync(shell, "plan", "show", "--event", "web-shop");
        Assert.Contains("it was never rehearsed or drilled", shown.Out, StringComparison.Ordinal);

        string[] drill = ["drill", "more-than-planned", "--event", "web-shop", "--reason", "practice", "--yes"];
        var started = await ToolRun.OfAsync(shell, drill);
        Assert.Equal((0, ""), (started.ExitCode, started.Error));
        Assert.Contains("drill of more-than-planned started as run", started.Out, StringComparison.Ordinal);
        var again = await ToolRun.OfAsync(shell, drill);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("is under way since", again.Error, StringComparison.Ordinal);
        var status = await ToolRun.OfAsync(shell, "status", "--event", "web-shop", "--output", "json");
        var one = status.Json["events"]!.AsArray()[0]!;
        Assert.NotNull(one["contingencies"]!.AsArray()[0]!["drillSince"]);
        Assert.Empty(one["ladders"]!.AsArray());
    }

    private async Task<IReadOnlyDictionary<string, string>> LiveAsync()
    {
        var shell = await moto.InitAsync();
        var applied = await ToolRun.OfAsync(shell, "plan", "apply", ToolRun.Plan(), "--mode", "act");
        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
        return shell;
    }
}
