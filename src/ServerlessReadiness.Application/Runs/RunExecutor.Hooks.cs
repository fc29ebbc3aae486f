using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

/// <summary>What is particular to runs for instances that wait in lifecycle hooks.</summary>
public sealed partial class RunExecutor
{
    /// <summary>The key whose lease the run needs.</summary>
    private static string LeaseKeyOf(Run run, Component component) =>
        run is { Trigger: RunTrigger.ByHook hook, Instance: { } instance }
            ? HookRuns.LeaseKey(component.Resource, instance, hook.Hook)
            : component.Resource.Key;

    /// <summary>
    /// Sends a heartbeat when one is due. It needs no intent of its own: sent twice it says the same, and one that is
    /// not known to have been accepted moves no deadline.
    /// </summary>
    private async Task<RunInHand> KeepWaitingAsync(RunInHand hand, CancellationToken cancellationToken) =>
        HookRuns.BeatAt(hand.Run) <= time.GetUtcNow() ? await BeatAsync(hand, cancellationToken) : hand;

    private async Task<RunInHand> BeatAsync(RunInHand hand, CancellationToken cancellationToken)
    {
        var hook = (RunTrigger.ByHook)hand.Run.Trigger;
        var group = ((Resource.AutoScalingGroup)hand.Component.Resource).Name;
        var change = new Change.BeatHook(group, hook.Hook, hand.Run.Instance!.Value, hook.Token);

        // Counted from before the call: Auto Scaling counts from when it took it.
        var now = time.GetUtcNow();
        var (report, words, _) = await performer.PerformAsync(hand.Component, change, cancellationToken);
        LogEffect(logger, hand.Run.Id, change.Describe(), report, words);
        var next = hand with { Run = HookRuns.Beaten(hand.Run, report, now) };
        var deadline = ((RunTrigger.ByHook)next.Run.Trigger).Deadline;
        return next.With(RunWrites.Line(
            hand,
            JournalKind.Outcome,
            change.Describe(),
            $"{report}: {words}; Auto Scaling waits until {deadline:u}",
            now));
    }

    /// <summary>
    /// Before a hook's run is left to others: a short time-out is extended, since they may take a minute or two, and
    /// one that would not outlast that is due at once, for the function that hands it on itself.
    /// </summary>
    private async Task<(RunInHand Hand, Run Next, DateTimeOffset At)> LeaveAsync(
        RunInHand hand,
        Run next,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        if (next.Trigger is not RunTrigger.ByHook hook || hook.Timeout >= HookTimes.ShortTimeout
            || HookRuns.BeatAt(next) is null)
        {
            return (hand, next, at);
        }

        var beaten = await BeatAsync(hand with { Run = next }, cancellationToken);
        return (beaten, beaten.Run, hook.Timeout < HookTimes.ShortestForClock ? time.GetUtcNow() : at);
    }

    /// <summary>
    /// The end of a hook's run is remembered with the instance, from which Clock makes an issue where it failed: one
    /// cause may concern hundreds of instances, and a page for each helps nobody.
    /// </summary>
    private async Task<Turn> EndHookAsync(
        RunInHand ended,
        Run over,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var hook = (RunTrigger.ByHook)over.Trigger;
        var key = StateKeys.Hook(over.Event, hook.Hook, over.Instance!.Value);
        var (memory, version) = await store.FindAsync(key, cancellationToken);
        if (memory is not null && memory.Run == over.Id)
        {
            var known = memory with
            {
                EndedAt = now,
                Succeeded = over.State == RunState.Done,
                Reason = over.Reason,
            };
            var put = key.Put(known, version, expiresAt: now + HookMemory.KeptFor);
            if (await store.CommitAsync([.. writes.Of(ended), put], cancellationToken) is SaveOutcome.Saved)
            {
                return new Turn(ended.Committed(), null, IsOver: true);
            }
        }

        // The instance waits anew and another run has its memory, or another process has gone on with this one.
        return new Turn(await SaveAsync(ended, cancellationToken) ?? ended, null, IsOver: true);
    }
}
