using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;

namespace ServerlessReadiness.Application.Journal;

/// <summary>Reads an event's journal over all its shards.</summary>
public sealed class JournalReader(IStateStore store)
{
    /// <summary>The newest lines, at most <paramref name="limit"/>, oldest first.</summary>
    public async Task<IReadOnlyList<JournalEntry>> NewestAsync(
        EventId eventId,
        int limit,
        CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(Enumerable.Range(0, StateKeys.JournalShards).Select(shard =>
            NewestOfShardAsync(StateKeys.JournalPk(eventId, shard), limit, cancellationToken)));
        return [.. shards.SelectMany(s => s)
            .OrderBy(d => d.Address.Sk, StringComparer.Ordinal)
            .TakeLast(limit)
            .Select(d => StateView.Parse(d, new StateKey<JournalEntry>(d.Address, StateJson.Default.JournalEntry)))];
    }

    private async Task<List<StateDocument>> NewestOfShardAsync(
        string pk,
        int limit,
        CancellationToken cancellationToken)
    {
        var found = new List<StateDocument>();
        string? after = null;
        do
        {
            var size = Math.Min(limit - found.Count, StateQuery.PageSizeDefault);
            var page = await store.QueryAsync(
                new StateQuery(pk, After: after, PageSize: size, Descending: true),
                cancellationToken);
            found.AddRange(page.Documents);
            after = page.Next;
        }
        while (after is not null && found.Count < limit);
        return found;
    }
}
