using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.PostMortems;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.RunbookBook;

namespace ServerlessReadiness.Application.RunbookBook;

/// <summary>Reads what an event's runbook document is made of.</summary>
public sealed class RunbookFactsReader(IStateStore store)
{
    /// <summary>Null when there is no such event.</summary>
    public async Task<RunbookFacts?> ReadAsync(
        EventId eventId,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var head = (await store.FindAsync(StateKeys.Head(eventId), cancellationToken)).Value;
        if (head is null)
        {
            return null;
        }

        var inForce = StateKeys.Plan(eventId, head.PlanVersion);
        if ((await store.FindAsync(inForce, cancellationToken)).Value is not { } plan)
        {
            return null;
        }

        var reviews = await store.ListAsync(
            StateKeys.EventPk(eventId),
            StateKeys.CheckPrefix,
            StateJson.Default.CheckRecord,
            cancellationToken);
        return new RunbookFacts(plan, now)
        {
            Head = head,
            Reviews = [.. reviews.Select(r => r.Value)],
            Contingencies = await EventFactsReader.ContingenciesAsync(store, plan, cancellationToken),
            Baseline = (await store.FindAsync(StateKeys.Baseline(eventId), cancellationToken)).Value,
        };
    }
}
