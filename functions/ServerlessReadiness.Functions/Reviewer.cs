using Amazon.Lambda.Core;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Signals;

namespace ServerlessReadiness.Functions;

/// <summary>Runs once a day: can the events that are still to come be held? Reads, and changes nothing but its answers.
/// </summary>
public sealed class Reviewer(Host host)
{
    public Task<Stream> Handle(Stream input, ILambdaContext context) =>
        FunctionSignals.HandleAsync(host, input, context, nameof(Reviewer), ReviewAsync);

    private async Task<IReadOnlyList<FunctionOutcome>?> ReviewAsync(Signal signal, DateTimeOffset stopBy)
    {
        if (signal is not Signal.Tick)
        {
            return null;
        }

        var done = await host.Reviews.RunAsync(stopBy, CancellationToken.None);
        var words = $"{done.Reviewed} events reviewed, {done.Failures} failed";
        return done.Failures == 0
            ? [new FunctionOutcome("all", "reviews", words, null, null)]
            : throw new PortException(
                PortFailure.Unavailable,
                $"Reviewer's work is incomplete: {words}; see the log lines above.");
    }
}
