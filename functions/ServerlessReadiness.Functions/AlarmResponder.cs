using Amazon.Lambda.Core;
using ServerlessReadiness.Application.Alarms;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Signals;

namespace ServerlessReadiness.Functions;

/// <summary>Answers CloudWatch alarms, however they arrive, with capacity and instance actions.</summary>
public sealed class AlarmResponder(Host host)
{
    public Task<Stream> Handle(Stream input, ILambdaContext context) =>
        FunctionSignals.HandleAsync(host, input, context, nameof(AlarmResponder), AnswerAsync);

    private async Task<IReadOnlyList<FunctionOutcome>?> AnswerAsync(Signal signal, DateTimeOffset stopBy)
    {
        if (signal is not Signal.AlarmChanged changed)
        {
            return null;
        }

        var outcomes = await host.Alarms.HandleAsync(changed.Transition, stopBy, CancellationToken.None);
        return [.. outcomes.Select(Line)];
    }

    private static FunctionOutcome Line(AlarmOutcome outcome) => new(
        outcome.Event.Value,
        outcome.Verdict.ToString(),
        outcome.Reason,
        outcome.Run?.Id.Value,
        outcome.Run?.State.ToString());
}
