using ServerlessReadiness.Core.Documents;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Checks;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Tests.Support;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Core.Tests.Timeline;

/// <summary>Tasks come from the plan: which, by when, and what the plan's own words change.</summary>
public sealed class TimelineTasksTests
{
    private static readonly PlanClocks Clocks = new(People.Plan);

    [Theory]
    [InlineData("team", TaskStage.Week1, "2026-11-03 18:00 Tuesday")]
    [InlineData("partners", TaskStage.Week1, "2026-11-06 18:00 Friday")]
    [InlineData("architecture", TaskStage.Weeks2And3, "2026-11-13 18:00 Friday")]
    [InlineData("practices", TaskStage.Weeks2And3, "2026-11-13 18:00 Friday")]
    [InlineData("scaling", TaskStage.Week4, "2026-11-20 18:00 Friday")]
    [InlineData("availability", TaskStage.Week4, "2026-11-25 18:00 Wednesday")]
    [InlineData("war-room", TaskStage.EventDay, "2026-11-27 08:30 Friday")]
    [InlineData("announce-end", TaskStage.After, "2026-11-30 18:00 Monday")]
    [InlineData("verify", TaskStage.After, "2026-12-01 18:00 Tuesday")]
    [InlineData("improve", TaskStage.After, "2026-12-14 18:00 Monday")]
    public void A_task_is_due_at_the_end_of_a_working_day_on_the_events_clocks(string id, TaskStage stage, string due)
    {
        var task = Task(People.Plan, id);
        Assert.Equal(stage, task.Stage);
        Assert.Equal(due, Local(task.Due));
    }

    [Fact]
    public void Every_stage_of_the_white_paper_has_tasks_and_every_id_is_unique()
    {
        var tasks = TimelineTasks.Of(People.Plan);
        Assert.Equal(Enum.GetValues<TaskStage>(), tasks.Select(t => t.Stage).Distinct().Order());
        Assert.Equal(tasks.Count, tasks.Select(t => t.Id).Distinct().Count());
        Assert.Equal(tasks.Select(t => t.Due).Order(), tasks.Select(t => t.Due));
    }

    [Fact]
    public void Components_contingencies_and_freezes_bring_tasks_of_their_own()
    {
        var consent = new RestartConsent("Kim", People.Live.AddDays(-3), People.Live.AddDays(-2));
        var front = People.Plan.Components[0] with { Restart = consent };
        var plan = People.Plan with
        {
            Components = [front, .. People.Plan.Components.Skip(1)],
            Contingencies =
            [
                new Contingency("Region lost!", "x", front.Name, RunbookName.Parse("go"), null, TimeSpan.FromMinutes(12.5), null),
            ],
            Freezes = [new Freeze("the final whistle", People.Live, People.Live.AddHours(1), [], true)],
        };
        var wording = new Wording(Language.English, Clocks);
        Assert.Contains($"restart-{front.Name}", TimelineTasks.Of(plan).Select(t => t.Id.Value));
        Assert.Contains($"ceiling of {front.Ceiling}", Words($"quotas-{front.Name}"), StringComparison.Ordinal);
        Assert.Contains("Region lost!; it has to take at most 13 min", Words("contingency-region-lost"), StringComparison.Ordinal);
        Assert.Contains("\"the final whistle\"", Words("freeze-the-final-whistle"), StringComparison.Ordinal);

        string Words(string id) => TaskWords.Of(Task(plan, id).Text, wording);
    }

    [Fact]
    public void The_plan_adds_moves_gives_away_and_drops_tasks()
    {
        var due = People.Live.AddDays(-9);
        var plan = People.Plan with
        {
            Timeline =
            [
                new TaskPlan(TaskId.Parse("load-test"), "Load-test", null, due, "Ops", Drop: false),
                new TaskPlan(TaskId.Parse("team"), null, null, due, "Boss", Drop: false),
                new TaskPlan(TaskId.Parse("cost"), null, null, null, null, Drop: true),
            ],
        };
        Assert.DoesNotContain(PlanCheck.Check(plan), p => p.Path.StartsWith("timeline", StringComparison.Ordinal));
        Assert.Equal((TaskStage.Weeks2And3, "Ops"), (Task(plan, "load-test").Stage, Task(plan, "load-test").Owner));
        Assert.Equal((due, "Boss"), (Task(plan, "team").Due, Task(plan, "team").Owner));
        Assert.IsType<TaskText.Known>(Task(plan, "team").Text);
        Assert.DoesNotContain("cost", TimelineTasks.Of(plan).Select(t => t.Id.Value));
        Assert.Equal("cost", Assert.Single(TimelineTasks.Dropped(plan)).Id.Value);
    }

