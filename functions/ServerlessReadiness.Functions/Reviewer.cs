using Amazon.Lambda.Core;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Functions;

/// <summary>
/// Runs once an hour: can the events that are still to come be held? Reads the accounts, and changes nothing but its
/// answers and the events' dashboards.
/// </summary>
public sealed class Reviewer(Host host)
{
    public Task<Stream> Handle(Stream input, ILambdaContext context) =>
        FunctionSignals.HandleAsync(host, input, context, nameof(Reviewer), ReviewAsync);

    private async Task<IReadOnlyList<FunctionOutcome>?> ReviewAsync(Signal signal, DateTimeOffset stopBy) =>
        signal switch
        {
            Signal.Tick => [await AllAsync(stopBy)],
            Signal.ReviewAsked asked => [await OneAsync(asked.EventId)],
            _ => null,
        };

    private async Task<FunctionOutcome> AllAsync(DateTimeOffset stopBy)
    {
        var done = await host.Reviews.RunAsync(stopBy, CancellationToken.None);
        var words = $"{done.Reviewed} events reviewed, {done.Dashboards} dashboards changed, {done.Failures} failed";
        return done.Failures == 0
            ? new FunctionOutcome("all", "reviews", words, null, null)
            : throw new PortException(
                PortFailure.Unavailable,
                $"Reviewer's work is incomplete: {words}; see the log lines above.");
    }

    private async Task<FunctionOutcome> OneAsync(EventId eventId) =>
        await host.Review.RunAsync(eventId, null, CancellationToken.None) is { Summary: var summary }
            ? new FunctionOutcome(eventId.Value, $"review {summary.Readiness}", summary.Words, null, null)
            : throw new PortException(PortFailure.NotFound, $"There is no event {eventId}; apply its plan first.");
}
