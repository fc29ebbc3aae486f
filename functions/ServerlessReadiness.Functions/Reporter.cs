using Amazon.Lambda.Core;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Signals;

namespace ServerlessReadiness.Functions;

/// <summary>
/// Runs every five minutes: makes the reports that are due and sends what is not sent yet. Does nothing in between.
/// </summary>
public sealed class Reporter(Host host)
{
    public Task<Stream> Handle(Stream input, ILambdaContext context) =>
        FunctionSignals.HandleAsync(host, input, context, nameof(Reporter), ReportAsync);

    private async Task<IReadOnlyList<FunctionOutcome>?> ReportAsync(Signal signal, DateTimeOffset stopBy)
    {
        if (signal is not Signal.Tick)
        {
            return null;
        }

        var done = await host.Reports.RunAsync(stopBy, CancellationToken.None);
        var words = $"{done.Made} reports made, {done.Sent} deliveries sent, {done.Refused} refused, "
            + $"{done.Failures} failed";

        // The next invocation goes on; the alarm on this function's errors sees that it has to.
        return done.Failures == 0
            ? [new FunctionOutcome("all", "reports", words, null, null)]
            : throw new PortException(
                PortFailure.Unavailable,
                $"Reporter's work is incomplete: {words}; see the log lines above.");
    }
}
