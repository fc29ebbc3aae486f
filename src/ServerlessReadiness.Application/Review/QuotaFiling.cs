using System.Globalization;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Application.Review;

/// <summary>
/// Files increases that a person has agreed to, and records each with what was allowed before, so that it is reset
/// after the event. Repeating it files nothing twice.
/// </summary>
public sealed class QuotaFiling(IStateStore store, IQuotaRequests quotas, JournalWriter journal, TimeProvider time)
{
    private const int Attempts = 3;

    /// <summary>One after the other; one that is refused keeps none from being filed.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="wanted">What to file.</param>
    /// <param name="who">Who agreed.</param>
    /// <param name="progress">Told each before it is filed; null for nobody.</param>
    /// <param name="cancellationToken">Ends the filing between two.</param>
    public async Task<IReadOnlyList<QuotaFiled>> FileAsync(
        EventId eventId,
        IReadOnlyCollection<QuotaRequest> wanted,
        string who,
        Action<QuotaRequest>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var filed = new List<QuotaFiled>();
        foreach (var one in wanted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Invoke(one);
            filed.Add(await FileAsync(eventId, one, who, cancellationToken));
        }

        return filed;
    }

    private async Task<QuotaFiled> FileAsync(
        EventId eventId,
        QuotaRequest wanted,
        string who,
        CancellationToken cancellationToken)
    {
        QuotaRequested outcome;
        try
        {
            outcome = await quotas.RequestAsync(wanted, cancellationToken);
        }
        catch (PortException e)
        {
            return new QuotaFiled.Failed(wanted, e.Failure == PortFailure.Unavailable, e.Message);
        }

        try
        {
            // What is filed is recorded, also when the person stops the command just now.
            return await RecordAsync(eventId, wanted, outcome, who, CancellationToken.None) is { } record
                ? new QuotaFiled.Recorded(wanted, record, outcome.WasOpen)
                : new QuotaFiled.Unsaved(wanted, outcome, "somebody else changes the record at the same moment");
        }
        catch (PortException e)
        {
            return new QuotaFiled.Unsaved(wanted, outcome, e.Message);
        }
    }

    /// <summary>Null when others changed the record each time.</summary>
    private async Task<QuotaRequestRecord?> RecordAsync(
        EventId eventId,
        QuotaRequest wanted,
        QuotaRequested outcome,
        string who,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var key = StateKeys.QuotaRequest(
            eventId,
            QuotaRequestRecord.Of(eventId, null, wanted, outcome, who, now).Name);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var (earlier, version) = await store.FindAsync(key, cancellationToken);
            var next = Next(eventId, earlier, wanted, outcome, who, now);
            if (next == earlier)
            {
                return next;
            }

            if (await store.CommitAsync([key.Put(next, version), Line(next, who, now)], cancellationToken)
                is SaveOutcome.Saved)
            {
                return next;
            }
        }

        return null;
    }

    /// <summary>The same request looked at again stays the one that was recorded: by whom, when, and of what.</summary>
    private static QuotaRequestRecord Next(
        EventId eventId,
        QuotaRequestRecord? earlier,
        QuotaRequest wanted,
        QuotaRequested outcome,
        string who,
        DateTimeOffset now) =>
        earlier is { ResetAt: null } && earlier.Outcome.RequestId == outcome.RequestId
            ? earlier with { Outcome = outcome with { WasOpen = earlier.Outcome.WasOpen } }
            : QuotaRequestRecord.Of(eventId, earlier, wanted, outcome, who, now);

    private StateWrite.Put Line(QuotaRequestRecord record, string who, DateTimeOffset now) =>
        journal.Line(new JournalEntry(
            record.Event,
            now,
            JournalKind.Person,
            "quota increase requested",
            $"{record.Request.Name} in {record.Request.Region} of {record.Request.Account}: request "
            + $"{record.Outcome.RequestId} is {record.Outcome.Status}; to be reset after the event",
            Cause: who,
            Before: Text(record.Request.Before),
            After: Text(record.Outcome.Desired)));

    private static string Text(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
