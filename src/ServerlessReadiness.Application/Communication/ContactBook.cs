using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Communication;

/// <summary>Reads who is available, and what waits for people.</summary>
public static class ContactBook
{
    /// <summary>The plan's contacts in its order. One query, and none where the plan names nobody.</summary>
    public static async Task<IReadOnlyList<ContactStatus>> ReadAsync(
        IStateStore store,
        CompiledPlan plan,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Contacts.Count == 0)
        {
            return [];
        }

        var records = (await store.ListAsync(
                StateKeys.EventPk(plan.Event),
                StateKeys.ContactPrefix,
                StateJson.Default.ContactRecord,
                cancellationToken))
            .ToDictionary(r => r.Value.Name, r => r.Value, StringComparer.Ordinal);
        return [.. plan.Contacts.Select(c => new ContactStatus(c, records.GetValueOrDefault(c.Name)))];
    }

    /// <summary>What waits for somebody to see to it, longest first.</summary>
    public static async Task<IReadOnlyList<EscalationRecord>> EscalationsAsync(
        IStateStore store,
        EventId eventId,
        CancellationToken cancellationToken)
    {
        var found = await store.ListAsync(
            StateKeys.EventPk(eventId),
            StateKeys.EscalationPrefix,
            StateJson.Default.EscalationRecord,
            cancellationToken);
        return [.. found.Select(e => e.Value).Where(e => e.Over is null).OrderBy(e => e.Since)];
    }
}
