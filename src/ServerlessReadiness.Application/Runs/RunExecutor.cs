using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

using EventId = ServerlessReadiness.Core.Events.EventId;

namespace ServerlessReadiness.Application.Runs;

/// <summary>
/// A loop without policy: ask <see cref="RunDecider"/>, save the intent, call a port, feed back what is seen. It can
/// be stopped anywhere; whoever goes on looks at the world first.
/// </summary>
public sealed partial class RunExecutor(
    IStateStore store,
    OpenEvents events,
    WorldReader reader,
    ChangePerformer performer,
    FiringAlarms firing,
    StopAlarms stops,
    ConditionReader conditionReader,
    RunWrites writes,
    Pages pages,
    IMeasurements measurements,
    TimeProvider time,
    ILogger<RunExecutor> logger)
{
    /// <summary>Longer waits are left to Clock; a function is not kept waiting for them.</summary>
    public static readonly TimeSpan WaitInProcessMax = TimeSpan.FromMinutes(2);

    /// <summary>Decisions of one run in one invocation: a bound on a loop that has no other.</summary>
    private const int DecisionsMax = 400;

    /// <summary>Goes on with a stored run, if nobody else does.</summary>
    public async Task<Run?> ResumeAsync(
        EventId eventId,
        RunId runId,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        var key = StateKeys.Run(eventId, runId);
        var (run, version) = await store.FindAsync(key, cancellationToken);
        var now = time.GetUtcNow();
        if (run is null || run.IsOver || run.DueAt > now)
        {
            // Not due means that another process has it in hand.
            return run;
        }

        if (AtWorkUntil(run, now) is { } atWork)
        {
            await store.CommitAsync([key.Put(run with { DueAt = atWork }, version, atWork)], cancellationToken);
            return run;
        }

        var hand = await TakeAsync(run, version, cancellationToken);
        if (await WaitForLeaseAsync(hand, now, cancellationToken))
        {
            return run;
        }

        if (run.Takeovers >= Run.TakeoversMax && HookRuns.AfterTakeovers(run, now) is { } kept)
        {
            run = kept;
        }
        else if (run.Takeovers >= Run.TakeoversMax)
        {
            var reason = $"{run.Takeovers} processes took it up and none came to an end; last: {run.Reason}";
            var over = run with { State = RunState.HandedOver, Reason = reason, DueAt = null };
            return (await EndAsync(hand, over, now, cancellationToken)).Hand.Run;
        }

        // Claiming by a conditional write lets exactly one of several dispatched processes go on.
        var taken = run with { Takeovers = run.Takeovers + 1 };
        var claimed = RunWrites.SetAside(hand, taken, now + Lease.Duration);
        return await SaveAsync(claimed, cancellationToken) is { } saved
            ? await ContinueAsync(saved, announced: null, stopBy, cancellationToken)
            : run;
    }

    /// <summary>Goes on with a run whose newest state this process has just committed.</summary>
    /// <param name="hand">The run, as committed.</param>
    /// <param name="announced">
    /// The change whose intent was committed with it and that may be performed; null for none.
    /// </param>
    /// <param name="stopBy">When this process must have set the run aside.</param>
    /// <param name="cancellationToken">Stops at the next wait or call; another process then goes on.</param>
    public async Task<Run> ContinueAsync(
        RunInHand hand,
        Change? announced,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        for (var i = 0; i < DecisionsMax; i++)
        {
            if (announced is not null)
            {
                hand = await PerformAsync(hand, announced, cancellationToken);
                announced = null;
                if (IsInDoubt(hand.Run) && await PauseAsync(hand, stopBy, cancellationToken) is { } aside)
                {
                    return aside;
                }
            }

            hand = await KeepWaitingAsync(hand, cancellationToken);
            var next = await MoveAsync(hand, stopBy, cancellationToken);
            if (next is null)
            {
                (hand, var seen) = await ObserveAsync(hand, cancellationToken);
                var decision = HookRuns.Next(hand.Run, hand.Component, seen, time.GetUtcNow());
                next = await FollowAsync(hand, decision, seen, stopBy, cancellationToken);
            }

            (hand, announced, var isOver) = next.Value;
            if (isOver)
            {
                return hand.Run;
            }
        }

        LogTooManyDecisions(logger, hand.Run.Id, DecisionsMax);
        var late = RunWrites.SetAside(hand, hand.Run, time.GetUtcNow() + RunDecider.WithheldWait);
        return (await SaveAsync(late, cancellationToken) ?? late).Run;
    }

    /// <summary>Does what was decided.</summary>
    private async Task<Turn> FollowAsync(
        RunInHand hand,
        RunDecision decision,
        Observation seen,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        hand = decision.Notes.Aggregate(hand, (noted, n) =>
            noted.With(RunWrites.Line(hand, JournalKind.Progress, n.Verdict, n.Reason, now)));
        return decision.Move switch
        {
            RunMove.Perform when await FreezeAsync(hand, now, cancellationToken) is { } freeze =>
                await HoldBackAsync(hand, freeze, now, cancellationToken),
            RunMove.Perform perform when await GatherAsync(hand, perform.Change, now, cancellationToken) is { } turn => turn,
            RunMove.Perform perform => await AnnounceAsync(hand, decision, perform.Change, seen, cancellationToken),
            RunMove.WaitUntil wait => await WaitAsync(hand, decision, wait.At, stopBy, cancellationToken),
            RunMove.Observe => new Turn(RunWrites.Settled(hand, decision, now), null, IsOver: false),
            _ => await EndAsync(hand, decision.Next, now, cancellationToken),
        };
    }

    /// <summary>Performs an effect whose intent is stored, once, while the lease outlasts the attempt.</summary>
    private async Task<RunInHand> PerformAsync(
        RunInHand hand,
        Change change,
        CancellationToken cancellationToken)
    {
        if (hand.Resource is { Lease: { } lease } && !lease.Outlasts(time.GetUtcNow()))
        {
            LogLeaseRanOut(logger, hand.Run.Id, change.Describe());
            return hand;
        }

        if (hand is { Resource: not null, Run.Trigger: RunTrigger.ByAlarm alarm } && IsFirstEffect(hand.Run))
        {
            var sinceSignal = time.GetUtcNow() - alarm.ChangedAt;
            measurements.EffectStarted(sinceSignal > TimeSpan.Zero ? sinceSignal : TimeSpan.Zero);
        }

        var performed = await performer.PerformAsync(hand.Component, change, cancellationToken);
        var (report, words) = (performed.Report, performed.Words);
        var now = time.GetUtcNow();
        measurements.Performed(report);
        LogEffect(logger, hand.Run.Id, change.Describe(), report, words);
        var line = RunWrites.Line(hand, JournalKind.Outcome, change.Describe(), $"{report}: {words}", now);
        return RunWrites.Reported(hand, performed, now).With(line);
    }

    /// <summary>
    /// A pause before an effect in doubt is looked at, so that it has time to show. Without that time left the run is
    /// set aside, lest its attempts be used up within one second.
    /// </summary>
    private async Task<Run?> PauseAsync(RunInHand hand, DateTimeOffset stopBy, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + RunDecider.UnknownWait;
        if (until < stopBy)
        {
            await Task.Delay(RunDecider.UnknownWait, time, cancellationToken);
            return null;
        }

        var aside = RunWrites.SetAside(hand, hand.Run with { Takeovers = 0 }, until);
        return (await SaveAsync(aside, cancellationToken) ?? aside).Run;
    }

    /// <summary>The one that was just announced is the only one; telling people has no resource and counts as none.
    /// </summary>
    private static bool IsFirstEffect(Run run) => run.Steps.Sum(s => s.EffectsMade) == 1;

    private static bool IsInDoubt(Run run) =>
        run.Steps.Any(s => s.Effects is [.., { State: EffectState.Started }]);

    /// <summary>Stores the intent, reads the mode meanwhile, and lets the effect start only if both allow it.</summary>
    private async Task<Turn> AnnounceAsync(
        RunInHand hand,
        RunDecision decision,
        Change change,
        Observation seen,
        CancellationToken cancellationToken)
    {
        var announced = RunWrites.Announce(hand, decision, change, seen, time.GetUtcNow());
        var save = SaveAsync(announced, cancellationToken);
        var head = store.FindAsync(StateKeys.Head(hand.Run.Event), cancellationToken);
        await Task.WhenAll(save, head);
        if (await save is not { } saved)
        {
            return new Turn(hand, null, IsOver: true);
        }

        if (saved.Run.Request is not null)
        {
            // A person asked something of the run just now, so the next change is not started before that is done.
            var kept = RunWrites.Withhold(saved, "a person asked something of the run", time.GetUtcNow());
            return new Turn(kept, null, IsOver: false);
        }

        var mode = (await head).Value?.Mode ?? AutomationMode.Observe;
        return MayStart(saved, mode)
            ? new Turn(saved, change, IsOver: false)
            : new Turn(await WithholdAsync(saved, mode, cancellationToken), null, IsOver: true);
    }

    private readonly record struct Turn(RunInHand Hand, Change? Announced, bool IsOver);
}
