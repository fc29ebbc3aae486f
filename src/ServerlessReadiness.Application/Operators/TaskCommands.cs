using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Application.Operators;

/// <summary>Tasks as people keep them. Only what differs from the plan is stored.</summary>
internal sealed class TaskCommands(IStateStore store)
{
    public async Task<CommandAnswer> ChangeAsync(CommandTask task, CancellationToken stop)
    {
        var id = IdOf(task.Request.Command);
        var planned = TimelineTasks.Of(task.Plan).FirstOrDefault(t => t.Id == id);
        if (planned is null)
        {
            return new CommandAnswer.Refused(
                RefusalKind.Unknown,
                $"event {task.Event} has no task {id}",
                "see them with readiness tasks list");
        }

        var key = StateKeys.Task(task.Event, id);
        var (known, version) = await store.FindAsync(key, stop);
        var record = known ?? TaskRecord.New(task.Event, id);
        var (next, words) = Next(task, planned, record);
        return next is null
            ? new CommandAnswer.Refused(RefusalKind.Impossible, words, "see readiness tasks list")
            : new CommandAnswer.Commit([key.Put(next, version)], words) { Contested = known };
    }

    private static TaskId IdOf(OperatorCommand command) => command switch
    {
        OperatorCommand.CompleteTask c => c.Task,
        OperatorCommand.ReopenTask c => c.Task,
        OperatorCommand.AssignTask c => c.Task,
        OperatorCommand.MoveTask c => c.Task,
        _ => throw new System.Diagnostics.UnreachableException($"{command.Name} is about no task."),
    };

    private static (TaskRecord? Next, string Words) Next(CommandTask task, PlannedTask planned, TaskRecord record) =>
        (task.Request.Command, record) switch
        {
            (OperatorCommand.CompleteTask, { DoneBy: { } by, DoneAt: { } at }) =>
                (null, $"task {planned.Id} was done by {by} at {at:u}"),
            (OperatorCommand.CompleteTask, _) => (
                record with { DoneBy = task.Who, DoneAt = task.Now, Note = task.Request.Reason },
                $"task {planned.Id} is done"),
            (OperatorCommand.ReopenTask, { DoneAt: null }) => (null, $"task {planned.Id} is open already"),
            (OperatorCommand.ReopenTask, _) => (
                record with { DoneBy = null, DoneAt = null, Note = null },
                $"task {planned.Id} is open again"),
            (OperatorCommand.AssignTask c, _) => (
                record with { Owner = c.Owner.Trim() },
                $"task {planned.Id} is {c.Owner.Trim()}'s now"
                + (TaskOwners.ContactOf(task.Plan, c.Owner.Trim()) is null
                    ? "; no contact has that name or role, so reminders go to everyone"
                    : "")),
            (OperatorCommand.MoveTask c, _) => (
                record with { Due = c.Due.ToUniversalTime() },
                $"task {planned.Id} is due {c.Due.ToUniversalTime():u}, not {record.Due ?? planned.Due:u}"),
            _ => throw new System.Diagnostics.UnreachableException($"No row for {task.Request.Command.Name}."),
        };
}
