using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>A store as one host sees it.</summary>
public sealed class HookedStore(IStateStore store, IPortHook hook) : IStateStore
{
    public Task<IReadOnlyList<StateDocument>> ReadAsync(
        IReadOnlyCollection<StateAddress> addresses,
        CancellationToken cancellationToken) =>
        CallAsync("store read", () => store.ReadAsync(addresses, cancellationToken));

    public Task<SaveOutcome> CommitAsync(IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken) =>
        CallAsync("store commit", () => store.CommitAsync(writes, cancellationToken));

    public Task<StatePage> QueryAsync(StateQuery query, CancellationToken cancellationToken) =>
        CallAsync("store query", () => store.QueryAsync(query, cancellationToken));

    public Task<IReadOnlyList<StateDocument>> DueAsync(
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken) =>
        CallAsync("store due", () => store.DueAsync(until, limit, cancellationToken));

    private async Task<T> CallAsync<T>(string call, Func<Task<T>> act)
    {
        await hook.BeforeAsync(call, isEffect: false);
        var result = await act();
        await hook.AfterAsync(call, isEffect: false);
        return result;
    }
}
