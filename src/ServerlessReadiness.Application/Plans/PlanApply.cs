using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Checks;

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
    public Task<PlanApplied> ApplyAsync(
        CompiledPlan plan,
        AutomationMode mode,
        string who,
        CancellationToken cancellationToken) =>
        ApplyAsync(plan, new PlanApplyTerms(mode, who), cancellationToken);

    /// <param name="plan">A plan that <see cref="PlanCheck"/> found nothing wrong with.</param>
    /// <param name="terms">Under which conditions.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PortException">State could not be read or written.</exception>
    public async Task<PlanApplied> ApplyAsync(
        CompiledPlan plan,
        PlanApplyTerms terms,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var problems = PlanCheck.Check(plan);
        if (problems.Count > 0)
        {
            return new PlanApplied.Invalid(problems);
        }

        var headKey = StateKeys.Head(plan.Event);
        var resources = plan.Components.Select(c => StateKeys.Resource(c.Resource.Key)).ToArray();
        var view = await store.LoadAsync(cancellationToken, [headKey.Address, .. resources.Select(r => r.Address)]);
        var (head, headVersion) = view.Find(headKey);
        var now = time.GetUtcNow();
        if (await RefusalAsync(plan, head, terms, now, cancellationToken) is { } refused)
        {
            return refused;
        }

        var (claims, conflict) = await new PlanClaims(store).ClaimAsync(plan, resources, view, now, cancellationToken);
        if (conflict is not null)
        {
            return conflict;
        }

        var number = (head?.PlanVersion ?? 0) + 1;
        var newHead = head is null
            ? new EventHead(
                plan.Event,
                plan.Schedule.PhaseAt(now),
                terms.Mode,
                $"set with the first plan by {terms.Who}",
                number,
                now)
            : head with { PlanVersion = number, ChangedAt = now };
        var listing = await ListingAsync(plan, number, cancellationToken);
        List<StateWrite> writes =
        [
            .. claims,
            StateKeys.Plan(plan.Event, number).Put(plan, 0),
            headKey.Put(newHead, headVersion),
            .. listing,
            journal.Line(Line(newHead, terms, now)),
        ];
        return await store.CommitAsync(writes, cancellationToken) is SaveOutcome.Saved
            ? new PlanApplied.Applied(number, newHead.Phase, newHead.Mode)
            : new PlanApplied.Refused(
                $"someone else changed event {plan.Event} at the same moment; look, then apply again");
    }

    /// <summary>Why the plan cannot be put in force now, though it is sound; null when it can.</summary>
    private async Task<PlanApplied.Refused?> RefusalAsync(
        CompiledPlan plan,
        EventHead? head,
        PlanApplyTerms terms,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var present = head?.PlanVersion ?? 0;
        if (terms.ExpectVersion is { } expected && expected != present)
        {
            return new PlanApplied.Refused(
                $"event {plan.Event} has {(present == 0 ? "no plan yet" : $"plan version {present}")}, not "
                + $"{(expected == 0 ? "none" : $"version {expected}")} as expected; someone else applied one "
                + "meanwhile: compare, then apply to what is in force");
        }

        if (head is null)
        {
            return plan.Schedule.PhaseAt(now) == Phase.Closed
                ? new PlanApplied.Refused(
                    $"event {plan.Event} would be over before it began: it closes at {plan.Schedule.Closed:u}; "
                    + "move its schedule")
                : null;
        }

        if (head.Phase is Phase.Closed or Phase.Cancelled)
        {
            return new PlanApplied.Refused($"event {plan.Event} is {head.Phase}; give the plan a new event id");
        }

        var inForce = terms.LowersFloors ? null : await InForceAsync(head, cancellationToken);
        var lowered = inForce is null ? [] : PlanFloors.Lowered(inForce, plan, head.Phase, now);
        return lowered.Count == 0
            ? null
            : new PlanApplied.Refused(
                $"it would lower floors that are held in phase {head.Phase}: {string.Join(", ", lowered)}; keep them, "
                + "or apply with leave to lower floors");
    }

    // A plan that can no longer be read must not stand in the way of the one that replaces it.
    private async Task<CompiledPlan?> InForceAsync(EventHead head, CancellationToken cancellationToken)
    {
        try
        {
            return (await store.FindAsync(StateKeys.Plan(head.Event, head.PlanVersion), cancellationToken)).Value;
        }
        catch (PortException e) when (e.Failure == PortFailure.Refused)
        {
            return null;
        }
    }

    private static JournalEntry Line(EventHead head, PlanApplyTerms terms, DateTimeOffset now) => new(
        head.Event,
        now,
        JournalKind.Person,
        $"plan v{head.PlanVersion}",
        $"plan version {head.PlanVersion} applied by {terms.Who}; phase {head.Phase}, mode {head.Mode}"
            + (terms.Note is null ? "" : $"; {terms.Note}")
            + (terms.LowersFloors ? "; floors may come down" : ""),
        Cause: terms.Who);

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
