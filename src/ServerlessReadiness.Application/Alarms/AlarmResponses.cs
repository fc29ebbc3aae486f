using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Core.Runbooks;

using EventId = ServerlessReadiness.Core.Events.EventId;

namespace ServerlessReadiness.Application.Alarms;

/// <summary>
/// Answers an alarm: load, decide, commit, act. At most four sequential round trips lie between the alarm and its first
/// effect: the events, their plans (both kept by a warm process), the situation, the commit.
/// </summary>
public sealed partial class AlarmResponses(
    IStateStore store,
    OpenEvents events,
    World world,
    WorldReader reader,
    AlarmCommit commit,
    RunExecutor executor,
    IRunDispatcher dispatcher,
    JournalWriter journal,
    BusyComponents busy,
    IMeasurements measurements,
    TimeProvider time,
    ILogger<AlarmResponses> logger)
{
    /// <summary>Times a decision is made anew after a lost race, before the signal goes back to its sender.</summary>
    private const int DecideAttemptsMax = 12;

    private static readonly TimeSpan RaceWait = TimeSpan.FromMilliseconds(20);

    private readonly CanaryAnswers _canaries = new(store, world, journal, time);

    /// <summary>Decides a transition for every open event whose plan answers it.</summary>
    /// <param name="transition">The transition.</param>
    /// <param name="stopBy">When a run that starts must have been set aside.</param>
    /// <param name="cancellationToken">Ends the work between two calls.</param>
    /// <exception cref="PortException">
    /// State could not be read or written: the signal must be delivered again.
    /// </exception>
    public async Task<IReadOnlyList<AlarmOutcome>> HandleAsync(
        AlarmTransition transition,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        var open = await events.ListAsync(cancellationToken);
        if (CanaryAlarm.Is(transition.Alarm.Name))
        {
            return [await AnswerCanaryAsync(open, transition, cancellationToken)];
        }

        var answering = Answering(open, transition);
        if (answering.Count == 0)
        {
            // The event may have been applied a moment ago.
            open = await events.ListAsync(cancellationToken, fresh: true);
            answering = Answering(open, transition);
        }

        if (answering.Count == 0)
        {
            return [await RecordUnknownAsync(open, transition, cancellationToken)];
        }

        var outcomes = new List<AlarmOutcome>();
        foreach (var one in answering)
        {
            outcomes.Add(await DecideAsync(one, transition, Asker.Signal, stopBy, cancellationToken));
        }

        return outcomes;
    }

    /// <summary>
    /// Looks again at an alarm that was decided before and may still fire. Clock's work, as is making up a transition:
    /// it commits the intent and hands what starts to Executor.
    /// </summary>
    public Task<AlarmOutcome> LookAgainAsync(OpenEvent open, AlarmMemory memory, CancellationToken cancellationToken) =>
        DecideAsync(open, memory.Last, Asker.SecondLook, DateTimeOffset.MinValue, cancellationToken);

    /// <summary>Decides a transition that never arrived, for the one event that missed it.</summary>
    public Task<AlarmOutcome> MakeUpAsync(
        OpenEvent open,
        AlarmTransition transition,
        CancellationToken cancellationToken) =>
        DecideAsync(open, transition, Asker.Sweep, DateTimeOffset.MinValue, cancellationToken);

    private async Task<AlarmOutcome> AnswerCanaryAsync(
        IReadOnlyList<OpenEvent> open,
        AlarmTransition transition,
        CancellationToken cancellationToken)
    {
        if (Meant(open) is null)
        {
            open = await events.ListAsync(cancellationToken, fresh: true);
        }

        return Meant(open) is not { } one
            ? await RecordUnknownAsync(open, transition, cancellationToken)
            : await _canaries.AnswerAsync(one, transition, cancellationToken)
                ?? await RecordDuplicateAsync(one.Id, transition, cancellationToken);

        OpenEvent? Meant(IReadOnlyList<OpenEvent> among) =>
            among.FirstOrDefault(o => CanaryAlarm.NameOf(o.Id) == transition.Alarm.Name);
    }

    private static List<OpenEvent> Answering(IReadOnlyList<OpenEvent> open, AlarmTransition transition) =>
        [.. open.Where(o => ResponseMatcher.Match(o.Plan, transition).Response is not null)];

    private async Task<AlarmOutcome> DecideAsync(
        OpenEvent open,
        AlarmTransition transition,
        Asker asker,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        var observes = !busy.IsBusy(
            open.Id,
            ResponseMatcher.Match(open.Plan, transition).Component?.Name,
            time.GetUtcNow());
        for (var attempt = 1; attempt <= DecideAttemptsMax; attempt++)
        {
            var now = time.GetUtcNow();
            var look = new AlarmLook(now, asker == Asker.SecondLook, observes, asker != Asker.Signal);
            var load = await AlarmLoad.ReadAsync(store, world, reader, open, transition, look, cancellationToken);
            if (load.Situation.Head.PlanVersion != open.Listing.PlanVersion)
            {
                open = await RefreshAsync(open, cancellationToken);
                continue;
            }

            var decision = AlarmDecider.Decide(load.Situation, load.Transition, now);
            var isExecutors = decision.Verdict == AlarmVerdict.Starts && load.IsExecutors;
            look = look with { HandsOver = look.HandsOver || isExecutors };
            if (look.LooksAgain && decision.Memory is null)
            {
                // The index was behind: what was due has been looked at, or is over. There is nothing to write.
                return new AlarmOutcome(open.Id, decision.Verdict, decision.Reason, null);
            }

            if (decision.Verdict == AlarmVerdict.Starts && !observes && !isExecutors)
            {
                // It may act after all, so the world must be seen first.
                observes = true;
                continue;
            }

            busy.Note(open.Id, load.Situation.Match.Component?.Name, decision.Verdict, now);
            var committed = await commit.CommitAsync(open, load, transition, decision, look, cancellationToken);
            switch (committed.Outcome)
            {
                case SaveOutcome.Saved:
                    LogDecision(logger, open.Id, transition.Alarm, decision.Verdict, decision.Reason);
                    measurements.Decided(decision.Verdict);
                    var run = look.HandsOver
                        ? await HandOverAsync(committed, cancellationToken)
                        : await GoOnAsync(committed, stopBy, cancellationToken);
                    return new AlarmOutcome(open.Id, decision.Verdict, decision.Reason, run);
                case SaveOutcome.Duplicate:
                    return await RecordDuplicateAsync(open.Id, transition, cancellationToken);
                default:
                    await Task.Delay(RaceWait * attempt, time, cancellationToken);
                    break;
            }
        }

        throw new PortException(
            PortFailure.Unavailable,
            $"The decision on alarm {transition.Alarm.Name} lost {DecideAttemptsMax} races in a row; "
            + "it is delivered again.");
    }

    private async Task<Run?> GoOnAsync(
        AlarmCommitted committed,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        Run? first = null;
        foreach (var (hand, announced) in committed.Runs)
        {
            var run = announced is not null && !RunExecutor.MayStart(hand, committed.Mode)
                ? (await executor.WithholdAsync(hand, committed.Mode, cancellationToken)).Run
                : hand.Run.IsOver
                    ? hand.Run
                    : await executor.ContinueAsync(hand, announced, stopBy, cancellationToken);
            first ??= run;
        }

        return first;
    }

    /// <summary>What is not dispatched now stays due, so the next beat does it.</summary>
    private async Task<Run?> HandOverAsync(AlarmCommitted committed, CancellationToken cancellationToken)
    {
        var runs = committed.Runs.Select(r => r.Hand.Run).ToArray();
        foreach (var run in runs.Where(r => !r.IsOver))
        {
            await dispatcher.DispatchAsync(run.Event, run.Id, cancellationToken);
        }

        return runs.FirstOrDefault();
    }

    private async Task<OpenEvent> RefreshAsync(OpenEvent open, CancellationToken cancellationToken)
    {
        var listed = await events.ListAsync(cancellationToken, fresh: true);
        return listed.FirstOrDefault(o => o.Id == open.Id) ?? throw new PortException(
            PortFailure.Unavailable,
            $"Event {open.Id} was closed while an alarm was decided; the alarm is delivered again.");
    }

    private async Task<AlarmOutcome> RecordDuplicateAsync(
        EventId eventId,
        AlarmTransition transition,
        CancellationToken cancellationToken)
    {
        const string Reason = "this transition was decided a moment ago by another delivery of it";
        await journal.RecordAsync(
            AlarmCommit.Line(eventId, transition, AlarmVerdict.Duplicate, Reason, time.GetUtcNow()),
            cancellationToken);
        measurements.Decided(AlarmVerdict.Duplicate);
        return new AlarmOutcome(eventId, AlarmVerdict.Duplicate, Reason, null);
    }

    private async Task<AlarmOutcome> RecordUnknownAsync(
        IReadOnlyList<OpenEvent> open,
        AlarmTransition transition,
        CancellationToken cancellationToken)
    {
        var eventId = open is [var only] ? only.Id : JournalWriter.Unassigned;
        var reason = open.Count == 0
            ? $"no event is open, so alarm {transition.Alarm.Name} is only recorded; apply a plan first"
            : $"no response of {open.Count} open event(s) matches alarm {transition.Alarm.Name}; add one to the plan";
        await journal.RecordAsync(
            AlarmCommit.Line(eventId, transition, AlarmVerdict.Unknown, reason, time.GetUtcNow()),
            cancellationToken);
        LogDecision(logger, eventId, transition.Alarm, AlarmVerdict.Unknown, reason);
        measurements.Decided(AlarmVerdict.Unknown);
        return new AlarmOutcome(eventId, AlarmVerdict.Unknown, reason, null);
    }

    [LoggerMessage(1001, LogLevel.Information, "Event {Event}, alarm {Alarm}: {Verdict}: {Reason}")]
    private static partial void LogDecision(
        ILogger logger,
        EventId @event,
        AlarmId alarm,
        AlarmVerdict verdict,
        string reason);

    private enum Asker
    {
        Signal,
        SecondLook,
        Sweep,
    }
}
