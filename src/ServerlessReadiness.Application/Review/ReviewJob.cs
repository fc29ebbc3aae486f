using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Checks;

namespace ServerlessReadiness.Application.Review;

/// <summary>
/// Reviews an event: asks every check, keeps the answers beside what people attested, and the summary for the trend.
/// </summary>
public sealed class ReviewJob(IStateStore store, ReviewReader reader, JournalWriter journal, TimeProvider time)
{
    private const int Attempts = 3;

    /// <summary>Null when there is no such event.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="progress">Told each source before it is read; null for nobody.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ReviewResult?> RunAsync(
        EventId eventId,
        Action<string>? progress,
        CancellationToken cancellationToken)
    {
        if (await PlanVersions.FindAsync(store, eventId, null, cancellationToken) is not ({ } head, { } plan))
        {
            return null;
        }

        var now = time.GetUtcNow();
        var facts = await reader.ReadAsync(plan, now, progress, cancellationToken);
        var verdicts = ReviewItem.All.ToDictionary(
            i => i.Id,
            i => ReviewChecks.All.TryGetValue(i.Id, out var check) ? check(facts) : null,
            StringComparer.Ordinal);
        var records = await KeepAsync(eventId, verdicts, now, cancellationToken);
        List<ItemStatus> items = [.. ReviewItem.All.Select(i => ItemStatus.Of(i, records[i.Id], now))];
        var before = await ReviewTrend.NewestAsync(store, eventId, 1, cancellationToken);
        var summary = ReviewSummary.Of(eventId, now, head.PlanVersion, items);
        await store.CommitAsync(
            [
                StateKeys.Review(eventId, now).Put(summary, 0),
                journal.Line(new JournalEntry(
                    eventId,
                    now,
                    JournalKind.Progress,
                    $"review {summary.Readiness}",
                    summary.Words,
                    Cause: "reviewer")),
            ],
            cancellationToken);
        return new ReviewResult(plan, items, summary, facts.Untagged, before.Count == 0 ? null : before[0]);
    }

    /// <summary>How the event stood when it was last reviewed, and what people attested since.</summary>
    public static async Task<IReadOnlyList<ItemStatus>> StandAsync(
        IStateStore store,
        EventId eventId,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var records = await store.ListAsync(
            StateKeys.EventPk(eventId),
            StateKeys.CheckPrefix,
            StateJson.Default.CheckRecord,
            cancellationToken);
        return
        [
            .. ReviewItem.All.Select(i =>
                ItemStatus.Of(i, records.Select(r => r.Value).FirstOrDefault(r => r.Item == i.Id), now)),
        ];
    }

    // What a person attests in the meantime is kept: the records are read anew when one of them has changed.
    private async Task<Dictionary<string, CheckRecord?>> KeepAsync(
        EventId eventId,
        Dictionary<string, Verdict?> verdicts,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var keys = verdicts.Keys.Select(item => (Item: item, Key: StateKeys.Check(eventId, item))).ToList();
        for (var attempt = 1; ; attempt++)
        {
            var view = await store.LoadAsync(cancellationToken, [.. keys.Select(k => k.Key.Address)]);
            var writes = new List<StateWrite>();
            var records = new Dictionary<string, CheckRecord?>(StringComparer.Ordinal);
            foreach (var (item, key) in keys)
            {
                var (known, version) = view.Find(key);
                records[item] = verdicts[item] is not { } verdict
                    ? known
                    : (known ?? new CheckRecord(eventId, item, null, null, null)) with { Seen = verdict, SeenAt = now };
                if (records[item] is { } next && next != known)
                {
                    writes.Add(key.Put(next, version));
                }
            }

            if (attempt == Attempts || await store.CommitAsync(writes, cancellationToken) is SaveOutcome.Saved)
            {
                return records;
            }
        }
    }
}
