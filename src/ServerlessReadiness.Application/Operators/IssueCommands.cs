using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Operators;

/// <summary>Issues as people keep them: opened, given an owner and an expected end, closed.</summary>
internal sealed class IssueCommands(IStateStore store, Ids ids)
{
    public CommandAnswer Open(CommandTask task, OperatorCommand.OpenIssue command)
    {
        if (command.Component is { } name && task.Plan.FindComponent(name) is null)
        {
            return ComponentCommands.Unknown(task, name);
        }

        var issue = new Issue(
            task.Event,
            ids.Next(),
            command.Component,
            IssueKind.Reported,
            command.Summary,
            command.PlanOfAction ?? "nothing said yet",
            command.Owner,
            command.ExpectedBy,
            task.Now,
            null,
            null);
        var commit = Commit(issue, 0, $"issue {issue.Id} opened: {issue.Summary}{Terms(issue)}");
        return !EscalationLadder.IsFor(issue) ? commit : commit with
        {
            Writes =
            [
                .. commit.Writes,
                StateKeys.Escalation(issue.Event, issue.Id)
                    .Put(EscalationRecord.Begin(issue.Event, issue.Id, isRun: false, task.Now), 0, task.Now),
            ],
        };
    }

    public async Task<CommandAnswer> UpdateAsync(
        CommandTask task,
        OperatorCommand.UpdateIssue command,
        CancellationToken stop)
    {
        var (issue, version) = await store.FindAsync(StateKeys.Issue(task.Event, command.Issue), stop);
        if (issue is not { IsOpen: true })
        {
            return NotOpen(task, command.Issue, issue);
        }

        var next = issue with
        {
            Summary = command.Summary ?? issue.Summary,
            PlanOfAction = command.PlanOfAction ?? issue.PlanOfAction,
            Owner = command.Owner ?? issue.Owner,
            ExpectedBy = command.ExpectedBy ?? issue.ExpectedBy,
        };
        return Commit(next, version, $"issue {issue.Id} updated: {next.Summary}; {next.PlanOfAction}{Terms(next)}") with
        {
            Contested = (issue.Summary, issue.PlanOfAction, issue.Owner, issue.ExpectedBy),
        };
    }

    public async Task<CommandAnswer> CloseAsync(
        CommandTask task,
        OperatorCommand.CloseIssue command,
        CancellationToken stop)
    {
        var (issue, version) = await store.FindAsync(StateKeys.Issue(task.Event, command.Issue), stop);
        return issue is { IsOpen: true }
            ? Commit(issue with { ClosedAt = task.Now }, version, $"issue {issue.Id} closed: {issue.Summary}")
            : NotOpen(task, command.Issue, issue);
    }

    private static CommandAnswer.Commit Commit(Issue issue, long version, string words) =>
        new([StateKeys.Issue(issue.Event, issue.Id).Put(issue, version)], words)
        {
            Component = issue.Component,
            Issue = issue.Id,
        };

    private static CommandAnswer.Refused NotOpen(CommandTask task, RunId id, Issue? issue) => issue is null
        ? new(RefusalKind.Unknown, $"event {task.Event} has no issue {id}", "see readiness issue list")
        : new(
            RefusalKind.Impossible,
            $"issue {id} was closed at {issue.ClosedAt:u}",
            "open a new one if the problem is back");

    private static string Terms(Issue issue) =>
        (issue.Owner is { } owner ? $"; owner {owner}" : "")
        + (issue.ExpectedBy is { } at ? $"; expected to be over by {at:u}" : "");
}
