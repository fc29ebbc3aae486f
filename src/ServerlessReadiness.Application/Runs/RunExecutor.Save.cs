using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Communication;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Runs;

/// <summary>How a run is set aside, ended and stored.</summary>
public sealed partial class RunExecutor
{
    private async Task<Turn> WaitAsync(
        RunInHand hand,
        RunDecision decision,
        DateTimeOffset at,
        DateTimeOffset stopBy,
        CancellationToken cancellationToken)
    {
        var (next, now) = (decision.Next, time.GetUtcNow());
        var wait = at - now;
        var idly = RunDecider.WaitsIdly(next);
        if (at > stopBy || wait > WaitInProcessMax || RunDecider.StepUnderWay(next)?.State == StepState.Asking)
        {
            (hand, next, at) = await LeaveAsync(hand, next, at, cancellationToken);
            var aside = RunWrites.SetAside(hand, next with { Takeovers = 0 }, at);

            // What removes capacity waits long between its steps, and must not stand in the way of what adds it; nor
            // must what waits for people or for time alone.
            aside = idly || RunDecider.ClassUnderWay(next) == ActionClass.CapacityDown
                ? RunWrites.Release(aside)
                : aside;
            var asks = decision.Notes.FirstOrDefault(n => n.HowTo is not null);
            return asks is null
                ? new Turn(await SaveAsync(aside, cancellationToken) ?? aside, null, IsOver: true)
                : await TellAsync(aside, asks, now, cancellationToken, await AsksAsync(aside.Run, now, cancellationToken));
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
        if (HookRuns.IsOne(over))
        {
            return await EndHookAsync(ended, over, now, cancellationToken);
        }

        var needsPerson = over.State is RunState.Failed or RunState.HandedOver or RunState.Undone
            && over.Runbook != Pages.Runbook;
        if (!needsPerson)
        {
            return new Turn(await SaveAsync(ended, cancellationToken) ?? ended, null, IsOver: true);
        }

        var note = new RunNote($"runbook {over.Runbook} {over.State}", over.Reason);
        return await TellAsync(ended, note, now, cancellationToken);
    }

    /// <summary>Saves the run together with a page about it, and sends the page.</summary>
    private async Task<Turn> TellAsync(
        RunInHand hand,
        RunNote note,
        DateTimeOffset now,
        CancellationToken cancellationToken,
        StateWrite? also = null)
    {
        var run = hand.Run;
        var page = pages.About(
            run.Event,
            run.PlanVersion,
            hand.Component,
            run.Trigger,
            note.Verdict,
            note.Reason,
            now,
            note.HowTo);
        if (await SaveAsync(hand, cancellationToken, [.. writes.Of(page), .. also is null ? (StateWrite[])[] : [also]])
            is not { } saved)
        {
            return new Turn(hand, null, IsOver: true);
        }

        await ContinueAsync(page.Committed(), announced: null, now, cancellationToken);
        return new Turn(saved, null, IsOver: true);
    }

    /// <summary>What makes sure that somebody answers the run that asks: Clock climbs until they do.</summary>
    private async Task<StateWrite> AsksAsync(Run run, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A run may ask several times, one step after the other.
        var key = StateKeys.Escalation(run.Event, run.Id);
        var (_, version) = await store.FindAsync(key, cancellationToken);
        return key.Put(EscalationRecord.Begin(run.Event, run.Id, isRun: true, now), version, now);
    }

    /// <summary>
    /// The run as saved, or null when another process has gone on with it. What a person asked of it meanwhile is taken
    /// along: their word is no other process's doing.
    /// </summary>
    private async Task<RunInHand?> SaveAsync(
        RunInHand hand,
        CancellationToken cancellationToken,
        IReadOnlyList<StateWrite>? also = null)
    {
        var beside = also ?? [];
        if (await store.CommitAsync([.. writes.Of(hand), .. beside], cancellationToken) is SaveOutcome.Saved)
        {
            return hand.Committed();
        }

        if (await WithRequestAsync(hand, cancellationToken) is { } asked
            && await store.CommitAsync([.. writes.Of(asked), .. beside], cancellationToken) is SaveOutcome.Saved)
        {
            return asked.Committed();
        }

        LogLostRun(logger, hand.Run.Id, hand.Component.Name);
        return null;
    }

    /// <summary>The run in hand with what a person asked of it since it was stored; null when more has changed.</summary>
    private async Task<RunInHand?> WithRequestAsync(RunInHand hand, CancellationToken cancellationToken)
    {
        if (hand.Stored is not { } known)
        {
            return null;
        }

        var key = StateKeys.Run(known.Event, known.Id);
        var (stored, version) = await store.FindAsync(key, cancellationToken);
        if (stored is not { Request: { } request } || known.Request is not null || Bare(stored) != Bare(known))
        {
            return null;
        }

        var word = RunRequests.Word(request.Kind);
        return hand.Run.IsOver
            ? (hand with { RunVersion = version }).With(RunWrites.Line(
                hand,
                JournalKind.Progress,
                $"{word} too late",
                $"{request.Who} asked to {word} ({request.Reason}), and the run had ended",
                time.GetUtcNow()))
            : hand with { RunVersion = version, Run = hand.Run with { Request = request } };
    }

    private static Run Bare(Run run) => run with { Request = null, DueAt = null, Takeovers = 0 };
}
