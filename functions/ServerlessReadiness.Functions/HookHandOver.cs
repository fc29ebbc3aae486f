using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Functions;

/// <summary>
/// Hands a hook's run with a short time-out straight to Executor when a function's own time is over: Clock's next beat
/// might come too late for it. What fails here is due, and Clock hands it over.
/// </summary>
internal static class HookHandOver
{
    public static async Task GoOnAsync(Host host, Run? run)
    {
        if (run is not { IsOver: false, DueAt: { } due, Trigger: RunTrigger.ByHook hook }
            || hook.Timeout >= HookTimes.ShortestForClock
            || due > host.Parts.Time.GetUtcNow()
            || host.Parts.Dispatcher is not { } dispatcher)
        {
            return;
        }

        try
        {
            await dispatcher.DispatchAsync(run.Event, run.Id, CancellationToken.None);
        }
        catch (PortException)
        {
            // Clock finds it due within a minute; the signal itself was answered, and must not be delivered again.
        }
    }
}
