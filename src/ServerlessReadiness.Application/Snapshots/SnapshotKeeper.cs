using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Reports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Timeline;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Snapshots;

namespace ServerlessReadiness.Application.Snapshots;

/// <summary>
/// Keeps the one document that the war-room page reads. What cannot be read is named in it; an older one never
/// overwrites a newer.
/// </summary>
public sealed class SnapshotKeeper(
    IStateStore store,
    OpenEvents events,
    ReportReader reports,
    WorldReader reader,
    SnapshotParts parts,
    TimeProvider time)
{
    /// <summary>While the event is prepared, runs or is brought back to normal.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Weeks before the event, when nothing moves but tasks, and metrics are paid for by the request. A change of the
    /// head is shown at once all the same.
    /// </summary>
    public static readonly TimeSpan EveryWhenQuiet = TimeSpan.FromMinutes(5);

    /// <summary>Beats come some seconds early or late.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(20);

    private const int TouchAttemptsMax = 2;

    private static readonly TimeSpan BetweenTouches = TimeSpan.FromSeconds(5);

    private static readonly ReportReach Reach = new(SnapshotComposer.ChartOver, SnapshotComposer.LinesMax);

    private readonly Dictionary<EventId, Kept> _kept = [];

    /// <summary>Writes an event's snapshot when one is due.</summary>
    /// <returns>Whether one was written.</returns>
    public async Task<bool> KeepAsync(EventId eventId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await store.FindAsync(StateKeys.Head(eventId), cancellationToken) is not ({ } head, var headVersion)
            || (_kept.TryGetValue(eventId, out var kept) && kept.Head == headVersion
                && now < kept.At + EveryOf(head.Phase) - Tolerance))
        {
            return false;
        }

        var plan = await events.PlanAsync(eventId, head.PlanVersion, cancellationToken);
        var key = StateKeys.Snapshot(eventId);
        var version = (await store.FindAsync(key, cancellationToken)).Version;
        var snapshot = SnapshotComposer.Compose(
            await ReadAsync(plan, head, now, cancellationToken),
            head.Phase is Phase.Closed or Phase.Cancelled ? null : now + EveryOf(head.Phase));
        _kept[eventId] = new Kept(now, headVersion);

        // Another beat that wrote in between saw what is newer, or as new: nothing is lost with this one.
        return await store.CommitAsync([key.Put(snapshot, version)], cancellationToken) is SaveOutcome.Saved;
    }

    /// <summary>
    /// Shows at once what the table tells, on what was measured last. Nothing is shown where nothing was yet, or when
    /// somebody else writes at the same time: the next beat tells it all.
    /// </summary>
    /// <param name="eventId">The event.</param>
    /// <param name="isAwaited">
    /// Whether a person waits to see it. What goes on by itself is shown every few seconds: in a burst all Executors
    /// together must not write the large document more often than its partition can take beside what matters.
    /// </param>
    /// <param name="cancellationToken">Ends the work between two calls.</param>
    public async Task TouchAsync(EventId eventId, bool isAwaited, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 1; attempt <= TouchAttemptsMax; attempt++)
            {
                if (await TryTouchAsync(eventId, isAwaited, cancellationToken))
                {
                    return;
                }
            }
        }
        catch (PortException)
        {
            // What was done is done and journalled; that the page shows it later must not make it look undone.
        }
    }

    /// <returns>False when somebody else wrote in between.</returns>
    private async Task<bool> TryTouchAsync(EventId eventId, bool isAwaited, CancellationToken cancellationToken)
    {
        var key = StateKeys.Snapshot(eventId);
        var view = await store.LoadAsync(cancellationToken, key.Address, StateKeys.Head(eventId).Address);
        if (view.Find(key) is not ({ } shown, var version) || view.Find(StateKeys.Head(eventId)).Value is not { } head)
        {
            return true;
        }

        var now = time.GetUtcNow();
        if (!isAwaited && now - shown.WrittenAt < BetweenTouches)
        {
            return true;
        }

        var plan = await events.PlanAsync(eventId, head.PlanVersion, cancellationToken);
        var stored = await reports.ReadStoredAsync(
            plan, head, now, SnapshotComposer.LinesMax, cancellationToken);
        var touched = SnapshotComposer.Touch(shown, stored);
        return touched == shown
            || await store.CommitAsync([key.Put(touched with { WrittenAt = now }, version)], cancellationToken)
                is SaveOutcome.Saved;
    }

    private static TimeSpan EveryOf(Phase phase) => phase == Phase.Scheduled ? EveryWhenQuiet : Every;

    private async Task<SnapshotFacts> ReadAsync(
        CompiledPlan plan,
        EventHead head,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var last = (await ReportJob.NewestAsync(store, plan.Event, cancellationToken))?.Value;
        var unseen = new List<Unseen>();
        var read = reports.ReadAsync(plan, head, last, now, Reach, cancellationToken);
        var tasks = TaskBook.ReadAsync(store, plan, cancellationToken);
        var names = NamesAsync(plan, unseen, cancellationToken);
        var letters = LettersAsync(unseen, cancellationToken);
        await Task.WhenAll(read, tasks, names, letters);
        var facts = await read;
        return new SnapshotFacts(
            facts with { Unseen = [.. facts.Unseen, .. unseen] },
            await tasks,
            await names,
            await letters);
    }

    private async Task<IReadOnlyList<(Component Component, RecordsSnapshot? Records)>> NamesAsync(
        CompiledPlan plan,
        List<Unseen> unseen,
        CancellationToken cancellationToken)
    {
        var named = plan.Components.Where(c => c.Resource is Resource.DnsRecords).ToList();
        var seen = await Task.WhenAll(named.Select(c =>
            reader.ObserveAsync(c, null, ObservationNeeds.Records, null, cancellationToken)));
        unseen.AddRange(named.Zip(seen)
            .Where(n => n.Second.Unreadable is not null)
            .Select(n => new Unseen(n.First.Resource.Label, n.Second.Unreadable!)));
        return [.. named.Zip(seen, (component, s) => (component, s.Records))];
    }

    private async Task<IReadOnlyList<QueueView>?> LettersAsync(
        List<Unseen> unseen,
        CancellationToken cancellationToken)
    {
        if (parts.Letters is not { } counts)
        {
            return null;
        }

        try
        {
            return await counts.CountAsync(cancellationToken);
        }
        catch (PortException e)
        {
            unseen.Add(new Unseen("dead letters", e.Message));
            return null;
        }
    }

    /// <summary>What this process wrote last.</summary>
    private sealed record Kept(DateTimeOffset At, long Head);
}
