namespace ServerlessReadiness.Cli.Tests;

/// <summary>The commands against moto, as a person would use them one after the other.</summary>
public sealed class MotoTests(MotoFixture moto)
{
    [Fact]
    public async Task From_an_empty_endpoint_to_a_raised_group_and_its_journal()
    {
        var shell = await moto.InitAsync();
        var empty = await ToolRun.OfAsync(shell, "status");
        Assert.Equal((0, true), (empty.ExitCode, empty.Out.StartsWith("No event is open.", StringComparison.Ordinal)));

        var applied = await ToolRun.OfAsync(shell, "plan", "apply", ToolRun.Plan(), "--mode", "act");
        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
        Assert.Contains("plan version 1 is in force; phase Live, mode act.", applied.Out, StringComparison.Ordinal);

        using var signal = Fresh("sns-metric-alarm");
        var sent = await ToolRun.OfAsync(shell, "send", signal.Name, "--local", "--output", "json");
        Assert.Equal((0, ""), (sent.ExitCode, sent.Error));
        var run = sent.Json["signals"]!.AsArray()[0]!["runs"]!.AsArray()[0]!;
        Assert.Equal(("raise-half", "Done"), ((string?)run["runbook"], (string?)run["state"]));
        Assert.Equal("6–8", (string?)run["effects"]!.AsArray()[0]!["after"]);

        var status = await ToolRun.OfAsync(shell, "status", "--output", "json");
        var one = Assert.Single(status.Json["events"]!.AsArray())!;
        Assert.Equal(("web-shop", "act", "Live"), ((string?)one["event"], (string?)one["mode"], (string?)one["phase"]));
        Assert.Equal(6, (int)one["components"]!.AsArray()[0]!["inForce"]!["minimum"]!);
        Assert.Equal(1, (int)one["components"]!.AsArray()[0]!["budgets"]!.AsArray()[0]!["spent"]!);
        Assert.Equal("web-5xx", (string?)Assert.Single(one["alarms"]!.AsArray())!["name"]);
        var text = await ToolRun.OfAsync(shell, "status", "--event", "web-shop");
        Assert.Contains("CapacityUp 1/6", text.Out, StringComparison.Ordinal);
        Assert.Contains("web-5xx", text.Out, StringComparison.Ordinal);

        var journal = await ToolRun.OfAsync(shell, "journal", "--output", "json");
        string[] expected = ["Person", "Decision", "Intent", "Outcome", "Progress"];
        Assert.Equal(expected, journal.Json["lines"]!.AsArray().Select(l => (string?)l!["kind"]));
        var newest = await ToolRun.OfAsync(shell, "journal", "--event", "web-shop", "--limit", "1", "--output", "json");
        Assert.Equal("Progress", (string?)Assert.Single(newest.Json["lines"]!.AsArray())!["kind"]);
    }

