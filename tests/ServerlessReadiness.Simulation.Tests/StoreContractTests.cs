using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Stores.Tests;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>The table as a simulated function reaches it keeps the contract of every store.</summary>
public sealed class StoreContractTests : StateStoreContract
{
    protected override Task<IStateStore> CreateAsync(TimeProvider time)
    {
        var scheduler = new Scheduler(0, new SimulatedChance(1));
        var fates = new CallFates(Rates.Fair, new SimulatedChance(2));
        var gate = new Gate(scheduler, fates, new FunctionInstance("test", 1), _ => { }, (_, _, _) => { });
        var faults = new StoreFaults(Rates.Fair, new SimulatedChance(3));
        var store = new SimulatedStore(new InMemoryStateStore(time, faults), gate, faults, (_, _) => { });
        return Task.FromResult<IStateStore>(new Pumped(scheduler, store));
    }

    /// <summary>Plays each call to its end, since the tests themselves are not on the scheduler.</summary>
    private sealed class Pumped(Scheduler scheduler, SimulatedStore store) : IStateStore
    {
        private readonly Lock _lock = new();

        public Task<IReadOnlyList<StateDocument>> ReadAsync(
            IReadOnlyCollection<StateAddress> addresses,
            CancellationToken cancellationToken) => Play(() => store.ReadAsync(addresses, cancellationToken));

        public Task<SaveOutcome> CommitAsync(IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken) =>
            Play(() => store.CommitAsync(writes, cancellationToken));

        public Task<StatePage> QueryAsync(StateQuery query, CancellationToken cancellationToken) =>
            Play(() => store.QueryAsync(query, cancellationToken));

        public Task<IReadOnlyList<StateDocument>> DueAsync(
            DateTimeOffset until,
            int limit,
            CancellationToken cancellationToken) => Play(() => store.DueAsync(until, limit, cancellationToken));

        private Task<T> Play<T>(Func<Task<T>> call)
        {
            lock (_lock)
            {
                Task<T>? called = null;
                var before = SynchronizationContext.Current;
                var context = new InvocationContext(scheduler);
                SynchronizationContext.SetSynchronizationContext(context);
                try
                {
                    called = call();
                    while (!called.IsCompleted)
                    {
                        scheduler.RunUntil(scheduler.NowMs + 1_000);
                    }
                }
                finally
                {
                    SynchronizationContext.SetSynchronizationContext(before);
                }

                return called;
            }
        }
    }
}
