using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Simulation.Lambda;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>The state table for a person's commands: at once, without faults, and seen by checkers too.</summary>
internal sealed class WatchedStore(
    IStateStore table,
    Action<FunctionInstance?, IReadOnlyList<StateWrite>> committed) : IStateStore
{
    public Task<IReadOnlyList<StateDocument>> ReadAsync(
        IReadOnlyCollection<StateAddress> addresses,
        CancellationToken cancellationToken) => table.ReadAsync(addresses, cancellationToken);

    public async Task<SaveOutcome> CommitAsync(IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken)
    {
        var outcome = await table.CommitAsync(writes, cancellationToken);
        if (outcome is SaveOutcome.Saved)
        {
            committed(null, writes);
        }

        return outcome;
    }

    public Task<StatePage> QueryAsync(StateQuery query, CancellationToken cancellationToken) =>
        table.QueryAsync(query, cancellationToken);

    public Task<IReadOnlyList<StateDocument>> DueAsync(
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken) => table.DueAsync(until, limit, cancellationToken);
}
