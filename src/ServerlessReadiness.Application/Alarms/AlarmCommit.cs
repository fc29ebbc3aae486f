using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Alarms;

/// <summary>
/// Commits a decision on an alarm in one transaction: the inbox, the alarm's memory, the component's budget or hold,
/// the run with its first intent, the resource's lease and restore point, the page, and the journal.
/// </summary>
public sealed class AlarmCommit(IStateStore store, JournalWriter journal, RunWrites runWrites, Pages pages, Ids ids)
{
    /// <summary>
    /// A transition delivered again after this long is stale by its time, so the inbox may forget it.
    /// </summary>
    private static readonly TimeSpan InboxKeeps = TimeSpan.FromDays(2);

    public static JournalEntry Line(
        EventId eventId,
        AlarmTransition transition,
        AlarmVerdict verdict,
        string reason,
        DateTimeOffset now) =>
        new(
            eventId,
            now,
            JournalKind.Decision,
            verdict.ToString(),
            reason,
            null,
            transition.Alarm,
            null,
            transition.DedupeKey);

    internal async Task<AlarmCommitted> CommitAsync(
        OpenEvent open,
        AlarmLoad load,
        AlarmTransition transition,
        AlarmDecision decision,
        AlarmLook look,
        CancellationToken cancellationToken)
    {
        var (situation, now) = (load.Situation, look.Now);
        var run = decision.Verdict == AlarmVerdict.Starts
            ? Begin(open, load, transition, decision.Reason, look)
            : default;
        var page = decision.Page ? Page(open, situation, transition, decision.Verdict.ToString(), decision.Reason, now)
            : run.Hand is { Run: { IsOver: true, State: not RunState.Done } over }
                ? Page(open, situation, transition, $"runbook {over.Runbook} {over.State}", over.Reason, now)
                : null;
        var line = Line(open.Id, transition, decision.Verdict, decision.Reason, now) with
        {
            Component = situation.Match.Component?.Name,
            Run = run.Hand?.Run.Id,
        };

        // A second look that changes nothing is not worth a line a minute; one that starts a run always is.
        var isNews = !situation.LooksAgain || decision.Page || decision.Verdict == AlarmVerdict.Starts
            || situation.Memory?.Verdict != decision.Verdict;
        List<StateWrite> writes = isNews ? [journal.Line(line)] : [];
        if (decision.Memory is { } memory)
        {
            memory = run.Hand is { } started ? memory with { Run = started.Run.Id } : memory;
            var key = StateKeys.Alarm(open.Id, transition.Alarm, transition.Contributor);
            writes.Add(key.Put(memory, load.MemoryVersion, memory.LookAgainAt));
            if (!situation.LooksAgain)
            {
                writes.Add(new StateWrite.Claim(StateKeys.Inbox(open.Id, transition.DedupeKey), now + InboxKeeps));
            }
        }

        writes.AddRange(ComponentWrites(open.Id, load, transition, decision, run, now));
        writes.AddRange(run.Hand is { } hand ? runWrites.Of(hand) : []);

        // Handed over, the page is due at once rather than when this process's own attempt would be.
        page = page is not null && look.HandsOver ? page with { Run = page.Run with { DueAt = now } } : page;
        writes.AddRange(page is null ? [] : runWrites.Of(page));
        return await StoreAsync(open.Id, writes, run, page, situation.Head.Mode, cancellationToken);
    }

    private async Task<AlarmCommitted> StoreAsync(
        EventId eventId,
        List<StateWrite> writes,
        (RunInHand? Hand, Change? Announced) run,
        RunInHand? page,
        AutomationMode modeBefore,
        CancellationToken cancellationToken)
    {
        var save = store.CommitAsync(writes, cancellationToken);

        // The mode is read once more beside the commit, so that a pause meanwhile is seen before the effect starts.
        var mode = run.Announced is null
            ? Task.FromResult(modeBefore)
            : ReadModeAsync(eventId, cancellationToken);
        await Task.WhenAll(save, mode);

        var runs = new List<(RunInHand, Change?)>();
        if (run.Hand is { } hand)
        {
            runs.Add((hand.Committed(), run.Announced));
        }

        if (page is not null)
        {
            runs.Add((page.Committed(), null));
        }

        return new AlarmCommitted(await save, await mode, runs);
    }

