using Amazon.Lambda.Core;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Operators;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Functions;

/// <summary>
/// Obeys commands that come by SNS, as far as a sender whom nobody knows may command. Writes intent and hands over.
/// </summary>
public sealed class OperatorCommands(Host host)
{
    public Task<Stream> Handle(Stream input, ILambdaContext context) =>
        FunctionSignals.HandleAsync(host, input, context, nameof(OperatorCommands), ObeyAsync, failsOnUnreadable: true);

    private async Task<IReadOnlyList<FunctionOutcome>?> ObeyAsync(Signal signal, DateTimeOffset stopBy)
    {
        if (signal is not Signal.Commanded commanded)
        {
            return null;
        }

        var way = new CommandWay(commanded.SentAt ?? host.Parts.Time.GetUtcNow())
        {
            IdIfNone = commanded.MessageId is { } id ? $"sns-{id}" : null,
        };
        var reading = CommandReader.Read(commanded.Json, way);
        if (reading.Request is not { } request)
        {
            var reason = $"command of SNS message {RawText.Quote(commanded.MessageId)}: {reading.Problem}.";
            await host.Unreadable.RecordOnceAsync("unreadable", reason, RawText.Of(commanded.Json), CancellationToken.None);

            // Nobody else tells whoever sent it, so it goes to the queue whose alarm calls a person.
            throw new PortException(PortFailure.Refused, reason);
        }

        var caller = new Caller.Sns(commanded.MessageId ?? "without id");
        var record = await host.Commands.HandleAsync(request, caller, null, CancellationToken.None);
        await host.ShowAsync(request.Event, isAwaited: true);
        return
        [
            new FunctionOutcome(
                request.Event.Value,
                record.State.ToString(),
                record.Next is { } next ? $"{record.Words}; {next}" : record.Words,
                record.Run?.Value,
                null),
        ];
    }
}
