using System.Globalization;

using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

using static ServerlessReadiness.Stores.Tests.Stored;

namespace ServerlessReadiness.Stores.Tests;

/// <summary>400 hooks and 1,000 alarms at once, each delivered twice, over a store that keeps failing.</summary>
public sealed class BurstTests
{
    private const int Signals = 1_400;
    private const int Components = 10;
    private const int AttemptsMax = 2_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_burst_of_1400_signals_is_handled_once_each_although_the_store_keeps_failing(int seed)
    {
        var faults = new SeededFaults(seed);
        var store = new InMemoryStateStore(TimeProvider.System, faults);
        var deliveries = Enumerable.Range(0, Signals * 2).Select(i => i % Signals);

        await Task.WhenAll(deliveries.Select(signal => Task.Run(() => HandleAsync(store, signal), Cancel)));

        // Looked at without faults: everything is there once, and the shared items have counted every signal.
        var seen = await RetryAsync(() => store.ReadAsync(
            [.. Enumerable.Range(0, Signals).Select(Run), .. Enumerable.Range(0, Components).Select(Component)],
            Cancel));
        var runs = seen.Where(document => document.Address.Sk == "RUN").ToList();
        var components = seen.Where(document => document.Address.Sk == "COMPONENT").ToList();
        Assert.Equal(Signals, runs.Count);
        Assert.All(runs, run => Assert.Equal(1, run.Version));
        Assert.Equal(Components, components.Count);
        Assert.All(components, component => Assert.Equal(
            (Signals / Components, Signals / Components),
            (component.Value(), component.Version)));
        // The store did fail in every way it can.
        Assert.All(Enum.GetValues<StoreFault>(), fault => Assert.True(faults.Injected.GetValueOrDefault(fault) > 10));
    }

    /// <summary>Reads, decides, commits; on trouble or a lost race again, as the application does.</summary>
    private static async Task HandleAsync(InMemoryStateStore store, int signal)
    {
        var component = Component(signal % Components);
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            try
            {
                var read = (await store.ReadAsync([component], Cancel)).SingleOrDefault();
                // Others get their turn between reading and committing, so that races do happen.
                await Task.Yield();
                var outcome = await store.CommitAsync(
                    [
                        new StateWrite.Claim(At($"INBOX#{signal}", "INBOX"), DateTimeOffset.MaxValue),
                        Put(Run(signal), signal),
                        Put(component, (read?.Value() ?? 0) + 1, read?.Version ?? 0),
                    ],
                    Cancel);
                // A duplicate after a lost answer is this handler's own write; either way the signal is handled.
                if (outcome is SaveOutcome.Saved or SaveOutcome.Duplicate)
                    return;
            }
            catch (PortException failure) when (failure.Failure is PortFailure.Unavailable or PortFailure.Throttled)
            {
                // The next round looks first.
            }
        }

        Assert.Fail($"Signal {signal} was not handled in {AttemptsMax} attempts.");
    }

    private static async Task<T> RetryAsync<T>(Func<Task<T>> read)
    {
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            try
            {
                return await read();
            }
            catch (PortException)
            {
                // Injected; the next one may pass.
            }
        }

        throw new InvalidOperationException($"No read passed in {AttemptsMax} attempts.");
    }

    private static StateAddress Run(int signal) => At(signal.ToString(CultureInfo.InvariantCulture), "RUN");

    private static StateAddress Component(int component) => At($"c{component}", "COMPONENT");
}
