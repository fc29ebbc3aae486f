using System.Text.Json;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Operators;

namespace ServerlessReadiness.Application.Operators;

/// <summary>What is stored of commands: results, refusals, and what is left to Executor.</summary>
public sealed partial class CommandHandler
{
    /// <summary>Does an accepted command that was handed over; null when there is none.</summary>
    public async Task<CommandRecord?> GoOnAsync(
        EventId eventId,
        CommandId command,
        CancellationToken cancellationToken)
    {
        var key = StateKeys.Command(eventId, command);
        var (known, version) = await store.FindAsync(key, cancellationToken);
        if (known is not { State: CommandState.Accepted })
        {
            return known;
        }

        // Claimed, so that of two processes one goes on; due again should this one stop.
        var now = time.GetUtcNow();
        var claim = key.Put(known, version, now + CommandWork.LongTime, now + CommandRecord.KeptFor);
        if (await store.CommitAsync([claim], cancellationToken) is not SaveOutcome.Saved
            || await LoadAsync(known, caller: null, cancellationToken) is not { } task)
        {
            return known;
        }

        var ended = await _work.DoLongAsync(task, cancellationToken) switch
        {
            CommandAnswer.Performed done => known.Done(done.Words, time.GetUtcNow(), done.Run),
            CommandAnswer.Refused refused => known.Refused(refused.Refusal, time.GetUtcNow()),
            var other => throw new System.Diagnostics.UnreachableException($"{other} from long work."),
        };
        StateWrite[] writes =
        [
            key.Put(ended, version + 1, expiresAt: now + CommandRecord.KeptFor),
            .. ended.State == CommandState.Refused ? [journal.Line(RefusalLine(ended))] : (StateWrite[])[],
        ];
        await store.CommitAsync(writes, cancellationToken);
        return ended;
    }

    private async Task<CommandRecord> HandOverAsync(
        CommandTask task,
        StateKey<CommandRecord> key,
        CancellationToken cancellationToken)
    {
        var write = key.Put(task.Accepted, 0, task.Now, task.Now + CommandRecord.KeptFor);
        if (await store.CommitAsync([write], cancellationToken) is not SaveOutcome.Saved)
        {
            return SameAs(
                task.Accepted,
                await FindAsync(task.Event, task.Request.Id, cancellationToken) ?? task.Accepted);
        }

        var id = task.Request.Id;
        await DispatchAsync(() => dispatcher.DispatchAsync(task.Event, id, cancellationToken), id.Value);
        return task.Accepted;
    }

    /// <summary>A stored result answers a repeat; another command under the same id is refused.</summary>
    private static CommandRecord SameAs(CommandRecord asked, CommandRecord known)
    {
        var isSame = asked.Who == known.Who
            && asked.Request.Reason == known.Request.Reason
            && asked.Request.NotAfter == known.Request.NotAfter
            && Text(asked.Request) == Text(known.Request);
        return isSame ? known : asked.Refused(
            new CommandRefusal(
                RefusalKind.Conflict,
                $"command id {asked.Request.Id} was used at {known.ReceivedAt:u} for another {known.Request.Command.Name}",
                "give the command an id of its own"),
            asked.ReceivedAt);

        static string Text(OperatorRequest request) =>
            JsonSerializer.Serialize(new CommandDocument { Command = request.Command }, CommandJson.Default.CommandDocument);
    }

    private async Task<CommandRecord> RefuseAsync(
        CommandRecord accepted,
        CommandRefusal refusal,
        CancellationToken cancellationToken)
    {
        var refused = accepted.Refused(refusal, time.GetUtcNow());
        var key = StateKeys.Command(refused.Request.Event, refused.Request.Id);
        var outcome = await store.CommitAsync(
            [
                key.Put(refused, 0, expiresAt: refused.ReceivedAt + CommandRecord.KeptFor),
                journal.Line(RefusalLine(refused)),
            ],
            cancellationToken);
        return outcome is SaveOutcome.Saved
            ? refused
            : SameAs(
                accepted,
                await FindAsync(refused.Request.Event, refused.Request.Id, cancellationToken) ?? refused);
    }

    /// <summary>Journals what a known caller sent as a command and is none: nothing else would ever tell of it.</summary>
    /// <param name="eventId">The event that it was sent to; it may not exist.</param>
    /// <param name="caller">Who sent it.</param>
    /// <param name="problem">Why it is no command, and what to do.</param>
    /// <param name="raw">What was sent, shortened.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task RefuseUnreadableAsync(
        EventId eventId,
        Caller caller,
        string problem,
        string raw,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(caller);
        var (head, _) = await store.FindAsync(StateKeys.Head(eventId), cancellationToken);
        await journal.RecordAsync(
            new JournalEntry(
                head is null ? JournalWriter.Unassigned : eventId,
                time.GetUtcNow(),
                JournalKind.Person,
                "command refused",
                $"{problem}. Asked of event {eventId} by {caller.Who}",
                Cause: caller.Who,
                Raw: raw),
            cancellationToken);
    }

    private async Task<CommandRecord> RefuseUnknownAsync(CommandRecord accepted, CancellationToken cancellationToken)
    {
        var refused = accepted.Refused(
            new CommandRefusal(
                RefusalKind.Unknown,
                $"there is no event {accepted.Request.Event}",
                "see the open ones with readiness status"),
            accepted.ReceivedAt);
        await journal.RecordAsync(
            RefusalLine(refused) with { Event = JournalWriter.Unassigned },
            cancellationToken);
        return refused;
    }

    private static JournalEntry RefusalLine(CommandRecord refused) => new(
        refused.Request.Event,
        refused.EndedAt ?? refused.ReceivedAt,
        JournalKind.Person,
        $"{refused.Request.Command.Name} refused",
        $"{refused.Words}; {refused.Next}. Asked by {refused.Who}: {refused.Request.Reason}",
        Cause: refused.Who);
}
