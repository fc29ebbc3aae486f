using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;

using EventId = ServerlessReadiness.Core.Events.EventId;

namespace ServerlessReadiness.Application.Lifecycle;

/// <summary>
/// Answers Auto Scaling's notices. An instance that waits in a hook of the plan gets a run, in every mode and phase;
/// what goes wrong with the fleet is noted; the rest is recorded.
/// </summary>
public sealed partial class HookAnswers
{
    /// <summary>Times a decision is made anew after a lost race, before the signal goes back to its sender.</summary>
    private const int DecideAttemptsMax = 6;

    /// <summary>What takes longer is handed over: an instance may wait for an hour, a function must not.</summary>
    public static readonly TimeSpan ProcessMax = TimeSpan.FromMinutes(2);

    private readonly IStateStore _store;
    private readonly OpenEvents _events;
    private readonly RunExecutor _executor;
    private readonly JournalWriter _journal;
    private readonly TimeProvider _time;
    private readonly string _region;
    private readonly ILogger _logger;
    private readonly HookTermsBook _terms;
    private readonly HookStarts _starts;
    private readonly FleetNotices _fleet;

    public HookAnswers(
        IStateStore store,
        OpenEvents events,
        World world,
        RunExecutor executor,
        JournalWriter journal,
        RunWrites runWrites,
        Ids ids,
        TimeProvider time,
        string region,
        ILogger<HookAnswers> logger)
    {
        (_store, _events, _executor, _journal, _time, _region, _logger) =
            (store, events, executor, journal, time, region, logger);
        _terms = new HookTermsBook(world, time);
        _starts = new HookStarts(store, journal, runWrites, ids);
        _fleet = new FleetNotices(new NoticeBook(store), time);
    }

    /// <param name="notice">What arrived.</param>
    /// <param name="stopBy">When a run that starts must have been set aside.</param>
    /// <param name="cancellationToken">Ends the work between two calls.</param>
    /// <exception cref="PortException">State could not be read or written: the notice must be delivered again.
    /// </exception>
    public async Task<LifecycleOutcome> HandleAsync(
        LifecycleNotice notice,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var place = HookPlace.Of(await _events.ListAsync(cancellationToken), notice, _region)
            ?? HookPlace.Of(await _events.ListAsync(cancellationToken, fresh: true), notice, _region);
        if (place is null)
        {
            var reason = $"no component of an open event has group {notice.Group}, so {Describe(notice)} is only "
                + "recorded; its own owner sees to it";
            return await RecordAsync(
                JournalWriter.Unassigned, null, notice, HookVerdict.NotOurs, reason, cancellationToken);
        }

        return notice.Kind switch
        {
            LifecycleKind.Test => await RecordAsync(
                place.Open.Id,
                place.Component.Name,
                notice,
                HookVerdict.Test,
                $"Auto Scaling tried out the notification of group {notice.Group}; it arrives",
                cancellationToken),
            LifecycleKind.Launching or LifecycleKind.Terminating =>
                await AnswerAsync(place, notice, stopBy, cancellationToken),
            _ => await OfFleetAsync(place, notice, cancellationToken),
        };
    }

