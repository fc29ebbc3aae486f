using System.Diagnostics;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Shedding;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Application.Operators;

/// <summary>What each command does. One row a command.</summary>
internal sealed class CommandWork(IStateStore store, CommandTools tools, TimeProvider time)
{
    /// <summary>A process that has not ended long work by then has stopped; another goes on.</summary>
    public static readonly TimeSpan LongTime = Rearm.TimeLimit + TimeSpan.FromMinutes(2);

    private readonly ComponentCommands _components = new(store);
    private readonly IssueCommands _issues = new(store, tools.Ids);
    private readonly AlarmCommands _alarms = new(store);
    private readonly RunCommands _runs = new(store);
    private readonly TaskCommands _tasks = new(store);
    private readonly ContactCommands _contacts = new(store);
    private readonly ReviewCommands _reviews = new(store);

    /// <param name="task">The command, with what it is decided on.</param>
    /// <param name="watched">The table for use cases that commit by themselves.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<CommandAnswer> DoAsync(CommandTask task, CommandStore watched, CancellationToken stop) =>
        task.Request.Command switch
        {
            OperatorCommand.StartRun c => RunCommands.StartAsync(task, c, tools.Starter(watched), stop),
            OperatorCommand.SetFloor c => RunCommands.SetFloorAsync(task, c, tools.Starter(watched), stop),
            OperatorCommand.ApproveRun or OperatorCommand.RejectRun or OperatorCommand.SkipStep
                or OperatorCommand.RetryRun or OperatorCommand.AbortRun => _runs.RequestAsync(task, stop),
            OperatorCommand.PauseEvent => Now(SetMode(task, AutomationMode.Paused)),
            OperatorCommand.ResumeEvent => Now(SetMode(task, AutomationMode.Act)),
            OperatorCommand.ObserveEvent => Now(SetMode(task, AutomationMode.Observe)),
            OperatorCommand.SetPhase when tools.LeavesLongWork => Now(CommandAnswer.HandedOver.Instance),
            OperatorCommand.SetPhase c => SetPhaseAsync(task, c, tools.Moves(watched), stop),
            OperatorCommand.HoldComponent c => _components.HoldAsync(task, c, stop),
            OperatorCommand.ReleaseComponent c => _components.ReleaseAsync(task, c, stop),
            OperatorCommand.KeepComponent c => KeepAsync(task, c, tools.Returns(watched), stop),
            OperatorCommand.OpenIssue c => Now(_issues.Open(task, c)),
            OperatorCommand.UpdateIssue c => _issues.UpdateAsync(task, c, stop),
            OperatorCommand.CloseIssue c => _issues.CloseAsync(task, c, stop),
            OperatorCommand.AcknowledgeAlarm c => _alarms.AcknowledgeAsync(task, c, stop),
            OperatorCommand.Restore c => RestoreAsync(task, c, tools.Traffic(watched), tools.Returns(watched), stop),
            OperatorCommand.CompleteTask or OperatorCommand.ReopenTask or OperatorCommand.AssignTask
                or OperatorCommand.MoveTask => _tasks.ChangeAsync(task, stop),
            OperatorCommand.ConfirmContact c =>
                _contacts.AnswerAsync(task, c.Contact, ContactAnswer.Confirmed, stop),
            OperatorCommand.DeclineContact c =>
                _contacts.AnswerAsync(task, c.Contact, ContactAnswer.Declined, stop),
            OperatorCommand.AttestItem c => _reviews.AttestAsync(task, c, stop),
            _ => throw new UnreachableException($"No row for {task.Request.Command.GetType().Name}."),
        };

    /// <summary>Work that was left to Executor. It may be done twice, so it must not matter.</summary>
    public Task<CommandAnswer> DoLongAsync(CommandTask task, CancellationToken stop) => task.Request.Command switch
    {
        OperatorCommand.SetPhase c => SetPhaseAsync(task, c, tools.Moves(store), stop),
        _ => throw new UnreachableException($"{task.Request.Command.Name} is never handed over."),
    };

