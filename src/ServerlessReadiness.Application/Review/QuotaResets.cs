using System.Globalization;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Application.Review;

/// <summary>
/// The event's requests for quotas, and what a person says of them afterwards. Service Quotas raises only: AWS Support
/// lowers a quota, so that nothing here does.
/// </summary>
public sealed class QuotaResets(IStateStore store, JournalWriter journal, TimeProvider time)
{
    private const int Attempts = 3;

    /// <summary>The requests of an event, reset or not.</summary>
    public static async Task<IReadOnlyList<QuotaRequestRecord>> ListAsync(
        IStateStore store,
        EventId eventId,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        var found = await store.ListAsync(
            StateKeys.EventPk(eventId),
            StateKeys.QuotaRequestPrefix,
            StateJson.Default.QuotaRequestRecord,
            cancellationToken);
        return [.. found.Select(r => r.Value)];
    }

    /// <param name="head">The event.</param>
    /// <param name="quota">A record's name, or the quota's code where one record alone has it.</param>
    /// <param name="who">Who says so.</param>
    /// <param name="reason">That it was reset, or why it is kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PortException">The mark could not be stored.</exception>
    public async Task<QuotaResetOutcome> MarkAsync(
        EventHead head,
        string quota,
        string who,
        string reason,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(head);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var known = await ListAsync(store, head.Event, cancellationToken);
            var meant = known.Where(r => r.Name == quota || r.Request.Key.Code == quota).ToList();
            if (meant is not [var only])
            {
                var named = (meant.Count > 0 ? meant : known).Select(r => r.Name);
                return new QuotaResetOutcome.Unclear(EquatableList.From(named));
            }

            // Without the record nobody is reminded, and the lead times would take the increase for not requested.
            if (head.Phase is not (Phase.Closed or Phase.Cancelled))
            {
                return new QuotaResetOutcome.TooEarly(head.Phase.ToString());
            }

            var key = StateKeys.QuotaRequest(head.Event, only.Name);
            var (record, version) = await store.FindAsync(key, cancellationToken);
            if (record is null or { ResetAt: not null })
            {
                return new QuotaResetOutcome.Done(record ?? only, WasBefore: true);
            }

            var next = record with { ResetAt = time.GetUtcNow() };
            if (await store.CommitAsync([key.Put(next, version), Line(next, who, reason)], cancellationToken)
                is SaveOutcome.Saved)
            {
                return new QuotaResetOutcome.Done(next, WasBefore: false);
            }
        }

        throw new PortException(
            PortFailure.Unavailable,
            $"The request for quota {quota} of event {head.Event} changes all the time. Give the command again.");
    }

    private StateWrite.Put Line(QuotaRequestRecord record, string who, string reason) =>
        journal.Line(new JournalEntry(
            record.Event,
            time.GetUtcNow(),
            JournalKind.Person,
            "quota reset or kept",
            reason,
            Cause: who,
            Before: Text(record.Outcome.Desired),
            After: Text(record.Request.Before)));

    private static string Text(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