    private async Task<LifecycleOutcome> AnswerAsync(
        HookPlace place,
        LifecycleNotice notice,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        if (place.Hook(notice.Hook, notice.Kind == LifecycleKind.Launching) is not { } plan)
        {
            return await UnknownHookAsync(place, notice, cancellationToken);
        }

        for (var attempt = 1; attempt <= DecideAttemptsMax; attempt++)
        {
            var key = StateKeys.Hook(place.Open.Id, plan.Hook, notice.Instance!.Value);
            var reading = _store.FindAsync(key, cancellationToken);
            var termsReading = _terms.ReadAsync(place.Group, plan.Hook, plan.Launching, cancellationToken);
            await Task.WhenAll(reading, termsReading);
            var (memory, terms) = (await reading, await termsReading);
            var now = _time.GetUtcNow();
            var ask = new HookAsk(ByClock: false, notice.Token, notice.At, RunIsGone: false, IsUrgent: false);
            var decision = HookDecider.Decide(memory.Value, ask, now);
            if (decision.Verdict != HookVerdict.Starts)
            {
                return await RecordAsync(
                    place.Open.Id,
                    place.Component.Name,
                    notice,
                    decision.Verdict,
                    decision.Reason,
                    cancellationToken);
            }

            var wait = HookWait.Of(notice, plan, terms, now);
            var hand = await _starts.CommitAsync(
                place, plan, wait, memory, decision, handsOver: false, now, cancellationToken);
            if (hand is not null)
            {
                LogDecision(_logger, place.Open.Id, wait.Instance.Value, decision.Verdict, decision.Reason);
                var until = now + ProcessMax < stopBy ? now + ProcessMax : stopBy;
                var run = await _executor.ContinueAsync(hand, announced: null, until, cancellationToken);
                return new LifecycleOutcome(place.Open.Id, decision.Verdict, decision.Reason, run);
            }
        }

        throw new PortException(
            PortFailure.Unavailable,
            $"The decision on {Describe(notice)} lost {DecideAttemptsMax} races in a row; it is delivered again.");
    }

    /// <summary>A hook that the plan does not know is left to its owner; its memory makes it an issue.</summary>
    private async Task<LifecycleOutcome> UnknownHookAsync(
        HookPlace place,
        LifecycleNotice notice,
        CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var reason = $"the plan has no {(notice.Kind == LifecycleKind.Launching ? "launch" : "terminate")} hook "
            + $"{notice.Hook} of component {place.Component.Name}, so {notice.Instance} is left to the hook's owner; "
            + "add it to the plan's hooks, or send its notices elsewhere";
        var key = StateKeys.Hook(place.Open.Id, notice.Hook!, notice.Instance!.Value);
        var (known, version) = await _store.FindAsync(key, cancellationToken);
        var memory = new HookMemory(
            place.Open.Id,
            place.Component.Name,
            notice.Hook!,
            notice.Kind == LifecycleKind.Launching,
            notice.Instance.Value,
            notice.Token,
            null,
            now,
            null,
            now,
            false,
            reason,
            0);

        // One delivery of a notice writes it; a repeat finds the same token and is only recorded.
        if (known?.Token is null || known.Token != notice.Token)
        {
            await _store.CommitAsync(
                [key.Put(memory, version, expiresAt: now + HookMemory.KeptFor)],
                cancellationToken);
        }

        return await RecordAsync(
            place.Open.Id,
            place.Component.Name,
            notice,
            HookVerdict.NotOurs,
            reason,
            cancellationToken);
    }

    private async Task<LifecycleOutcome> OfFleetAsync(
        HookPlace place,
        LifecycleNotice notice,
        CancellationToken cancellationToken)
    {
        var (verdict, reason) = await _fleet.NoteAsync(place, notice, cancellationToken);
        return await RecordAsync(
            place.Open.Id,
            place.Component.Name,
            notice,
            verdict,
            reason,
            cancellationToken);
    }

    private async Task<LifecycleOutcome> RecordAsync(
        EventId eventId,
        ComponentName? component,
        LifecycleNotice notice,
        HookVerdict verdict,
        string reason,
        CancellationToken cancellationToken)
    {
        LogDecision(_logger, eventId, notice.Instance?.Value ?? notice.Group, verdict, reason);
        await _journal.RecordAsync(
            new JournalEntry(
                eventId,
                _time.GetUtcNow(),
                JournalKind.Decision,
                $"hook {verdict}",
                notice.Instance is { } instance ? $"{instance}: {reason}" : reason,
                component,
                Cause: HookWait.CauseOf(notice)),
            cancellationToken);
        return new LifecycleOutcome(eventId, verdict, reason, null);
    }

    private static string Describe(LifecycleNotice notice) =>
        $"{notice.Kind} of {notice.Instance?.Value ?? $"group {notice.Group}"}"
        + (notice.Hook is { } hook ? $" in hook {hook}" : "");

    [LoggerMessage(4001, LogLevel.Information, "Event {Event}, instance {Instance}: {Verdict}: {Reason}")]
    private static partial void LogDecision(
        ILogger logger,
        EventId @event,
        string instance,
        HookVerdict verdict,
        string reason);
}
