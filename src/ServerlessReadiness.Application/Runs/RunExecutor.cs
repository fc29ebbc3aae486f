using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
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
    RunWrites writes,
    Pages pages,
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

        // A page about no component of the plan, or about no event at all, needs no plan.
        var component = run.Runbook == Pages.Runbook
            ? Pages.Nobody
            : (await events.PlanAsync(eventId, run.PlanVersion, cancellationToken)).FindComponent(run.Component)
                ?? Pages.Nobody;
        var hand = new RunInHand(component, run, version, null, 0);
        if (NeedsLease(run))
        {
            var resourceKey = StateKeys.Resource(component.Resource.Key);
            var quotaKey = StateKeys.Quota(eventId, component.Name);
            var view = await store.LoadAsync(cancellationToken, resourceKey.Address, quotaKey.Address);
            var (resource, resourceVersion) = view.Find(resourceKey);
            hand = hand with
            {
                QuotaHeadroom = view.Find(quotaKey).Value?.HeadroomAt(now),
                Resource = resource ?? ResourceState.New(component.Resource.Key, eventId),
                ResourceVersion = resourceVersion,
            };
        }

        if (hand.Resource?.Lease is { } lease && lease.IsHeldByAnother(runId, now))
        {
            LogLeaseHeld(logger, runId, lease.Holder, component.Name);
            await SaveAsync(
                hand with { Run = run with { DueAt = lease.ExpiresAt }, Resource = null },
                cancellationToken);
            return run;
        }

        if (run.Takeovers >= Run.TakeoversMax)
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

            (hand, var seen) = await ObserveAsync(hand, cancellationToken);
            var now = time.GetUtcNow();
            var decision = RunDecider.Next(hand.Run, hand.Component, seen, now);
            var next = decision.Move switch
            {
                RunMove.Perform when await FreezeAsync(hand, now, cancellationToken) is { } freeze =>
                    await HoldBackAsync(hand, freeze, now, cancellationToken),
                RunMove.Perform perform => await AnnounceAsync(hand, decision, perform.Change, seen, cancellationToken),
                RunMove.WaitUntil wait => await WaitAsync(hand, decision.Next, wait.At, stopBy, cancellationToken),
                RunMove.Observe => new Turn(RunWrites.Settled(hand, decision, now), null, IsOver: false),
                _ => await EndAsync(hand, decision.Next, now, cancellationToken),
            };
            hand = next.Hand;
            announced = next.Announced;
            if (next.IsOver)
            {
                return hand.Run;
            }
        }

        LogTooManyDecisions(logger, hand.Run.Id, DecisionsMax);
        var late = RunWrites.SetAside(hand, hand.Run, time.GetUtcNow() + RunDecider.WithheldWait);
        return (await SaveAsync(late, cancellationToken) ?? late).Run;
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

        var performed = await performer.PerformAsync(hand.Component, change, cancellationToken);
        var (report, words) = (performed.Report, performed.Words);
        var now = time.GetUtcNow();
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

        var mode = (await head).Value?.Mode ?? AutomationMode.Observe;
        return MayStart(saved, mode)
            ? new Turn(saved, change, IsOver: false)
            : new Turn(await WithholdAsync(saved, mode, cancellationToken), null, IsOver: true);
    }

    private async Task<Turn> WaitAsync(
        RunInHand hand,
        Run next,
        DateTimeOffset at,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        var wait = at - time.GetUtcNow();
        if (at > stopBy || wait > WaitInProcessMax)
        {
            var aside = RunWrites.SetAside(hand, next with { Takeovers = 0 }, at);

            // What removes capacity waits long between its steps, and must not stand in the way of what adds it.
            aside = RunDecider.ClassUnderWay(next) == ActionClass.CapacityDown ? RunWrites.Release(aside) : aside;
            return new Turn(await SaveAsync(aside, cancellationToken) ?? aside, null, IsOver: true);
        }

        // The run stays ours while we wait: the lease and the due instant move on before they run out.
        var kept = RunWrites.SetAside(hand, next, at + Lease.Duration);
        if (await SaveAsync(kept, cancellationToken) is not { } saved)
        {
            return new Turn(hand, null, IsOver: true);
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }

        return new Turn(saved, null, IsOver: false);
    }

    private async Task<Turn> EndAsync(RunInHand hand, Run over, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ended = RunWrites.End(hand, over, now);
        var needsPerson = over.State is RunState.Failed or RunState.HandedOver or RunState.Undone
            && over.Runbook != Pages.Runbook;
        if (!needsPerson)
        {
            return new Turn(await SaveAsync(ended, cancellationToken) ?? ended, null, IsOver: true);
        }

        var page = pages.About(
            over.Event,
            over.PlanVersion,
            hand.Component,
            over.Trigger,
            $"runbook {over.Runbook} {over.State}",
            over.Reason,
            now);
        var commit = await store.CommitAsync([.. writes.Of(ended), .. writes.Of(page)], cancellationToken);
        if (commit is SaveOutcome.Saved)
        {
            await ContinueAsync(page.Committed(), announced: null, now, cancellationToken);
        }

        return new Turn(ended.Committed(), null, IsOver: true);
    }

    /// <summary>The run as saved, or null when another process has gone on with it.</summary>
    private async Task<RunInHand?> SaveAsync(RunInHand hand, CancellationToken cancellationToken)
    {
        var outcome = await store.CommitAsync(writes.Of(hand), cancellationToken);
        if (outcome is SaveOutcome.Saved)
        {
            return hand.Committed();
        }

        LogLostRun(logger, hand.Run.Id, hand.Component.Name);
        return null;
    }

    private readonly record struct Turn(RunInHand Hand, Change? Announced, bool IsOver);
}
