using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Operators;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Application.Timeline;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Application.Tests.People;

/// <summary>Tasks of a real event: reminders once a day, and commands that change them.</summary>
public sealed class TaskPlayTests
{
    private static readonly TaskId Team = TaskId.Parse("team");

    [Fact]
    public void Each_owner_hears_once_a_day_and_leaders_see_what_is_late()
    {
        // Ten days before Live, the first two weeks' tasks are late. It is 18:00 in Seoul.
        var desk = new Desk(Crew.Coming, withTasks: true);
        desk.Scenario.Beats(TimeSpan.FromMinutes(30));
        Assert.Empty(desk.Scenario.World.RunMails);
        desk.Scenario.Beats(TimeSpan.FromHours(2));
        Assert.Equal(["minji@example.com", "ops@example.com"], desk.Scenario.World.RunMails.Select(m => m.To).Order());
        desk.Scenario.Beats(TimeSpan.FromHours(10));
        Assert.Equal(2, desk.Scenario.World.RunMails.Count());
        desk.Scenario.Beats(TimeSpan.FromHours(5));
        Assert.Equal(4, desk.Scenario.World.RunMails.Count());
        Assert.Empty(desk.Scenario.World.Messages);
        var issue = Assert.Single(Issues(desk));
        Assert.Equal((IssueKind.TaskLate, true), (issue.Kind, issue.IsOpen));

        foreach (var task in Tasks(desk).Where(t => t.Due < desk.Scenario.Now.AddDays(3)))
        {
            Assert.Equal(CommandState.Done, desk.Give(new OperatorCommand.CompleteTask(task.Id), Desk.Sns).State);
        }

        desk.Scenario.Beats(TimeSpan.FromHours(24));
        Assert.Equal(4, desk.Scenario.World.RunMails.Count());
        Assert.False(Assert.Single(Issues(desk)).IsOpen);
    }

    [Fact]
    public void A_task_is_done_reopened_given_away_and_moved_and_only_that_is_stored()
    {
        var desk = new Desk(Crew.Coming);
        Assert.Empty(Records(desk));
        Assert.Equal("task team is done", desk.Give(new OperatorCommand.CompleteTask(Team)).Words);
        var again = desk.Give(new OperatorCommand.CompleteTask(Team), Desk.Sns);
        Assert.Equal(RefusalKind.Impossible, again.Refusal);
        Assert.Contains("was done by arn:aws:iam::123456789012:user/kim", again.Words, StringComparison.Ordinal);
        Assert.Equal(CommandState.Done, desk.Give(new OperatorCommand.ReopenTask(Team)).State);
        Assert.Equal(RefusalKind.Impossible, desk.Give(new OperatorCommand.ReopenTask(Team)).Refusal);
        Assert.Contains("no contact has that name", desk.Give(new OperatorCommand.AssignTask(Team, "Lee")).Words, StringComparison.Ordinal);
        var due = Sample.T0.AddDays(2);
        desk.Give(new OperatorCommand.MoveTask(Team, due.ToOffset(TimeSpan.FromHours(9))));
        var task = Tasks(desk).Single(t => t.Id == Team);
        Assert.Equal(("Lee", due, false, 4L), (task.Owner, task.Due, task.IsDone, task.Changes));
        Assert.Single(Records(desk));
        Assert.Equal(
            ["task.assign", "task.done", "task.done refused", "task.move", "task.reopen", "task.reopen refused"],
            desk.Lines.Where(l => l.StartsWith("task.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_task_that_the_plan_has_not_is_refused_with_where_to_look()
    {
        var refused = new Desk(Crew.Coming).Give(new OperatorCommand.CompleteTask(TaskId.Parse("nothing")));
        Assert.Equal(RefusalKind.Unknown, refused.Refusal);
        Assert.Equal("see them with readiness tasks list", refused.Next);
        var desk = new Desk(Crew.Coming);
        Assert.Equal(RefusalKind.Invalid, desk.Give(new OperatorCommand.MoveTask(Team, Sample.T0.AddYears(10))).Refusal);
    }

    [Fact]
    public void Owners_whom_no_contact_is_are_told_by_the_topic()
    {
        var desk = new Desk(Crew.Coming with { Contacts = [] }, withTasks: true);
        desk.Scenario.Beats(TimeSpan.FromHours(2));
        Assert.Empty(desk.Scenario.World.RunMails);
        Assert.Equal(2, desk.Scenario.World.Messages.Count());
        Assert.Contains(
            desk.Scenario.World.Messages,
            m => m.Text.Contains("No contact of the plan is called or has the role \"operator\"", StringComparison.Ordinal));
    }

    private static IReadOnlyList<TimelineTask> Tasks(Desk desk) =>
        desk.Scenario.Play(() => TaskBook.ReadAsync(desk.Scenario.Store, Crew.Coming, CancellationToken.None));

    private static IReadOnlyList<TaskRecord> Records(Desk desk) => [.. desk.Scenario.Play(() => desk.Scenario.Store.ListAsync(
        StateKeys.EventPk(Sample.Event), StateKeys.TaskPrefix, StateJson.Default.TaskRecord, CancellationToken.None))
        .Select(r => r.Value)];

    private static IReadOnlyList<Issue> Issues(Desk desk) => [.. desk.Scenario.Play(() => desk.Scenario.Store.ListAsync(
        StateKeys.EventPk(Sample.Event), StateKeys.IssuePrefix, StateJson.Default.Issue, CancellationToken.None))
        .Select(i => i.Value)];
}