    private async Task<AutomationMode> ReadModeAsync(EventId eventId, CancellationToken cancellationToken) =>
        (await store.FindAsync(StateKeys.Head(eventId), cancellationToken)).Value?.Mode ?? AutomationMode.Observe;

    /// <summary>The run, taken as far as its first intent by what was seen together with the state.</summary>
    private (RunInHand? Hand, Change? Announced) Begin(
        OpenEvent open,
        AlarmLoad load,
        AlarmTransition transition,
        string reason,
        AlarmLook look)
    {
        var (situation, now) = (load.Situation, look.Now);
        var component = situation.Match.Component!;
        var trigger = new RunTrigger.ByAlarm(transition.Alarm, transition.ChangedAt, situation.Match.Response!.Name);
        var run = Run.Start(
            open.Id,
            ids.Next(),
            load.Starts,
            component.Name,
            situation.Instance,
            situation.Head.PlanVersion,
            trigger,
            now) with { Reason = reason, Parameters = load.Parameters };
        var resource = situation.ActionClass == ActionClass.None
            ? null
            : situation.Resource ?? ResourceState.New(component.Resource.Key, open.Id);
        var seen = situation.Seen ?? Observation.Nothing(now);
        var hand = new RunInHand(component, run, 0, resource, load.ResourceVersion)
        {
            QuotaHeadroom = seen.QuotaHeadroom,
        };
        if (load.IsExecutors || !RunDecider.BeginsPlainly(load.Starts))
        {
            // It asks, reads or goes elsewhere first; the executor does that: in this process
            // right after the commit, or in Executor where it alone may act.
            return (RunWrites.SetAside(hand, run, look.HandsOver ? now : now + Lease.Duration), null);
        }

        var decision = RunDecider.Next(run, component, seen, now);
        return decision.Move switch
        {
            RunMove.Perform perform when !look.HandsOver => (
                RunWrites.Announce(hand, decision, perform.Change, seen, now),
                perform.Change),

            // Refused at once: nothing was touched, so neither lease nor budget is taken. The resource's version is
            // still named: what was refused because of another run's doing a moment ago is decided anew.
            RunMove.Finish or RunMove.AskPerson => (RunWrites.End(hand, decision.Next, now), null),
            _ => (RunWrites.SetAside(hand, run, look.HandsOver ? now : now + Lease.Duration), null),
        };
    }

    private RunInHand Page(
        OpenEvent open,
        AlarmSituation situation,
        AlarmTransition transition,
        string verdict,
        string reason,
        DateTimeOffset now)
    {
        var response = situation.Match.Response?.Name ?? "none";
        var trigger = new RunTrigger.ByAlarm(transition.Alarm, transition.ChangedAt, response);
        return pages.About(
            open.Id,
            situation.Head.PlanVersion,
            situation.Match.Component,
            trigger,
            verdict,
            reason,
            now);
    }

    /// <summary>
    /// The budget is spent, or the hold put on, with the decision. A do-nothing decision writes neither.
    /// </summary>
    private static IEnumerable<StateWrite> ComponentWrites(
        EventId eventId,
        AlarmLoad load,
        AlarmTransition transition,
        AlarmDecision decision,
        (RunInHand? Hand, Change? Announced) run,
        DateTimeOffset now)
    {
        var situation = load.Situation;
        var spends = run.Hand is { Run.IsOver: false } && situation.ActionClass != ActionClass.None;
        if (situation.Match.Component is not { } component || (!spends && decision.Hold is null))
        {
            yield break;
        }

        var state = situation.Component ?? ComponentState.New(component.Name);
        if (spends)
        {
            var spend = new Spend(
                situation.ActionClass,
                now,
                run.Hand!.Run.Id,
                situation.Instance,
                transition.Alarm,
                transition.Children);
            state = state.Spent(spend, component);
        }

        if (spends && load.Ladder is { } ladder)
        {
            var from = state.Ladder ?? LadderState.Ground;
            state = state with { Ladder = LadderDecider.Begin(ladder, from, run.Hand!.Run.Id, now) };
        }

        state = decision.Hold is { } hold ? state with { Hold = hold } : state;
        yield return StateKeys.Component(eventId, component.Name).Put(state, load.ComponentVersion);
    }
}
