using Amazon.Lambda.Core;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Signals;

namespace ServerlessReadiness.Functions;

/// <summary>Goes on with runs and commands that were handed over.</summary>
public sealed class Executor(Host host)
{
    public Task<Stream> Handle(Stream input, ILambdaContext context) =>
        FunctionSignals.HandleAsync(host, input, context, nameof(Executor), GoOnAsync);

    private async Task<IReadOnlyList<FunctionOutcome>> GoOnAsync(Signal.CommandDue due)
    {
        var record = await host.Commands.GoOnAsync(due.EventId, due.Command, CancellationToken.None);
        await host.ShowAsync(due.EventId, isAwaited: false);
        return record is null
            ? [new FunctionOutcome(
                due.EventId.Value,
                "unknown command",
                $"the table has no command {due.Command}",
                null,
                null)]
            : [new FunctionOutcome(due.EventId.Value, record.State.ToString(), record.Words, record.Run?.Value, null)];
    }

    private async Task<IReadOnlyList<FunctionOutcome>?> GoOnAsync(Signal signal, DateTimeOffset stopBy)
    {
        if (signal is Signal.CommandDue command)
        {
            return await GoOnAsync(command);
        }

        if (signal is not Signal.RunDue due)
        {
            return null;
        }

        var run = await host.Runs.ResumeAsync(due.EventId, due.Run, stopBy, CancellationToken.None);
        await host.ShowAsync(due.EventId, isAwaited: false);
        return run is null
            ? [new FunctionOutcome(
                due.EventId.Value,
                "unknown run",
                $"the table has no run {due.Run}",
                due.Run.Value,
                null)]
            : [new FunctionOutcome(
                due.EventId.Value,
                run.State.ToString(),
                run.Reason,
                run.Id.Value,
                run.State.ToString())];
    }
}
