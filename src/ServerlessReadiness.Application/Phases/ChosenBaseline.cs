using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases;

namespace ServerlessReadiness.Application.Phases;

/// <summary>
/// Measures what is normal over a window that a person chose, and keeps it: thresholds, reports and the way back to
/// normal go by it.
/// </summary>
public sealed class ChosenBaseline(IStateStore store, World world, JournalWriter journal, TimeProvider time)
{
    /// <param name="eventId">The event.</param>
    /// <param name="from">Start of the window.</param>
    /// <param name="until">Its end.</param>
    /// <param name="who">Who calls it normal.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="PortException">State could not be read or written.</exception>
    public async Task<BaselineAnswer> CaptureAsync(
        EventId eventId,
        DateTimeOffset from,
        DateTimeOffset until,
        string who,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (BaselineCapture.Refusal(from, until, now) is { } refusal)
        {
            return new BaselineAnswer.Refused(refusal);
        }

        if (await PlanVersions.FindAsync(store, eventId, null, cancellationToken) is not (not null, { } plan))
        {
            return new BaselineAnswer.Refused($"there is no event {eventId}; apply its plan first");
        }

        if (plan.Metrics.Count == 0)
        {
            return new BaselineAnswer.Refused($"the plan of event {eventId} has no metrics; add some under metrics");
        }

        // Also those with a range in the plan: their spread tells whether that range is right.
        var (series, unreadable) = await new MetricReader(world).ReadAsync(
            plan.Metrics,
            from,
            until,
            BaselineCapture.PeriodOf(from, now),
            cancellationToken);
        if (series is null)
        {
            return new BaselineAnswer.Refused(unreadable!);
        }

        var baseline = BaselineCapture.Of(eventId, plan.Metrics, series, (from, until), now);
        return await KeepAsync(baseline, who, cancellationToken)
            ? new BaselineAnswer.Captured(baseline)
            : new BaselineAnswer.Refused("somebody else captured it at the same moment; look at theirs, then decide");
    }

    /// <summary>What was captured last; null when nothing was.</summary>
    public async Task<MetricBaseline?> FindAsync(EventId eventId, CancellationToken cancellationToken) =>
        (await store.FindAsync(StateKeys.ChosenBaseline(eventId), cancellationToken)).Value;

    private async Task<bool> KeepAsync(MetricBaseline baseline, string who, CancellationToken cancellationToken)
    {
        var key = StateKeys.ChosenBaseline(baseline.Event);
        var version = (await store.FindAsync(key, cancellationToken)).Version;
        var words = string.Join("; ", baseline.Ranges.Select(r =>
            r.Spread is null ? r.Reason : $"{r.Metric} {r.Spread}"));
        return await store.CommitAsync(
            [
                key.Put(baseline, version),
                journal.Line(new JournalEntry(
                    baseline.Event,
                    baseline.CapturedAt,
                    JournalKind.Person,
                    "baseline",
                    $"what is normal was measured from {baseline.From:u} to {baseline.Until:u}: {words}",
                    Cause: who)),
            ],
            cancellationToken) is SaveOutcome.Saved;
    }
}
