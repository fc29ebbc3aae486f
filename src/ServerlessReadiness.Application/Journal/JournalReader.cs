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

    /// <summary>The lines since an instant, oldest first; of more than the limit the newest.</summary>
    /// <returns>The lines, and whether there are older ones since then.</returns>
    public async Task<(IReadOnlyList<JournalEntry> Lines, bool IsCut)> SinceAsync(
        EventId eventId,
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(Enumerable.Range(0, StateKeys.JournalShards).Select(shard =>
            SinceOfShardAsync(StateKeys.JournalPk(eventId, shard), since, limit, cancellationToken)));
        var found = shards.SelectMany(s => s).OrderBy(d => d.Address.Sk, StringComparer.Ordinal).ToList();
        return (
            [
                .. found.TakeLast(limit).Select(d =>
                    StateView.Parse(d, new StateKey<JournalEntry>(d.Address, StateJson.Default.JournalEntry))),
            ],
            found.Count > limit);
    }

    /// <summary>A page of the journal, newest first.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="before">The <c>Next</c> of the page before; null for the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The lines, and what to continue with; null when these are the last.</returns>
    public async Task<(IReadOnlyList<JournalEntry> Lines, string? Next)> PageAsync(
        EventId eventId,
        string? before,
        int limit,
        CancellationToken cancellationToken)
    {
        // One more of each shard tells whether there is a next page.
        var shards = await Task.WhenAll(Enumerable.Range(0, StateKeys.JournalShards).Select(shard =>
            NewestOfShardAsync(StateKeys.JournalPk(eventId, shard), limit + 1, cancellationToken, before)));
        var newest = shards.SelectMany(s => s)
            .OrderByDescending(d => d.Address.Sk, StringComparer.Ordinal)
            .Take(limit + 1)
            .ToList();
        var page = newest.Take(limit).ToList();
        return (
            [
                .. page.Select(d =>
                    StateView.Parse(d, new StateKey<JournalEntry>(d.Address, StateJson.Default.JournalEntry))),
            ],
            newest.Count > limit ? page[^1].Address.Sk : null);
    }

    private async Task<List<StateDocument>> SinceOfShardAsync(
        string pk,
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken)
    {
        var first = StateKeys.JournalInstant(since);
        var found = new List<StateDocument>();
        string? after = null;
        do
        {
            var page = await store.QueryAsync(new StateQuery(pk, After: after, Descending: true), cancellationToken);
            var newer = page.Documents
                .TakeWhile(d => string.CompareOrdinal(d.Address.Sk, first) >= 0)
                .ToList();
            found.AddRange(newer);
            after = newer.Count == page.Documents.Count ? page.Next : null;
        }
        while (after is not null && found.Count <= limit);
        return found;
    }

    private async Task<List<StateDocument>> NewestOfShardAsync(
        string pk,
        int limit,
        CancellationToken cancellationToken,
        string? before = null)
    {
        var found = new List<StateDocument>();
        var after = before;
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
