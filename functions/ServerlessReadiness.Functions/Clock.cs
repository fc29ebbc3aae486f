using Amazon.Lambda.Core;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Signals;

namespace ServerlessReadiness.Functions;

/// <summary>
/// Runs every minute: phases, missed alarms, second looks, due runs. Dispatches; acts on nothing itself.
/// </summary>
public sealed class Clock(Host host)
{
    public Task<Stream> Handle(Stream input, ILambdaContext context) =>
        FunctionSignals.HandleAsync(host, input, context, nameof(Clock), BeatAsync);

    private async Task<IReadOnlyList<FunctionOutcome>?> BeatAsync(Signal signal, DateTimeOffset stopBy)
    {
        if (signal is not Signal.Tick)
        {
            return null;
        }

        var report = await host.Clock.BeatAsync(stopBy, CancellationToken.None);
        var words = $"{report.AlarmsMadeUp} alarms made up, {report.AlarmsLookedAt} looked at again, "
            + $"{report.RunsDispatched} runs handed over, {report.Failures} jobs failed";

        // A beat with a failed job counts as an error, so that the alarm on this function's errors sees it.
        return report.Failures == 0
            ? [new FunctionOutcome("all", "beat", words, null, null)]
            : throw new PortException(
                PortFailure.Unavailable,
                $"Clock's beat is incomplete: {words}; see the log lines above.");
    }
}
