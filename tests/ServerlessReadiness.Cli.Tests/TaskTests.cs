using Ical.Net;
using Ical.Net.CalendarComponents;

namespace ServerlessReadiness.Cli.Tests;

/// <summary>The timeline at the command line: from a plan's file, and of an event on moto.</summary>
public sealed class TaskTests(MotoFixture moto)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plans_tasks_are_listed_before_there_is_an_event()
    {
        var run = await ToolRun.OfAsync("tasks", "list", "--plan", ToolRun.Plan("black-friday"), "--output", "json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var tasks = run.Json["tasks"]!.AsArray();
        Assert.Equal(tasks.Count, (int)run.Json["total"]!);
        Assert.Contains(tasks, t => (string?)t!["task"] == "team" && (string?)t["contact"] == "Min-ji Park");
    }

    [Theory]
    [InlineData("md", "en", "# Event timeline: Black Friday 2026")]
    [InlineData("md", "ko", "# 이벤트 일정: Black Friday 2026")]
    [InlineData("html", "ko", "<html lang=\"ko\">")]
    [InlineData("text", "ko", "제 2-3주")]
    public async Task The_list_is_a_document_in_either_language(string format, string language, string words)
    {
        var run = await ToolRun.OfAsync(
            "tasks", "list", "--plan", ToolRun.Plan("black-friday"), "--format", format, "--language", language);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(words, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_calendar_reads_back_with_phases_tasks_and_alarms()
    {
        var run = await ToolRun.OfAsync("tasks", "ics", "--plan", ToolRun.Plan("black-friday"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(run.Out.Split("\r\n"), l => Assert.True(System.Text.Encoding.UTF8.GetByteCount(l) <= 75, l));
        var calendar = Calendar.Load(run.Out)!;
        Assert.Equal("PUBLISH", calendar.Method);
        var live = Entry(calendar, "phase-live.black-friday-2026@serverless-readiness");
        Assert.Equal(new DateTime(2026, 11, 27, 5, 0, 0, DateTimeKind.Utc), live.Start!.AsUtc);
        var team = Entry(calendar, "task-team.black-friday-2026@serverless-readiness");
        Assert.False(team.Start!.HasTime);
        Assert.Equal(new DateOnly(2026, 11, 3), team.Start.Date);
        var alarm = Assert.Single(team.Alarms);
        Assert.Equal(-15, alarm.Trigger!.Duration!.Value.Hours);
        Assert.Equal(calendar.Events.Count, calendar.Events.Select(e => e.Uid).Distinct().Count());
    }

    [Fact]
    public async Task A_plan_that_drops_a_task_cancels_it_in_calendars_that_have_it()
    {
        using var file = new TemporaryFile(
            await File.ReadAllTextAsync(ToolRun.Plan("product-launch"), Cancel) + "\ntimeline: { cost: { drop: true } }\n",
            ".yaml");
        var run = await ToolRun.OfAsync("tasks", "ics", "--plan", file.Name, "--language", "ko");
        var cost = Entry(Calendar.Load(run.Out)!, "task-cost.launch-2026-10@serverless-readiness");
        Assert.Equal("CANCELLED", cost.Status);
        Assert.Empty(cost.Alarms);
    }

    [Theory]
    [InlineData("tasks list", "no event is named")]
    [InlineData("tasks list --plan x.yaml --event sale", "both an event and a plan's file are named")]
    [InlineData("tasks ics --plan nowhere.yaml", "nowhere.yaml")]
    [InlineData("tasks done No_Task --event sale --reason x", "is no task's id")]
    [InlineData("tasks list --plan x.yaml --format pdf", "pdf")]
    public async Task Bad_input_is_told_with_exit_code_2(string args, string words)
    {
        var run = await ToolRun.OfAsync(args.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_do_move_and_give_away_tasks_and_the_calendar_follows()
    {
        var shell = await LiveAsync();
        await DoneAsync(shell, "tasks", "done", "team", "--event", "web-shop", "--reason", "six people");
        await DoneAsync(shell, "tasks", "assign", "partners", "Kim", "--event", "web-shop", "--reason", "mine");
        await DoneAsync(shell, "tasks", "move", "partners", "2026-11-20", "--event", "web-shop", "--reason", "later");
        var before = await IcsAsync(shell);
        Assert.Equal(1 + 2, Entry(before, "task-partners.web-shop@serverless-readiness").Sequence);
        Assert.Equal(new DateOnly(2026, 11, 20), Entry(before, "task-partners.web-shop@serverless-readiness").Start!.Date);
        var done = Entry(before, "task-team.web-shop@serverless-readiness");
        Assert.StartsWith("Done: ", done.Summary, StringComparison.Ordinal);
        Assert.Empty(done.Alarms);

        await DoneAsync(shell, "tasks", "reopen", "team", "--event", "web-shop", "--reason", "not yet");
        var after = Entry(await IcsAsync(shell), "task-team.web-shop@serverless-readiness");
        Assert.Equal(done.Uid, after.Uid);
        Assert.True(after.Sequence > done.Sequence);

        var unknown = await ToolRun.OfAsync(shell, "tasks", "done", "nothing", "--event", "web-shop", "--reason", "x");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("no task nothing", unknown.Error, StringComparison.Ordinal);
        var status = await ToolRun.OfAsync(shell, "status", "--output", "json");
        Assert.Equal(0, (int)status.Json["events"]![0]!["tasks"]!["done"]!);
        Assert.Contains("Tasks: 0 of ", (await ToolRun.OfAsync(shell, "status")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contacts_are_listed_and_answer()
    {
        var shell = await LiveAsync();
        var none = await ToolRun.OfAsync(shell, "contacts", "list", "--event", "web-shop");
        Assert.Equal(0, none.ExitCode);
        var unknown = await ToolRun.OfAsync(shell, "contact", "confirm", "Nobody", "--event", "web-shop");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("has no contact \"Nobody\"", unknown.Error, StringComparison.Ordinal);
        var silent = await ToolRun.OfAsync(shell, "contact", "decline", "Nobody", "--event", "web-shop");
        Assert.Equal(2, silent.ExitCode);
        Assert.Contains("reason is empty", silent.Error, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyDictionary<string, string>> LiveAsync()
    {
        var shell = await moto.InitAsync();
        var applied = await ToolRun.OfAsync(shell, "plan", "apply", ToolRun.Plan(), "--mode", "act");
        Assert.Equal((0, ""), (applied.ExitCode, applied.Error));
        return shell;
    }

    private static CalendarEvent Entry(Calendar calendar, string uid) => calendar.Events.Single(e => e.Uid == uid);

    private static async Task<Calendar> IcsAsync(IReadOnlyDictionary<string, string> shell)
    {
        var run = await ToolRun.OfAsync(shell, "tasks", "ics", "--event", "web-shop");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return Calendar.Load(run.Out)!;
    }

    private static async Task DoneAsync(IReadOnlyDictionary<string, string> shell, params string[] args)
    {
        var run = await ToolRun.OfAsync(shell, args);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }
}
