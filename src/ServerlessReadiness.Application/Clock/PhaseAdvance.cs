using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;

namespace ServerlessReadiness.Application.Clock;

/// <summary>Moves an event's head to the phase that its plan's schedule states. Phases only go forward.</summary>
public sealed class PhaseAdvance(IStateStore store, JournalWriter journal, TimeProvider time)
{
    public async Task<EventHead?> AdvanceAsync(OpenEvent open, CancellationToken cancellationToken)
    {
        var key = StateKeys.Head(open.Id);
        var (head, version) = await store.FindAsync(key, cancellationToken);
        var now = time.GetUtcNow();
        var planned = open.Plan.Schedule.PhaseAt(now);
        if (head is null || head.Phase == Phase.Cancelled || planned <= head.Phase)
        {
            return head;
        }

        var next = head with { Phase = planned, ChangedAt = now };
        var line = new JournalEntry(
            open.Id,
            now,
            JournalKind.Progress,
            $"phase {planned}",
            $"the plan's schedule moves event {open.Id} from {head.Phase} to {planned}");
        var writes = new List<StateWrite> { key.Put(next, version), journal.Line(line) };
        if (planned == Phase.Closed)
        {
            // Signals are no longer decided for a closed event.
            var listingKey = StateKeys.Listing(open.Listing);
            var (listing, listingVersion) = await store.FindAsync(listingKey, cancellationToken);
            writes.Add(listingKey.Put((listing ?? open.Listing) with { Open = false }, listingVersion));
        }

        // Losing the race means that another beat, or a person, moved the head; the next beat sees what they did.
        var outcome = await store.CommitAsync(writes, cancellationToken);
        return outcome is SaveOutcome.Saved ? next : head;
    }
}
