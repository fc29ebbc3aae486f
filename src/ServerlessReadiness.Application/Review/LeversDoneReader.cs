using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review.LeadTimes;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Application.Review;

/// <summary>
/// Which levers were pulled, as far as our own table knows: increases that are requested or granted, and contacts who
/// confirmed. Of the others it knows nothing, so they are not done.
/// </summary>
public sealed class LeversDoneReader(IStateStore store)
{
    /// <summary>All else that Service Quotas answers is a no: DENIED, NOT_APPROVED, CASE_CLOSED, INVALID_REQUEST.</summary>
    private static readonly string[] Alive = ["PENDING", "CASE_OPENED", "APPROVED"];

    /// <summary>An increase counts when what was needed as it was filed is asked for.</summary>
    public Task<LeversDone> ReadAsync(CompiledPlan plan, CancellationToken cancellationToken) =>
        ReadAsync(plan, [], cancellationToken);

    /// <param name="plan">The plan in force.</param>
    /// <param name="rows">The limits as they stand: an increase counts while it asks for what they need now.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<LeversDone> ReadAsync(
        CompiledPlan plan,
        IReadOnlyCollection<LimitRow> rows,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(rows);
        var needed = QuotaRequests.Of(rows);
        var quotas = await QuotaResets.ListAsync(store, plan.Event, cancellationToken);
        var contacts = await store.ListAsync(
            StateKeys.EventPk(plan.Event),
            StateKeys.ContactPrefix,
            StateJson.Default.ContactRecord,
            cancellationToken);
        return new LeversDone(EquatableList.From(quotas
            .Where(r => Counts(r, needed))
            .Select(r => (Lever.QuotaIncrease, LeverStart.ThingOf(r.Request)))
            .Concat(contacts
                .Where(c => c.Value.Answer == ContactAnswer.Confirmed)
                .Select(c => (Lever.ContactConfirmation, c.Value.Name)))));
    }

    private static bool Counts(QuotaRequestRecord record, EquatableList<QuotaRequest> needed)
    {
        var now = needed.FirstOrDefault(n => LeverStart.ThingOf(n) == LeverStart.ThingOf(record.Request));
        return record.ResetAt is null
            && Alive.Contains(record.Outcome.Status, StringComparer.Ordinal)
            && record.Outcome.Desired >= (now ?? record.Request).Desired;
    }
}
