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
                [await HandOverAsync(await host.Hooks.HandleAsync(notice, stopBy, CancellationToken.None))],
            Signal.InstanceAnnounced { Notice: var notice } =>
                [Told(await host.Notices.HandleAsync(notice, CancellationToken.None))],
            Signal.HealthAnnounced { Notice: var notice } =>
                [.. (await host.Notices.HandleAsync(notice, CancellationToken.None)).Select(Told)],
            _ => null,
        };

    private async Task<FunctionOutcome> HandOverAsync(LifecycleOutcome outcome)
    {
        await HookHandOver.GoOnAsync(host, outcome.Run);
        return Told(outcome);
    }

    private static FunctionOutcome Told(LifecycleOutcome outcome) => new(
        outcome.Event.Value,
        outcome.Verdict.ToString(),
        outcome.Reason,
        outcome.Run?.Id.Value,
        outcome.Run?.State.ToString());
}
