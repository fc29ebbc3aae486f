using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;

namespace ServerlessReadiness.Application.Events;

/// <summary>
/// Sets how far automation may go in an event. The head goes first, in a small commit of its own, because a pause must
/// not wait for anything else.
/// </summary>
public sealed class ModeChange(IStateStore store, JournalWriter journal, TimeProvider time)
{
    /// <summary>Heads change rarely, so a person who loses this many races in a row should look first.</summary>
    private const int AttemptsMax = 5;

    private static readonly TimeSpan RaceWait = TimeSpan.FromMilliseconds(20);

    /// <param name="eventId">The event.</param>
    /// <param name="mode">The mode that it is to have.</param>
    /// <param name="reason">Why, in the words of who asks; shown with every decision that the mode stops.</param>
    /// <param name="who">Who asks, for the journal.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PortException">State could not be read or written.</exception>
    public async Task<ModeChanged> SetAsync(
        EventId eventId,
        AutomationMode mode,
        string reason,
        string who,
        CancellationToken cancellationToken)
    {
        var key = StateKeys.Head(eventId);
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var (head, version) = await store.FindAsync(key, cancellationToken);
            if (head is null)
            {
                return new ModeChanged.Refused(
                    $"there is no event {eventId}",
                    "see the open ones with readiness status");
            }

            if (head.Phase is Phase.Closed or Phase.Cancelled)
            {
                return new ModeChanged.Refused(
                    $"event {eventId} is {head.Phase}, so no automation is left to set",
                    "apply a plan with a new event id");
            }

            if (head.Mode == mode)
            {
                return new ModeChanged.Unchanged(head);
            }

            var now = time.GetUtcNow();
            var next = head with { Mode = mode, ModeReason = reason, ChangedAt = now };
            var line = new JournalEntry(
                eventId,
                now,
                JournalKind.Person,
                $"mode {mode}",
                $"mode changed from {head.Mode} to {mode} by {who}: {reason}",
                Cause: who);
            var outcome = await store.CommitAsync([key.Put(next, version), journal.Line(line)], cancellationToken);
            if (outcome is SaveOutcome.Saved)
            {
                return new ModeChanged.Changed(head, next, await AfterAsync(next, cancellationToken));
            }

            await Task.Delay(RaceWait * attempt, time, cancellationToken);
        }

        return new ModeChanged.Refused(
            $"event {eventId} was changed by others {AttemptsMax} times at the same moment",
            "look with readiness status, then try again");
    }

    /// <summary>A pause asks for nothing to be looked at.</summary>
    private Task<int> AfterAsync(EventHead head, CancellationToken cancellationToken) =>
        head.Mode == AutomationMode.Paused
            ? Task.FromResult(0)
            : LookAgainAsync(head.Event, head.ChangedAt, cancellationToken);

    /// <summary>
    /// CloudWatch reports a change once, so what the old mode kept from being answered is looked at again.
    /// </summary>
    /// <returns>How many alarms are due at <paramref name="at"/>.</returns>
    public async Task<int> LookAgainAsync(EventId eventId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var memories = await store.ListAsync(
            StateKeys.EventPk(eventId),
            StateKeys.AlarmPrefix,
            StateJson.Default.AlarmMemory,
            cancellationToken);
        var due = 0;
        foreach (var (memory, version) in memories.Where(m => m.Value.State == AlarmStateValue.Alarm))
        {
            var key = StateKeys.Alarm(eventId, memory.Alarm, memory.Contributor);
            var again = memory with { LookAgainAt = at };

            // A lost race means that the alarm was decided on this very moment, under the new mode.
            var outcome = await store.CommitAsync([key.Put(again, version, again.LookAgainAt)], cancellationToken);
            due += outcome is SaveOutcome.Saved ? 1 : 0;
        }

        return due;
    }
}
