using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Lambda;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>The state table as one function instance reaches it.</summary>
internal sealed class SimulatedStore(
    IStateStore table,
    Gate gate,
    StoreFaults faults,
    Action<FunctionInstance, IReadOnlyList<StateWrite>> committed) : IStateStore
{
    public Task<IReadOnlyList<StateDocument>> ReadAsync(
        IReadOnlyCollection<StateAddress> addresses,
        CancellationToken cancellationToken) =>
        gate.CallAsync(CallKind.Store, "a read of the table", () => Now(table.ReadAsync(addresses, cancellationToken)));

    public Task<SaveOutcome> CommitAsync(IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken) =>
        gate.CallAsync(
            CallKind.Store,
            "a commit to the table",
            () =>
            {
                var outcome = Now(table.CommitAsync(writes, cancellationToken));
                if (outcome is SaveOutcome.Saved)
                {
                    committed(gate.Instance, writes);
                }

                return faults.LosesAnswer()
                    ? throw new PortException(
                        PortFailure.Unavailable,
                        $"The answer to a commit of {writes[0].Address} was lost (simulated): it may or may not have "
                        + "happened; read again, then decide.")
                    : outcome;
            });

    public Task<StatePage> QueryAsync(StateQuery query, CancellationToken cancellationToken) =>
        gate.CallAsync(CallKind.Store, "a query of the table", () => Now(table.QueryAsync(query, cancellationToken)));

    public Task<IReadOnlyList<StateDocument>> DueAsync(
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken) =>
        gate.CallAsync(
            CallKind.Store,
            "a read of the due index",
            () => Now(table.DueAsync(until, limit, cancellationToken)));

    // The table in memory answers at once, so there is nothing to wait for.
    private static T Now<T>(Task<T> answered) => answered.GetAwaiter().GetResult();
}
