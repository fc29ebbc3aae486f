using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Runs;

/// <summary>
/// What a run holds: the component of its step under way, with its record and its lease. Never two leases at once, so
/// that no two runs wait for each other.
/// </summary>
public sealed partial class RunExecutor
{
    /// <summary>Reads the component, the record and the quota of the step under way.</summary>
    private async Task<RunInHand> TakeAsync(Run run, long version, CancellationToken cancellationToken)
    {
        // A page about no component of the plan, or about no event at all, needs no plan.
        if (run.Runbook == Pages.Runbook)
        {
            return new RunInHand(Pages.Nobody, run, version, null, 0) { Stored = run };
        }

        var name = RunDecider.ComponentUnderWay(run);
        var plan = await events.PlanAsync(run.Event, run.PlanVersion, cancellationToken);
        var component = plan.FindComponent(name) ?? Pages.Nobody with { Name = name };
        var hand = new RunInHand(component, run, version, null, 0) { Stored = run };
        if (!HookRuns.IsOne(run) && !run.Steps.Any(s => RunDecider.ComponentOf(run, s) == name && Touches(s)))
        {
            return hand;
        }

        var leased = LeaseKeyOf(run, component);
        var resourceKey = StateKeys.Resource(leased);
        var quotaKey = StateKeys.Quota(run.Event, name);
        var stateKey = StateKeys.Component(run.Event, name);
        var view = await store.LoadAsync(cancellationToken, resourceKey.Address, quotaKey.Address, stateKey.Address);
        var (resource, resourceVersion) = view.Find(resourceKey);
        var now = time.GetUtcNow();
        return hand with
        {
            QuotaHeadroom = view.Find(quotaKey).Value?.HeadroomAt(now),
            Resource = resource ?? ResourceState.New(leased, run.Event),
            ResourceVersion = resourceVersion,
            Hold = view.Find(stateKey).Value?.Hold is { } hold && hold.IsInForce(now) ? hold : null,
        };
    }

    /// <summary>
    /// Goes on to the component of the step under way, where that is another than the one in hand: the former lease is
    /// given back first. Null when the run stays where it is.
    /// </summary>
    private async Task<Turn?> MoveAsync(RunInHand hand, DateTimeOffset stopBy, CancellationToken cancellationToken)
    {
        var name = RunDecider.ComponentUnderWay(hand.Run);
        if (hand.Run.IsOver || hand.Run.Runbook == Pages.Runbook || name == hand.Component.Name)
        {
            return null;
        }

        var aside = hand with { Run = hand.Run with { DueAt = time.GetUtcNow() + Lease.Duration } };
        if (await SaveAsync(RunWrites.Release(aside), cancellationToken) is not { } left)
        {
            return new Turn(hand, null, IsOver: true);
        }

        var next = await TakeAsync(left.Run, left.RunVersion, cancellationToken);
        var now = time.GetUtcNow();
        if (Forbidden(next) is { } reason)
        {
            var refused = RunDecider.Refuse(next.Run, reason, now);
            return await FollowAsync(next, refused, Observation.Nothing(now), stopBy, cancellationToken);
        }

        if (await WaitForLeaseAsync(next, now, cancellationToken))
        {
            return new Turn(next, null, IsOver: true);
        }

        var claimed = RunWrites.SetAside(next, next.Run, now + Lease.Duration);
        return await SaveAsync(claimed, cancellationToken) is { } saved
            ? new Turn(saved, null, IsOver: false)
            : new Turn(next, null, IsOver: true);
    }

    /// <summary>
    /// Why a step on another component must not be begun there; null when it may. What was begun is gone on with, and
    /// what was done is taken back, whatever holds the component since.
    /// </summary>
    private static string? Forbidden(RunInHand hand) => hand switch
    {
        { Run: var run } when RunDecider.StepUnderWay(run) is not { State: StepState.Pending, Step.On: not null } => null,
        { Resource: { } resource } when resource.Owner != hand.Run.Event =>
            $"{hand.Component.Resource.Label} belongs to event {resource.Owner}; one of the two plans must let it go",
        { Hold: { } hold } => $"component {hand.Component.Name} is on hold: {hold.Reason}",
        _ => null,
    };

    /// <summary>Sets the run aside until another's lease has run out; false when there is none to wait for.</summary>
    private async Task<bool> WaitForLeaseAsync(RunInHand hand, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (hand.Resource?.Lease is not { } lease || !lease.IsHeldByAnother(hand.Run.Id, now))
        {
            return false;
        }

        LogLeaseHeld(logger, hand.Run.Id, lease.Holder, hand.Component.Name);
        await SaveAsync(
            hand with { Run = hand.Run with { DueAt = lease.ExpiresAt }, Resource = null },
            cancellationToken);
        return true;
    }

    /// <summary>
    /// Until when a run is left alone although it is due: a person asked something of it, and its effect was announced
    /// so short a time ago that another process may still be at it.
    /// </summary>
    private static DateTimeOffset? AtWorkUntil(Run run, DateTimeOffset now) =>
        run.Request is not null
        && RunDecider.StepUnderWay(run)?.Effects is [.., { State: EffectState.Started, Outcome: null } open]
        && open.StartedAt + Lease.Duration > now
            ? open.StartedAt + Lease.Duration
            : null;
}
