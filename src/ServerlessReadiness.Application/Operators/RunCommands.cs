using System.Diagnostics;
using System.Globalization;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Operators;

/// <summary>Starts runs, and asks something of those under way.</summary>
internal sealed class RunCommands(IStateStore store)
{
    public async Task<CommandAnswer> RequestAsync(CommandTask task, CancellationToken stop)
    {
        var (kind, id, step) = task.Request.Command switch
        {
            OperatorCommand.ApproveRun c => (RunRequestKind.Approve, c.Run, c.Step),
            OperatorCommand.RejectRun c => (RunRequestKind.Reject, c.Run, c.Step),
            OperatorCommand.SkipStep c => (RunRequestKind.Skip, c.Run, c.Step),
            OperatorCommand.RetryRun c => (RunRequestKind.Retry, c.Run, c.Step),
            OperatorCommand.AbortRun c => (c.Undo ? RunRequestKind.AbortAndUndo : RunRequestKind.Abort, c.Run, null),
            _ => throw new UnreachableException($"{task.Request.Command.Name} asks nothing of a run."),
        };
        var key = StateKeys.Run(task.Event, id);
        var (run, version) = await store.FindAsync(key, stop);
        if (run is null)
        {
            return new CommandAnswer.Refused(
                RefusalKind.Unknown,
                $"event {task.Event} has no run {id}",
                "see them with readiness runs");
        }

        var request = new RunRequest(kind, task.Who, task.Roles, task.Request.Reason, task.Now, step);
        var verdict = RunRequests.Apply(run, request, task.Now);
        return verdict.Next is { } next
            ? new CommandAnswer.Commit([key.Put(next with { DueAt = task.Now }, version, task.Now)], verdict.Reason)
            {
                Component = run.Component,
                Run = run.Id,
                HandsRunOver = true,
            }
            : Refused(verdict.Reason, verdict.NeedsAnotherRole ? RefusalKind.NotPermitted : RefusalKind.Impossible);
    }

    public static async Task<CommandAnswer> StartAsync(
        CommandTask task,
        OperatorCommand.StartRun command,
        RunStarter starter,
        CancellationToken stop)
    {
        var start = new RunStart(
            command.Runbook,
            command.Component,
            new RunTrigger.ByOperator(task.Who),
            task.Request.Reason,
            ParametersOf(command),
            command.Instance);
        var started = await starter.StartAsync(OpenOf(task), start, stop);
        return started.Run is { } run
            ? new CommandAnswer.Performed(started.Reason, run.Id)
            : Refused(started.Reason, KindOf(task, command));
    }

    /// <summary>A floor is a run like any other, so that holds, leases, budgets and freezes count for it too.</summary>
    public static Task<CommandAnswer> SetFloorAsync(
        CommandTask task,
        OperatorCommand.SetFloor command,
        RunStarter starter,
        CancellationToken stop)
    {
        if (task.Plan.FindComponent(command.Component) is { } component && command.Floor > component.Ceiling)
        {
            return Task.FromResult<CommandAnswer>(new CommandAnswer.Refused(
                RefusalKind.Invalid,
                $"a floor of {command.Floor} is above the ceiling of component {component.Name}, {component.Ceiling}",
                "use less, or apply a plan with a higher ceiling"));
        }

        var floor = command.Floor.ToString(CultureInfo.InvariantCulture);
        return StartAsync(
            task,
            new OperatorCommand.StartRun(
                BuiltInRunbooks.SetFloorName,
                command.Component,
                new Dictionary<string, string>(StringComparer.Ordinal) { [BuiltInRunbooks.FloorParameter] = floor }),
            starter,
            stop);
    }

    /// <summary>
    /// What names nothing of the plan, and a parameter that does not fit, are told from what cannot be done now.
    /// </summary>
    private static RefusalKind KindOf(CommandTask task, OperatorCommand.StartRun command) =>
        task.Plan.FindComponent(command.Component) is not { } component
            || BuiltInRunbooks.Resolve(task.Plan, command.Runbook, component) is not { } runbook
            ? RefusalKind.Unknown
            : RunbookBinding.Bind(runbook, ParametersOf(command)).Runbook is null
                ? RefusalKind.Invalid
                : RefusalKind.Impossible;

    private static IReadOnlyDictionary<string, string> ParametersOf(OperatorCommand.StartRun command) =>
        command.Parameters ?? RunbookBinding.NothingGiven;

    private static OpenEvent OpenOf(CommandTask task) => new(
        new EventListing(
            task.Event,
            task.Plan.Name,
            task.Plan.Schedule.Live,
            task.Plan.Schedule.Cooldown,
            Open: task.Head.Phase is not (Phase.Closed or Phase.Cancelled),
            task.Head.PlanVersion),
        task.Plan);

    /// <summary>A refusal's words end with its next step, after the last semicolon.</summary>
    private static CommandAnswer.Refused Refused(string words, RefusalKind kind)
    {
        words = words.TrimEnd('.');
        var cut = words.LastIndexOf("; ", StringComparison.Ordinal);
        return cut < 0
            ? new CommandAnswer.Refused(kind, words, "look with readiness status")
            : new CommandAnswer.Refused(kind, words[..cut], words[(cut + 2)..]);
    }
}
