using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Runs;

/// <summary>What is committed with each step of a run: the run, the resource's lease and record, the journal.</summary>
public sealed class RunWrites(JournalWriter journal)
{
    /// <summary>Everything that a commit of the run in hand consists of.</summary>
    public IReadOnlyList<StateWrite> Of(RunInHand hand)
    {
        var run = hand.Run;
        var writes = new List<StateWrite>
        {
            StateKeys.Run(run.Event, run.Id).Put(run, hand.RunVersion, run.DueAt),
        };
        if (hand.Resource is { } resource)
        {
            // An instance's record is of no use once its wait is over; a group's stays.
            DateTimeOffset? expiresAt = HookRuns.IsOne(run) ? run.CreatedAt + HookMemory.KeptFor : null;
            writes.Add(StateKeys.Resource(resource.Resource)
                .Put(resource, hand.ResourceVersion, expiresAt: expiresAt));
        }

        writes.AddRange(hand.Lines.Select(journal.Line));
        return writes;
    }

    /// <summary>
    /// The run in hand with an effect announced: due again when the lease ends, so that another process takes over
    /// should this one stop, and with the restore point captured before the first touch.
    /// </summary>
    public static RunInHand Announce(
        RunInHand hand,
        RunDecision decision,
        Change change,
        Observation seen,
        DateTimeOffset now)
    {
        var next = decision.Next with { DueAt = now + Lease.Duration };
        var difference = ChangeDifference.Of(change, seen);
        var line = Line(hand, JournalKind.Intent, change.Describe(), decision.Reason, now) with
        {
            Before = difference.Before,
            After = difference.After,
        };
        var resource = hand.Resource is { } known ? Lend(known, next.Id, now + Lease.Duration) : null;
        return (hand with
        {
            Run = next,
            Resource = resource?.Touched(change, seen),
            Untouched = hand.Resource,
        }).With(line);
    }

    /// <summary>
    /// The run in hand with its announced effect taken back: a first attempt that was never made has touched nothing,
    /// so neither restore point nor bounds in force stay from it.
    /// </summary>
    public static RunInHand Withhold(RunInHand hand, string reason, DateTimeOffset now)
    {
        var run = RunDecider.Withhold(hand.Run, reason, now);
        var line = Line(hand, JournalKind.Progress, "withheld", reason, now);
        var nothingOpen = !run.Steps.Any(s => s.Effects is [.., { State: EffectState.Started }]);
        var resource = nothingOpen && hand is { Resource: { } touched, Untouched: { } before }
            ? touched.Untouched(before)
            : hand.Resource;

        // Waiting for people to set the mode back is no sign of poison.
        return SetAside(hand with { Resource = resource }, run with { Takeovers = 0 }, run.DueAt!.Value).With(line);
    }

    /// <summary>
    /// The run in hand with what the port said of its open effect. What is known not to have happened has touched
    /// nothing, and what we set last is what we set before.
    /// </summary>
    public static RunInHand Reported(RunInHand hand, Performed performed, DateTimeOffset now)
    {
        var run = RunDecider.Report(hand.Run, performed.Report, performed.Words, now, performed.Receipt);
        var failed = run.Steps.Any(s => s.Effects is [.., { State: EffectState.Failed } last] && last.EndedAt == now);
        return hand with
        {
            Run = run,
            Resource = failed && hand is { Resource: { } touched, Untouched: { } before }
                ? touched.Untouched(before)
                : hand.Resource,
        };
    }

    /// <summary>
    /// The run in hand after its open effect was settled by looking at the world: the outcome is a line too.
    /// </summary>
    public static RunInHand Settled(RunInHand hand, RunDecision decision, DateTimeOffset now)
    {
        var open = hand.Run.Steps.SelectMany(s => s.Effects).FirstOrDefault(e => e.State == EffectState.Started);
        var next = hand with
        {
            Run = decision.Next,
            Resource = hand.Resource is { } known ? Left(known, hand, decision.Next, now) : null,
        };
        if (open is null)
        {
            return next;
        }

        var missed = decision.Next.Steps.Any(s => s.Effects is [.., { State: EffectState.Failed } last]
            && last.EndedAt == now && last.Change == open.Change);
        return (missed ? next with { Resource = next.Resource?.Missed(open.Change).InDoubt(open.Change, open.StartedAt) } : next)
            .With(Line(hand, JournalKind.Outcome, open.Change.Describe(), decision.Reason, now));
    }

    /// <summary>The run in hand set aside until an instant; the lease is kept until it is due again.</summary>
    public static RunInHand SetAside(RunInHand hand, Run next, DateTimeOffset dueAt) => hand with
    {
        Run = next with { DueAt = dueAt },
        Resource = hand.Resource is { } known ? Lend(known, next.Id, dueAt + Lease.Duration) : null,
    };

    /// <summary>The run in hand at its end: the lease is given back.</summary>
    public static RunInHand End(RunInHand hand, Run over, DateTimeOffset now)
    {
        var line = Line(hand, JournalKind.Progress, $"run {over.State}", over.Reason, now);
        return (hand with
        {
            Run = over with { EndedAt = now },
            Resource = hand.Resource is { } known ? Left(known with { Lease = null }, hand, over, now) : null,
        }).With(line);
    }

    /// <summary>The run in hand with its lease given back: it waits for long, and others may have to act.</summary>
    public static RunInHand Release(RunInHand hand) => hand with
    {
        Resource = hand.Resource is { } known ? known with { Lease = null } : null,
    };

    public static JournalEntry Line(
        RunInHand hand,
        JournalKind kind,
        string verdict,
        string reason,
        DateTimeOffset now) => new(
        hand.Run.Event,
        now,
        kind,
        verdict,
        reason,
        RunDecider.ComponentUnderWay(hand.Run),
        hand.Run.Trigger is RunTrigger.ByAlarm byAlarm ? byAlarm.Alarm : null,
        hand.Run.Id,
        hand.Run.Trigger.Describe());

    /// <summary>The lease for the run; a new holder gets a new fence.</summary>
    public static ResourceState Lend(ResourceState resource, RunId run, DateTimeOffset until)
    {
        var isHolder = resource.Lease?.Holder == run;
        var fence = isHolder ? resource.Lease!.Fence : resource.LastFence + 1;
        return resource with { Lease = new Lease(run, fence, until), LastFence = Math.Max(fence, resource.LastFence) };
    }

    /// <summary>What the steps that are done now leave in the record: nothing is ours after a restore, the armed floors
    /// after arming are those that were asked for.</summary>
    private static ResourceState Left(ResourceState resource, RunInHand hand, Run next, DateTimeOffset now)
    {
        foreach (var step in next.Steps.Where((s, i) => s.State != hand.Run.Steps[i].State
            && RunDecider.ComponentOf(next, s) == RunDecider.ComponentUnderWay(hand.Run)))
        {
            resource = resource.AfterStep(step, next.Id);
            resource = step.Step.Do switch
            {
                _ when step.State != StepState.Done => resource,
                StepAction.CapacityRestore or StepAction.SettingRestore
                    or StepAction.DnsRestore or StepAction.DnsFailback => resource.Restored(),

                // As asked for, also where the present minimum covers a floor already: who compares finds them equal.
                StepAction.CapacityArm arm => resource with
                {
                    Armed = EquatableList.From(arm.Floors.Where(f => f.At > now)),
                },
                _ => resource,
            };
        }

        return resource;
    }
}
