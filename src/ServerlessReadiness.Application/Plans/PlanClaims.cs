using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Plans;

/// <summary>Gives a plan's resources to its event. One resource belongs to at most one active event.</summary>
internal sealed class PlanClaims(IStateStore store)
{
    /// <summary>The writes that give the resources, or why one of them cannot be given.</summary>
    public async Task<(IReadOnlyList<StateWrite> Claims, PlanApplied.Refused? Conflict)> ClaimAsync(
        CompiledPlan plan,
        IEnumerable<StateKey<ResourceState>> resources,
        StateView view,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var claims = new List<StateWrite>();
        foreach (var (component, key) in plan.Components.Zip(resources))
        {
            var (state, version) = view.Find(key);
            if (state?.Owner == plan.Event)
            {
                continue;
            }

            if (state is not null && await IsInUseAsync(state, now, cancellationToken))
            {
                return (claims, new PlanApplied.Refused(
                    $"component {component.Name}: {component.Resource.Label} belongs to the active event "
                    + $"{state.Owner}; close that event, or take the resource out of one of the two plans"
                    + (state.RestorePoint is null ? "" : " and restore it")));
            }

            // What an earlier event never restored is still owed, and its fence must stay the highest.
            var next = (state ?? ResourceState.New(component.Resource.Key, plan.Event)) with { Owner = plan.Event };
            claims.Add(key.Put(next, version));
        }

        return (claims, await SharedInstanceAsync(plan, cancellationToken));
    }

    /// <summary>
    /// Whether the owner is active and still means the resource: its plan has it, or a run is at work on it, or it is
    /// not yet restored.
    /// </summary>
    private async Task<bool> IsInUseAsync(ResourceState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var head = (await store.FindAsync(StateKeys.Head(state.Owner), cancellationToken)).Value;
        if (head is null or { Phase: Phase.Closed or Phase.Cancelled })
        {
            return false;
        }

        var plan = (await store.FindAsync(StateKeys.Plan(state.Owner, head.PlanVersion), cancellationToken)).Value;
        return plan is null || state.RestorePoint is not null || now < state.Lease?.ExpiresAt
            || plan.Components.Any(c => c.Resource.Key == state.Resource);
    }

    // Lists of instances are owned as a whole, so two that overlap have different keys and must be compared.
    private async Task<PlanApplied.Refused?> SharedInstanceAsync(CompiledPlan plan, CancellationToken cancellationToken)
    {
        var wanted = Instances(plan);
        if (wanted.Count == 0)
        {
            return null;
        }

        var listings = await store.ListAsync(StateKeys.EventsPk, "", StateJson.Default.EventListing, cancellationToken);
        foreach (var other in listings.Select(l => l.Value).Where(l => l.Open && l.Event != plan.Event))
        {
            var key = StateKeys.Plan(other.Event, other.PlanVersion);
            if ((await store.FindAsync(key, cancellationToken)).Value is { } theirs
                && wanted.Intersect(Instances(theirs)).Order(StringComparer.Ordinal).FirstOrDefault() is { } shared)
            {
                return new PlanApplied.Refused(
                    $"instance {shared[(shared.LastIndexOf('/') + 1)..]} belongs to the active event {other.Event}; "
                    + "close that event, or take the instance out of one of the two plans");
            }
        }

        return null;
    }

    private static HashSet<string> Instances(CompiledPlan plan) =>
    [
        .. plan.Components
            .Select(c => c.Resource)
            .OfType<Resource.StandaloneInstances>()
            .SelectMany(r => r.Ids.Select(id => $"{r.Region}/{id}")),
    ];
}
