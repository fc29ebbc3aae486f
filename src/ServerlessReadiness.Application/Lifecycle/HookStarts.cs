using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Lifecycle;

/// <summary>
/// Commits the run for an instance that waits: its memory, the run, the lease on the instance and the journal line in
/// one transaction. None of them is shared with another instance.
/// </summary>
internal sealed class HookStarts(IStateStore store, JournalWriter journal, RunWrites runWrites, Ids ids)
{
    /// <param name="place">The component.</param>
    /// <param name="plan">What the plan says of the hook.</param>
    /// <param name="wait">The instance and its wait.</param>
    /// <param name="memory">What is remembered of it.</param>
    /// <param name="decision">Why it starts.</param>
    /// <param name="handsOver">Whether Clock asks, which hands the run over in this very beat.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancellationToken">Ends the work between two calls.</param>
    /// <returns>The run as committed; null when another process was first.</returns>
    public async Task<RunInHand?> CommitAsync(
        HookPlace place,
        HookPlan plan,
        HookWait wait,
        Versioned<HookMemory?> memory,
        HookDecision decision,
        bool handsOver,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var leaseKey = StateKeys.Resource(
            HookRuns.LeaseKey(place.Component.Resource, wait.Instance, plan.Hook));
        var (resource, resourceVersion) = await store.FindAsync(leaseKey, cancellationToken);
        var run = HookRuns.Begin(
            place.Open.Id,
            ids.Next(),
            plan,
            wait.Instance,
            place.Open.Listing.PlanVersion,
            wait.Trigger,
            wait.ToWarmPool,
            now) with { Reason = decision.Reason, DueAt = handsOver ? now : now + Lease.Duration };

        // A wait that is over took its lease with it: the newer run's fence is what counts.
        var lent = RunWrites.Lend(
            resource ?? ResourceState.New(leaseKey.Address.Pk["RESOURCE#".Length..], place.Open.Id),
            run.Id,
            now + Lease.Duration);
        var hand = new RunInHand(place.Component, run, 0, lent, resourceVersion);
        var key = StateKeys.Hook(place.Open.Id, plan.Hook, wait.Instance);
        var known = new HookMemory(
            place.Open.Id,
            place.Component.Name,
            plan.Hook,
            plan.Launching,
            wait.Instance,
            wait.Trigger.Token,
            run.Id,
            memory.Value is { EndedAt: null, Run: null } seen ? seen.SeenAt : now,
            now,
            null,
            null,
            decision.Reason,
            handsOver ? (memory.Value?.Adoptions ?? 0) + 1 : 0);
        List<StateWrite> writes =
        [
            key.Put(known, memory.Version, expiresAt: now + HookMemory.KeptFor),
            journal.Line(Line(place, wait.Instance, decision, wait.Cause, now) with { Run = run.Id }),
            .. runWrites.Of(hand),
        ];
        return await store.CommitAsync(writes, cancellationToken) is SaveOutcome.Saved ? hand.Committed() : null;
    }

    public static JournalEntry Line(
        HookPlace place,
        InstanceId? instance,
        HookDecision decision,
        string cause,
        DateTimeOffset now) => new(
        place.Open.Id,
        now,
        JournalKind.Decision,
        $"hook {decision.Verdict}",
        instance is null ? decision.Reason : $"{instance}: {decision.Reason}",
        place.Component.Name,
        Cause: cause);
}