    [Theory]
    [InlineData("nothing", null, false, true, "no task nothing to drop")]
    [InlineData("nothing", null, false, false, "no task nothing to change")]
    [InlineData("new", "What", false, false, "has no due")]
    [InlineData("new", null, true, false, "has no what")]
    public void What_is_no_task_is_a_problem_of_the_plan(string id, string? what, bool hasDue, bool drop, string cause)
    {
        DateTimeOffset? due = hasDue ? People.Live : null;
        var plan = People.Plan with { Timeline = [new TaskPlan(TaskId.Parse(id), what, null, due, null, drop)] };
        var problem = Assert.Single(PlanCheck.Check(plan), p => p.Path == "timeline[0]");
        Assert.Contains(cause, problem.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_postponed_plan_takes_its_tasks_along()
    {
        var plan = People.Plan with
        {
            Timeline = [new TaskPlan(TaskId.Parse("mine"), "x", null, People.Live.AddDays(-1), null, false)],
            Contacts = [People.Owner with { Confirm = People.Live.AddDays(-3) }],
        };
        var later = PlanShift.Postpone(plan, TimeSpan.FromDays(7));
        Assert.Equal(Task(plan, "team").Due.AddDays(7), Task(later, "team").Due);
        Assert.Equal(Task(plan, "mine").Due.AddDays(7), Task(later, "mine").Due);
        Assert.Equal(People.Live.AddDays(4), later.Contacts[0].Confirm);
    }

    [Fact]
    public void Working_hours_end_where_the_clocks_change()
    {
        var clocks = new PlanClocks(
        [
            new UtcOffsetChange(DateTimeOffset.UnixEpoch, TimeSpan.FromHours(-4), "EDT"),
            new UtcOffsetChange(new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(-5), "EST"),
        ]);
        var live = new DateTimeOffset(2026, 11, 9, 14, 0, 0, TimeSpan.Zero);
        Assert.Equal(new DateTimeOffset(2026, 10, 30, 22, 0, 0, TimeSpan.Zero), WorkingDays.Before(live, 8, clocks));
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 23, 0, 0, TimeSpan.Zero), WorkingDays.Before(live, 7, clocks));
    }

    [Fact]
    public void The_list_reads_in_both_languages_and_hides_no_markup()
    {
        var plan = People.Plan with
        {
            Timeline = [new TaskPlan(TaskId.Parse("mine"), "<b>|`x`", null, People.Live.AddDays(-1), "A|B", false)],
        };
        TimelineTask[] tasks = [.. TimelineTasks.Of(plan).Select(t => new TimelineTask(t, null))];
        var english = Markdown.Write(TimelineDocument.Of(plan, tasks, Language.English, People.Live));
        var korean = HtmlPage.Write(TimelineDocument.Of(plan, tasks, Language.Korean, People.Live));
        Assert.Contains("## Weeks 2–3", english, StringComparison.Ordinal);
        Assert.Contains("제 2-3주", korean, StringComparison.Ordinal);
        Assert.Contains("성공 기준", korean, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", korean, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_that_drops_every_task_has_an_empty_list_that_says_so()
    {
        var plan = People.Plan with
        {
            Timeline = EquatableList.From(TimelineTasks.Generated(People.Plan)
                .Select(t => new TaskPlan(t.Id, null, null, null, null, Drop: true))),
        };
        Assert.Empty(TimelineTasks.Of(plan));
        var page = PlainText.Write(TimelineDocument.Of(plan, [], Language.English, People.Live));
        Assert.Contains("drops every task", page, StringComparison.Ordinal);
    }

    private static PlannedTask Task(CompiledPlan plan, string id) =>
        TimelineTasks.Of(plan).Single(t => t.Id.Value == id);

    private static string Local(DateTimeOffset at) =>
        Clocks.ToLocal(at).ToString("yyyy-MM-dd HH:mm dddd", System.Globalization.CultureInfo.InvariantCulture);
}
