using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>A state table with a bug in what is read or written.</summary>
internal sealed class BuggyStore(IStateStore real) : IStateStore
{
    /// <summary>What a document reads as; null when it is not found.</summary>
    public Func<StateDocument, StateDocument?> Reads { get; init; } = document => document;

    /// <summary>What is written of a commit; none at all is answered as saved.</summary>
    public Func<IReadOnlyList<StateWrite>, IReadOnlyList<StateWrite>> Writes { get; init; } = writes => writes;

    public async Task<IReadOnlyList<StateDocument>> ReadAsync(
        IReadOnlyCollection<StateAddress> addresses,
        CancellationToken cancellationToken) =>
        [.. (await real.ReadAsync(addresses, cancellationToken)).Select(Reads).OfType<StateDocument>()];

    public async Task<SaveOutcome> CommitAsync(IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken)
    {
        var kept = Writes(writes);
        return kept.Count == 0 ? SaveOutcome.Saved.Instance : await real.CommitAsync(kept, cancellationToken);
    }

    public async Task<StatePage> QueryAsync(StateQuery query, CancellationToken cancellationToken)
    {
        var page = await real.QueryAsync(query, cancellationToken);
        return page with { Documents = [.. page.Documents.Select(Reads).OfType<StateDocument>()] };
    }

    public async Task<IReadOnlyList<StateDocument>> DueAsync(
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken) =>
        [.. (await real.DueAsync(until, limit, cancellationToken)).Select(Reads).OfType<StateDocument>()];
}
