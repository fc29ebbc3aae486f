using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Tests.Support;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Core.Tests.Timeline;

/// <summary>Owners are reminded once a morning, of what is late and what is near; whoever is done hears nothing.</summary>
public sealed class ReminderDeciderTests
{
    private static readonly EventId Sale = EventId.Parse("sale");
    private static readonly PlanClocks Clocks = new(People.Plan);

    /// <summary>Monday, 08:00 in Seoul.</summary>
    private static readonly DateTimeOffset Monday = new(2026, 11, 8, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_week_of_looks_makes_one_message_a_morning_for_each_owner()
    {
        TimelineTask[] tasks =
        [
            Task("late-one", "ops", Monday.AddDays(-2)),
            Task("near", "ops", Monday.AddHours(34)),
            Task("far", "ops", Monday.AddDays(20)),
            Task("other", "owner", Monday.AddDays(-1)),
            Done("done", "boss", Monday.AddDays(-3)),
        ];
        TimelineMemory? memory = null;
        var said = new List<string>();
        for (var at = Monday; at < Monday.AddDays(7); at += TimeSpan.FromMinutes(10))
        {
            if (!ReminderDecider.IsTimeToLook(memory, at))
            {
                continue;
            }

            var decision = ReminderDecider.Decide(Sale, memory, tasks, Clocks, at);
            memory = decision.Next;
            said.AddRange(decision.Reminders.Select(r =>
                $"{Clocks.ToLocal(at):ddd HH:mm} {r.Owner} {string.Join("+", r.Late.Select(t => t.Id))}/{string.Join("+", r.Near.Select(t => t.Id))}"));
        }

        Assert.Equal(7 * 2, said.Count);
        Assert.Equal("Mon 09:00 ops late-one/near", said[0]);
        Assert.Equal("Mon 09:00 owner other/", said[1]);
        Assert.Equal("Wed 09:00 ops late-one+near/", said[4]);
        Assert.DoesNotContain(said, s => s.Contains("boss", StringComparison.Ordinal) || s.Contains("done", StringComparison.Ordinal));
    }

    [Fact]
    public void The_first_look_tells_nobody_and_no_look_reads_before_its_time()
    {
        var decision = ReminderDecider.Decide(Sale, null, [Task("late", "ops", Monday.AddDays(-2))], Clocks, Monday.AddHours(5));
        Assert.Empty(decision.Reminders);
        Assert.Null(decision.Issue);
        Assert.False(ReminderDecider.IsTimeToLook(decision.Next, Monday.AddHours(5.99)));
        Assert.True(ReminderDecider.IsTimeToLook(decision.Next, Monday.AddHours(6)));
    }

    [Fact]
    public void Late_tasks_are_one_issue_until_none_is_late()
    {
        var memory = new TimelineMemory(Sale, Monday, Monday, IssueOpen: false);
        TimelineTask[] late = [Task("a", "ops", Monday.AddDays(-2)), Task("b", "ops", Monday.AddDays(-1))];
        var opened = ReminderDecider.Decide(Sale, memory, late, Clocks, Monday.AddHours(1));
        var open = Assert.IsType<IssueWish.Open>(opened.Issue);
        Assert.Equal(IssueKind.TaskLate, open.Kind);
        Assert.StartsWith("2 task(s) of the timeline are late: a (ops, due 2026-11-07)", open.Summary, StringComparison.Ordinal);
        Assert.Null(ReminderDecider.Decide(Sale, opened.Next, late, Clocks, Monday.AddHours(2)).Issue);
        var closed = ReminderDecider.Decide(Sale, opened.Next, [Done("a", "ops", Monday)], Clocks, Monday.AddHours(3));
        Assert.IsType<IssueWish.Close>(closed.Issue);
        Assert.Null(ReminderDecider.Decide(Sale, closed.Next, [], Clocks, Monday.AddHours(4)).Issue);
    }

    [Fact]
    public void Progress_counts_what_is_done_late_and_next()
    {
        TimelineTask[] tasks =
            [Done("a", "x", Monday), Task("b", "x", Monday.AddDays(-1)), Task("c", "x", Monday.AddDays(2))];
        var progress = TaskProgress.Of(tasks, Clocks, Monday);
        Assert.Equal((3, 1, 1, "c"), (progress.Total, progress.Done, progress.Late, progress.Next!.Id.Value));
    }

    private static TimelineTask Task(string id, string owner, DateTimeOffset due) =>
        new(new PlannedTask(TaskId.Parse(id), TaskStage.Week4, new TaskText.Own(id), owner, due), null);

    private static TimelineTask Done(string id, string owner, DateTimeOffset due) => Task(id, owner, due) with
    {
        Record = TaskRecord.New(Sale, TaskId.Parse(id)) with { DoneBy = "kim", DoneAt = due },
    };
}
