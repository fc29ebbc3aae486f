using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Plans;

/// <summary>
/// Puts a compiled plan in force: a new immutable version, the head that points at it, the event's line in the list and
/// the ownership of its resources, all in one transaction.
/// </summary>
public sealed class PlanApply(IStateStore store, JournalWriter journal, TimeProvider time)
{
    /// <param name="plan">A plan that <see cref="PlanCheck"/> found nothing wrong with.</param>
    /// <param name="mode">The mode of a new event; an event that exists keeps its own.</param>
    /// <param name="who">Who applies it, for the journal.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PortException">State could not be read or written.</exception>
    public async Task<PlanApplied> ApplyAsync(
        CompiledPlan plan,
        AutomationMode mode,
        string who,
        CancellationToken cancellationToken)
    {
        var problems = PlanCheck.Check(plan);
        if (problems.Count > 0)
        {
            return new PlanApplied.Invalid(problems);
        }

        var headKey = StateKeys.Head(plan.Event);
        var resources = plan.Components.Select(c => StateKeys.Resource(c.Resource.Key)).ToArray();
        var view = await store.LoadAsync(cancellationToken, [headKey.Address, .. resources.Select(r => r.Address)]);
        var (head, headVersion) = view.Find(headKey);
        if (head?.Phase is Phase.Closed or Phase.Cancelled)
        {
            return new PlanApplied.Refused($"event {plan.Event} is {head.Phase}; give the plan a new event id");
        }

        var now = time.GetUtcNow();
        if (head is null && plan.Schedule.PhaseAt(now) == Phase.Closed)
        {
            return new PlanApplied.Refused(
                $"event {plan.Event} would be over before it began: it closes at {plan.Schedule.Closed:u}; "
                + "move its schedule");
        }

        var (claims, conflict) = await ClaimAsync(plan, resources, view, now, cancellationToken);
        if (conflict is not null)
        {
            return conflict;
        }

        var number = (head?.PlanVersion ?? 0) + 1;
        var phase = head is null ? plan.Schedule.PhaseAt(now) : head.Phase;
        var newHead = head is null
            ? new EventHead(plan.Event, phase, mode, $"set with the first plan by {who}", number, now)
            : head with { PlanVersion = number, ChangedAt = now };
        var listing = await ListingAsync(plan, number, cancellationToken);
        var line = new JournalEntry(
            plan.Event,
            now,
            JournalKind.Person,
            $"plan v{number}",
            $"plan version {number} applied by {who}; phase {phase}, mode {newHead.Mode}",
            Cause: who);
        List<StateWrite> writes =
        [
            .. claims,
            StateKeys.Plan(plan.Event, number).Put(plan, 0),
            headKey.Put(newHead, headVersion),
            .. listing,
            journal.Line(line),
        ];
        return await store.CommitAsync(writes, cancellationToken) is SaveOutcome.Saved
            ? new PlanApplied.Applied(number, phase, newHead.Mode)
            : new PlanApplied.Refused(
                $"someone else changed event {plan.Event} at the same moment; look, then apply again");
    }

    /// <summary>The writes that give the plan's resources to its event, or why one of them cannot be given.</summary>
    private async Task<(IReadOnlyList<StateWrite> Claims, PlanApplied.Refused? Conflict)> ClaimAsync(
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

        return (claims, null);
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

    /// <summary>
    /// The event's line. Its key holds the start, so a plan that moves the start closes the old line.
    /// </summary>
    private async Task<IReadOnlyList<StateWrite>> ListingAsync(
        CompiledPlan plan,
        int version,
        CancellationToken cancellationToken)
    {
        var schedule = plan.Schedule;
        var listing = new EventListing(plan.Event, plan.Name, schedule.Live, schedule.Cooldown, Open: true, version);
        var all = await store.ListAsync(StateKeys.EventsPk, "", StateJson.Default.EventListing, cancellationToken);
        var key = StateKeys.Listing(listing);
        var writes = new List<StateWrite>();
        var present = 0L;
        foreach (var (old, oldVersion) in all.Where(l => l.Value.Event == plan.Event))
        {
            if (StateKeys.Listing(old).Address == key.Address)
            {
                present = oldVersion;
            }
            else if (old.Open)
            {
                writes.Add(StateKeys.Listing(old).Put(old with { Open = false }, oldVersion));
            }
        }

        writes.Add(key.Put(listing, present));
        return writes;
    }
}
