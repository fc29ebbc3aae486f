using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Operators;

/// <summary>
/// The table as one command's use case sees it: the command's record goes with its first commit, so that the work is
/// done once however often the command arrives, and wherever a process dies.
/// </summary>
/// <param name="store">The table itself.</param>
/// <param name="record">The command's record, given the run that the commit starts; null for none.</param>
internal sealed class CommandStore(IStateStore store, Func<RunId?, StateWrite.Put> record) : IStateStore
{
    /// <summary>Whether the record was written by us.</summary>
    public bool IsRecorded { get; private set; }

    public Task<IReadOnlyList<StateDocument>> ReadAsync(
        IReadOnlyCollection<StateAddress> addresses,
        CancellationToken cancellationToken) => store.ReadAsync(addresses, cancellationToken);

    public async Task<SaveOutcome> CommitAsync(IReadOnlyList<StateWrite> writes, CancellationToken cancellationToken)
    {
        if (IsRecorded)
        {
            return await store.CommitAsync(writes, cancellationToken);
        }

        var outcome = await store.CommitAsync([.. writes, record(RunOf(writes))], cancellationToken);
        IsRecorded = outcome is SaveOutcome.Saved;
        return outcome;
    }

    private static RunId? RunOf(IReadOnlyList<StateWrite> writes) => writes
        .OfType<StateWrite.Put>()
        .Where(w => w.ExpectedVersion == 0 && w.Address.Sk.StartsWith(StateKeys.RunPrefix, StringComparison.Ordinal))
        .Select(w => (RunId?)RunId.Parse(w.Address.Sk[StateKeys.RunPrefix.Length..]))
        .FirstOrDefault();

    public Task<StatePage> QueryAsync(StateQuery query, CancellationToken cancellationToken) =>
        store.QueryAsync(query, cancellationToken);

    public Task<IReadOnlyList<StateDocument>> DueAsync(
        DateTimeOffset until,
        int limit,
        CancellationToken cancellationToken) => store.DueAsync(until, limit, cancellationToken);
}
