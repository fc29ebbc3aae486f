using ServerlessReadiness.Application.Journal;
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
        var head = (await store.FindAsync(StateKeys.Head(eventId), cancellationToken)).Value;
        if (head is null
            || (await store.FindAsync(StateKeys.Plan(eventId, head.PlanVersion), cancellationToken)).Value is not { } plan)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var facts = await reader.ReadAsync(plan, now, progress, cancellationToken);
        var items = new List<ItemStatus>();
        foreach (var item in ReviewItem.All)
        {
            var verdict = ReviewChecks.All.TryGetValue(item.Id, out var check) ? check(facts) : null;
            items.Add(ItemStatus.Of(item, await KeepAsync(eventId, item.Id, verdict, now, cancellationToken), now));
        }

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
        return new ReviewResult(plan, items, summary);
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

    // What a person attests in the meantime is kept: the record is read anew when it changed.
    private async Task<CheckRecord?> KeepAsync(
        EventId eventId,
        string item,
        Verdict? verdict,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var key = StateKeys.Check(eventId, item);
        for (var attempt = 1; ; attempt++)
        {
            var (known, version) = await store.FindAsync(key, cancellationToken);
            if (verdict is null)
            {
                return known;
            }

            var next = (known ?? new CheckRecord(eventId, item, null, null, null)) with { Seen = verdict, SeenAt = now };
            if (attempt == Attempts
                || await store.CommitAsync([key.Put(next, version)], cancellationToken) is SaveOutcome.Saved)
            {
                return next;
            }
        }
    }
}
