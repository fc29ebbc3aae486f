using Amazon.Lambda.Core;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Lifecycle;
using ServerlessReadiness.Application.Signals;

namespace ServerlessReadiness.Functions;

/// <summary>
/// Answers what Auto Scaling, EC2 and AWS Health announce: instances that wait in hooks, launches that fail, instances
/// that are about to go.
/// </summary>
public sealed class LifecycleResponder(Host host)
{
    public Task<Stream> Handle(Stream input, ILambdaContext context) =>
        FunctionSignals.HandleAsync(host, input, context, nameof(LifecycleResponder), AnswerAsync);

    private async Task<IReadOnlyList<FunctionOutcome>?> AnswerAsync(Signal signal, DateTimeOffset stopBy) =>
        signal switch
        {
            Signal.Lifecycle { Notice: var notice } =>
                [await LineAsync(await host.Hooks.HandleAsync(notice, stopBy, CancellationToken.None))],
            Signal.InstanceAnnounced { Notice: var notice } =>
                [Line(await host.Notices.HandleAsync(notice, CancellationToken.None))],
            Signal.HealthAnnounced { Notice: var notice } =>
                [.. (await host.Notices.HandleAsync(notice, CancellationToken.None)).Select(Line)],
            _ => null,
        };

    private async Task<FunctionOutcome> LineAsync(LifecycleOutcome outcome)
    {
        await HookHandOver.GoOnAsync(host, outcome.Run);
        return Line(outcome);
    }

    private static FunctionOutcome Line(LifecycleOutcome outcome) => new(
        outcome.Event.Value,
        outcome.Verdict.ToString(),
        outcome.Reason,
        outcome.Run?.Id.Value,
        outcome.Run?.State.ToString());
}
