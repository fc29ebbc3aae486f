using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;

namespace ServerlessReadiness.Application.Journal;

/// <summary>Turns journal lines into writes, to be committed together with what they record.</summary>
public sealed class JournalWriter(IStateStore store, Ids ids)
{
    /// <summary>Where signals are recorded that belong to no open event.</summary>
    public static readonly EventId Unassigned = EventId.Parse("unassigned");

    public StateWrite.Put Line(JournalEntry entry) =>
        StateKeys.Journal(entry.Event, entry.At, ids.Next()).Put(entry, version: 0);

    /// <summary>Records a line that changes nothing else.</summary>
    public async Task RecordAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        var outcome = await store.CommitAsync([Line(entry)], cancellationToken);
        if (outcome is not SaveOutcome.Saved)
        {
            throw new PortException(
                PortFailure.Unavailable,
                $"A journal line of event {entry.Event} could not be stored; the signal must be delivered again.");
        }
    }
}
