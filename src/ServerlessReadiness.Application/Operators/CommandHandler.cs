using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Operators;

using EventId = ServerlessReadiness.Core.Events.EventId;

namespace ServerlessReadiness.Application.Operators;

/// <summary>
/// Does what people ask: load, decide, commit, hand over. The one path for SNS, the HTTP API and the command line.
/// A command's record is committed with its work, so a repeat gets the stored result, and of two contradictory
/// commands one is told that the other was first.
/// </summary>
public sealed partial class CommandHandler(
    IStateStore store,
    OpenEvents events,
    JournalWriter journal,
    CommandTools tools,
    IRunDispatcher dispatcher,
    TimeProvider time,
    ILogger<CommandHandler> logger)
{
    private const int AttemptsMax = 5;
    private static readonly TimeSpan RaceWait = TimeSpan.FromMilliseconds(20);

    private readonly CommandWork _work = new(store, tools, time);

    /// <param name="request">The command.</param>
    /// <param name="caller">Who gives it.</param>
    /// <param name="expectHead">The version of the head that the caller saw; null for any.</param>
    /// <param name="cancellationToken">Ends the wait; what was committed stays.</param>
    /// <returns>What came of it: done, refused with nothing changed, or accepted and under way.</returns>
    /// <exception cref="PortException">State could not be read or written; the same command may be sent again.
    /// </exception>
    public async Task<CommandRecord> HandleAsync(
        OperatorRequest request,
        Caller caller,
        long? expectHead,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(caller);
        var now = time.GetUtcNow();
        var key = StateKeys.Command(request.Event, request.Id);
        var accepted = CommandRecord.Accept(request, caller.Who, now);
        if (await FindAsync(request.Event, request.Id, cancellationToken) is { } known)
        {
            return SameAs(accepted, known);
        }

        if (await LoadAsync(accepted, caller, cancellationToken) is not { } task)
        {
            return await RefuseUnknownAsync(accepted, cancellationToken);
        }

        var refusal = CommandPolicy.Refuse(request, caller, task.Head, task.Plan, now)
            ?? (expectHead is { } expected && expected != task.HeadVersion
                ? new CommandRefusal(
                    RefusalKind.Changed,
                    $"event {request.Event} is at version {task.HeadVersion}, not {expected}",
                    "read it again, then decide whether the command still fits")
                : null);
        return refusal is null
            ? await DoAsync(task, key, cancellationToken)
            : await RefuseAsync(task.Accepted, refusal, cancellationToken);
    }

    /// <summary>A command's result; null when there is none of that id.</summary>
    public async Task<CommandRecord?> FindAsync(
        EventId eventId,
        CommandId command,
        CancellationToken cancellationToken) =>
        (await store.FindAsync(StateKeys.Command(eventId, command), cancellationToken)).Value;

    private async Task<CommandRecord> DoAsync(
        CommandTask task,
        StateKey<CommandRecord> key,
        CancellationToken cancellationToken)
    {
        CommandAnswer.Commit? first = null;
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var (at, accepted) = (task.Now, task.Accepted);
            var watched = new CommandStore(store, run => key.Put(
                accepted.Done($"{accepted.Request.Command.Name} was done", at, run),
                0,
                expiresAt: at + CommandRecord.KeptFor));
            CommandAnswer answer;
            try
            {
                answer = await _work.DoAsync(task, watched, cancellationToken);
            }
            catch (PortException) when (!watched.IsRecorded)
            {
                // The same command at the same moment, by another process, is what a use case loses its races to.
                if (await FindAsync(task.Event, task.Request.Id, cancellationToken) is { } twin)
                {
                    return SameAs(task.Accepted, twin);
                }

                throw;
            }

            switch (answer)
            {
                case CommandAnswer.Refused refused:
                    return await FindAsync(task.Event, task.Request.Id, cancellationToken) is { } other
                        ? SameAs(task.Accepted, other)
                        : await RefuseAsync(task.Accepted, refused.Refusal, cancellationToken);
                case CommandAnswer.Performed done:
                    return await EndAsync(task, key, watched, done, cancellationToken);
                case CommandAnswer.HandedOver:
                    return await HandOverAsync(task, key, cancellationToken);
                case CommandAnswer.Commit commit when first is not null && !Equals(first.Contested, commit.Contested):
                    return await RefuseAsync(task.Accepted, FirstWasAnother(task), cancellationToken);
                case CommandAnswer.Commit commit:
                    first ??= commit;
                    if (await SaveAsync(task, key, commit, cancellationToken) is { } saved)
                    {
                        return saved;
                    }

                    break;
                default:
                    throw new System.Diagnostics.UnreachableException($"No row for {answer.GetType().Name}.");
            }

            await Task.Delay(RaceWait * attempt, time, cancellationToken);
            task = await LoadAsync(task.Accepted, task.Caller, cancellationToken) ?? task;
        }

        return await RefuseAsync(task.Accepted, FirstWasAnother(task), cancellationToken);
    }

    /// <summary>The result, or null when a race was lost and the command is to be decided anew.</summary>
    private async Task<CommandRecord?> SaveAsync(
        CommandTask task,
        StateKey<CommandRecord> key,
        CommandAnswer.Commit commit,
        CancellationToken cancellationToken)
    {
        var done = task.Accepted.Done(commit.Words, task.Now, commit.Run, commit.Issue);
        var line = new JournalEntry(
            task.Event,
            task.Now,
            JournalKind.Person,
            task.Request.Command.Name,
            $"{commit.Words} by {task.Who}: {task.Request.Reason}",
            commit.Component,
            commit.Alarm,
            commit.Run,
            task.Who);
        var outcome = await store.CommitAsync(
            [
                .. commit.Writes,
                key.Put(done, 0, expiresAt: task.Now + CommandRecord.KeptFor),
                journal.Line(line),
            ],
            cancellationToken);
        if (outcome is not SaveOutcome.Saved)
        {
            return await FindAsync(task.Event, task.Request.Id, cancellationToken) is { } other
                ? SameAs(task.Accepted, other)
                : null;
        }

        await _work.AfterAsync(task, cancellationToken);
        if (commit is { HandsRunOver: true, Run: { } run })
        {
            await DispatchAsync(() => dispatcher.DispatchAsync(task.Event, run, cancellationToken), run.Value);
        }

        return done;
    }

    /// <summary>The record of work that a use case did gets that work's own words.</summary>
    private async Task<CommandRecord> EndAsync(
        CommandTask task,
        StateKey<CommandRecord> key,
        CommandStore watched,
        CommandAnswer.Performed done,
        CancellationToken cancellationToken)
    {
        var ended = task.Accepted.Done(done.Words, time.GetUtcNow(), done.Run);
        var write = key.Put(ended, watched.IsRecorded ? 1 : 0, expiresAt: task.Now + CommandRecord.KeptFor);
        var isSaved = await store.CommitAsync([write], cancellationToken) is SaveOutcome.Saved;
        if (done.Run is { } run)
        {
            await DispatchAsync(() => dispatcher.DispatchAsync(task.Event, run, cancellationToken), run.Value);
        }

        return isSaved
            ? ended
            : SameAs(task.Accepted, await FindAsync(task.Event, task.Request.Id, cancellationToken) ?? ended);
    }

    private async Task DispatchAsync(Func<Task> dispatch, string what)
    {
        try
        {
            await dispatch();
        }
        catch (PortException e)
        {
            // It is stored as due, so Clock hands it over within a minute; the command itself is done.
            LogNotHandedOver(logger, what, e.Message);
        }
    }

    private async Task<CommandTask?> LoadAsync(
        CommandRecord accepted,
        Caller? caller,
        CancellationToken cancellationToken)
    {
        var eventId = accepted.Request.Event;
        var (head, version) = await store.FindAsync(StateKeys.Head(eventId), cancellationToken);
        return head is null
            ? null
            : new CommandTask(
                accepted,
                caller,
                head,
                version,
                await events.PlanAsync(eventId, head.PlanVersion, cancellationToken),
                time.GetUtcNow());
    }

    private static CommandRefusal FirstWasAnother(CommandTask task) => new(
        RefusalKind.Conflict,
        $"somebody else changed what {task.Request.Command.Name} is about at the same moment",
        "look with readiness status, then give it anew under another id if it still fits");

    [LoggerMessage(1401, LogLevel.Warning, "{What} is left to Clock: {Reason}")]
    private static partial void LogNotHandedOver(ILogger logger, string what, string reason);
}