    /// <summary>What follows once the command's commit stands.</summary>
    public async Task AfterAsync(CommandTask task, CancellationToken stop)
    {
        if (task.Request.Command is OperatorCommand.ResumeEvent or OperatorCommand.ObserveEvent)
        {
            await tools.Modes.LookAgainAsync(task.Event, time.GetUtcNow(), stop);
        }
    }

    private static CommandAnswer SetMode(CommandTask task, AutomationMode mode)
    {
        var head = task.Head;
        if (head.Phase is Phase.Closed or Phase.Cancelled)
        {
            return new CommandAnswer.Refused(
                RefusalKind.Impossible,
                $"event {head.Event} is {head.Phase}, so no automation is left to set",
                "apply a plan with a new event id");
        }

        var next = head with { Mode = mode, ModeReason = task.Request.Reason, ChangedAt = task.Now };
        return new CommandAnswer.Commit(
            [StateKeys.Head(head.Event).Put(next, task.HeadVersion)],
            head.Mode == mode ? $"mode {mode} was set already, and is again" : $"mode changed from {head.Mode} to {mode}")
        {
            // A pause wins over whatever happens beside it; what lets automation act does not win over a pause.
            Contested = mode == AutomationMode.Paused ? null : head.Mode,
        };
    }

    private static async Task<CommandAnswer> SetPhaseAsync(
        CommandTask task,
        OperatorCommand.SetPhase command,
        EventMoves moves,
        CancellationToken stop)
    {
        if (task.Head.Phase == command.Phase)
        {
            return new CommandAnswer.Performed($"event {task.Event} is in phase {command.Phase} already");
        }

        return Of(await moves.BringForwardAsync(task.Event, command.Phase, task.Who, stop));
    }

    private static async Task<CommandAnswer> RestoreAsync(
        CommandTask task,
        OperatorCommand.Restore command,
        TrafficMoves traffic,
        ReturnMoves returns,
        CancellationToken stop)
    {
        var (id, who, reason) = (task.Event, task.Who, task.Request.Reason);
        if (command.Component is { } name && task.Plan.FindComponent(name) is null)
        {
            return ComponentCommands.Unknown(task, name);
        }

        // Traffic goes back before what carries it is taken away.
        var moved = command.What is RestoreKind.Traffic or RestoreKind.All
            ? Of(await traffic.RestoreAsync(id, command.Component, reason, who, stop))
            : null;
        if (command.What == RestoreKind.Traffic)
        {
            return moved!;
        }

        var lowered = Of(command.Component is { } one
            ? await returns.RestoreAsync(id, one, command.Force ? reason : null, who, stop)
            : await returns.RestoreAllAsync(id, who, stop));
        return (moved, lowered) switch
        {
            (CommandAnswer.Performed first, CommandAnswer.Performed second) =>
                second with { Words = $"{first.Words}; {second.Words}" },
            (CommandAnswer.Performed first, CommandAnswer.Refused second) =>
                first with { Words = $"{first.Words}; but capacity was left: {second.Refusal.Reason}" },
            _ => lowered,
        };
    }

    private static async Task<CommandAnswer> KeepAsync(
        CommandTask task,
        OperatorCommand.KeepComponent command,
        ReturnMoves returns,
        CancellationToken stop) => task.Plan.FindComponent(command.Component) is null
        ? ComponentCommands.Unknown(task, command.Component)
        : Of(await returns.KeepAsync(task.Event, command.Component, task.Request.Reason, task.Who, stop));

    private static CommandAnswer Of(MoveOutcome outcome) => outcome switch
    {
        MoveOutcome.Done done => new CommandAnswer.Performed(done.Words),
        MoveOutcome.Refused refused => new CommandAnswer.Refused(
            RefusalKind.Impossible,
            refused.Reason,
            refused.NextStep),
        _ => throw new UnreachableException($"No row for {outcome.GetType().Name}."),
    };

    private static Task<CommandAnswer> Now(CommandAnswer answer) => Task.FromResult(answer);
}