    [Fact]
    public async Task The_mode_is_changed_once_journalled_and_makes_firing_alarms_due()
    {
        var shell = await moto.InitAsync();
        var applied = await ToolRun.OfAsync(shell, "plan", "apply", ToolRun.Plan(), "--output", "json");
        Assert.Equal(("observe", 0), ((string?)applied.Json["mode"], applied.ExitCode));
        Assert.Contains("readiness mode act --event web-shop", (string?)applied.Json["next"], StringComparison.Ordinal);

        using var signal = Fresh("sns-metric-alarm");
        var sent = await ToolRun.OfAsync(shell, "send", signal.Name, "--local");
        Assert.Contains("decision: Observed: observing: runbook raise-half would", sent.Out, StringComparison.Ordinal);

        string[] act = ["mode", "act", "--event", "web-shop", "--reason", "rehearsed", "--output", "json"];
        var changed = await ToolRun.OfAsync(shell, act);
        Assert.Equal(0, changed.ExitCode);
        Assert.Equal("mode changed from Observe to Act", (string?)changed.Json["words"]);
        var journal = await ToolRun.OfAsync(shell, "journal", "--output", "json");
        var line = journal.Json["lines"]!.AsArray()[^1]!;
        Assert.Equal(("Person", "resume"), ((string?)line["kind"], (string?)line["verdict"]));
        Assert.Equal($"mode changed from Observe to Act by {changed.Json["who"]}: rehearsed", (string?)line["reason"]);

        // On hold, since the group belongs to other tests as well.
        await ToolRun.OfAsync(shell, "hold", "web", "--event", "web-shop", "--reason", "only look");
        var beat = await ToolRun.OfAsync(shell, "send", ToolRun.Signal("schedule-rule"), "--local");
        Assert.Contains("1 looked at again", beat.Out, StringComparison.Ordinal);
        var again = await ToolRun.OfAsync(shell, act);
        Assert.Equal((0, "mode Act was set already, and is again"), (again.ExitCode, (string?)again.Json["words"]));

        var nobody = await ToolRun.OfAsync(shell, "mode", "act", "--event", "nobody", "--reason", "x");
        Assert.Equal(1, nobody.ExitCode);
        Assert.Contains("there is no event nobody", nobody.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_sent_when_Reporter_is_due_listed_and_shown_as_it_was_sent()
    {
        var shell = await moto.InitAsync();
        await ToolRun.OfAsync(shell, "plan", "apply", ToolRun.Plan(), "--mode", "act");

        var tick = await ToolRun.OfAsync(shell, "send", ToolRun.Signal("schedule-reporter"), "--local");
        Assert.Contains("1 reports made, 1 deliveries sent", tick.Out, StringComparison.Ordinal);
        var again = await ToolRun.OfAsync(shell, "send", ToolRun.Signal("schedule-reporter"), "--local");
        Assert.Contains("0 reports made, 0 deliveries sent", again.Out, StringComparison.Ordinal);

        var list = await ToolRun.OfAsync(shell, "report", "list", "--event", "web-shop", "--output", "json");
        var one = Assert.Single(list.Json["reports"]!.AsArray())!;
        var shown = await ToolRun.OfAsync(shell, "report", "show", (string)one["report"]!, "--event", "web-shop");
        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        Assert.Contains("status report", shown.Out, StringComparison.Ordinal);
        var unknown = await ToolRun.OfAsync(shell, "report", "show", "2020-01-01T00-00-00Z", "--event", "web-shop");
        Assert.Equal(1, unknown.ExitCode);
    }

    [Fact]
    public async Task A_beat_of_Reviewer_here_reads_the_account_and_finds_what_a_person_who_asks_for_a_review_finds()
    {
        var shell = await moto.InitAsync();
        var live = DateTime.UtcNow.Date.AddDays(7);
        using var plan = new TemporaryFile(
            (await File.ReadAllTextAsync(ToolRun.Plan(), TestContext.Current.CancellationToken))
                .Replace("live: 2026-01-01T09:00", $"live: {live:yyyy-MM-dd}T09:00", StringComparison.Ordinal)
                .Replace("cooldown: 2027-12-31", $"cooldown: {live.AddDays(1):yyyy-MM-dd}", StringComparison.Ordinal),
            ".yaml");
        await ToolRun.OfAsync(shell, "plan", "apply", plan.Name, "--mode", "act");

        var tick = await ToolRun.OfAsync(shell, "send", ToolRun.Signal("schedule-reviewer"), "--local");
        await ToolRun.OfAsync(shell, "review", "--event", "web-shop");

        Assert.Contains("1 events reviewed, 1 dashboards changed, 0 failed", tick.Out, StringComparison.Ordinal);
        var journal = await ToolRun.OfAsync(shell, "journal", "--event", "web-shop", "--output", "json");
        var reviews = journal.Json["lines"]!.AsArray()
            .Where(l => ((string?)l!["verdict"])?.StartsWith("review ", StringComparison.Ordinal) == true)
            .Select(l => (string?)l!["reason"])
            .ToArray();
        Assert.Equal(2, reviews.Length);
        Assert.Equal(reviews[0], reviews[1]);
    }

    [Fact]
    public async Task An_unreadable_signal_is_found_in_the_journal_of_the_unassigned()
    {
        var shell = await moto.InitAsync();
        var sent = await ToolRun.OfAsync(shell, "send", ToolRun.Signal("not-json-at-all"), "--local");
        Assert.Equal(1, sent.ExitCode);
        var journal = await ToolRun.OfAsync(shell, "journal", "--event", "unassigned", "--output", "json");
        Assert.Equal("Unreadable", (string?)Assert.Single(journal.Json["lines"]!.AsArray())!["kind"]);
        var none = await ToolRun.OfAsync(shell, "journal");
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("no event is open", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_is_published_to_the_alarm_topic_message_by_message()
    {
        var shell = await moto.InitAsync();
        var sent = await ToolRun.OfAsync(shell, "send", ToolRun.Signal("sns-several-records"), "--output", "json");
        Assert.Equal((0, ""), (sent.ExitCode, sent.Error));
        Assert.Equal(shell["READINESS_ALARM_TOPIC_ARN"], (string?)sent.Json["topic"]);
        Assert.Equal(3, sent.Json["messages"]!.AsArray().Select(m => (string?)m!["messageId"]).Distinct().Count());
    }

    [Fact]
    public async Task Local_init_is_safe_to_repeat_and_prints_lines_for_a_shell()
    {
        var shell = await moto.InitAsync();
        var again = await ToolRun.OfAsync(shell, "local", "init");
        Assert.Equal(0, again.ExitCode);
        Assert.StartsWith($"# Table {shell["READINESS_TABLE"]} was there already", again.Out, StringComparison.Ordinal);
        Assert.Contains($"export READINESS_TABLE={shell["READINESS_TABLE"]}\n", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_event_on_the_same_group_is_refused()
    {
        var shell = await moto.InitAsync();
        Assert.Equal(0, (await ToolRun.OfAsync(shell, "plan", "apply", ToolRun.Plan())).ExitCode);
        var plan = await File.ReadAllTextAsync(ToolRun.Plan(), TestContext.Current.CancellationToken);
        using var other = new TemporaryFile(
            plan.Replace("event: web-shop", "event: other", StringComparison.Ordinal), ".yaml");
        var refused = await ToolRun.OfAsync(shell, "plan", "apply", other.Name);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("group web-asg belongs to the active event web-shop", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_named_with_how_to_make_it()
    {
        var shell = await moto.InitAsync();
        var run = await ToolRun.OfAsync(shell, "status", "--table", "nowhere");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("Table nowhere", run.Error, StringComparison.Ordinal);
        Assert.Contains("readiness local init", run.Error, StringComparison.Ordinal);
    }

    /// <summary>A sample whose alarm changed a moment ago: an old one acts only if CloudWatch agrees.</summary>
    private static TemporaryFile Fresh(string name) => new(File.ReadAllText(ToolRun.Signal(name)).Replace(
        "2026-11-27T00:03:11.897+0000",
        DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ss.fff+0000"),
        StringComparison.Ordinal));
}
