using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Phases;

/// <summary>
/// Rewrites or removes what is armed outside us, and waits until that is so: a move of the event is acknowledged only
/// then, because a scheduled action that was forgotten raises a fleet at an instant that nobody means any more.
/// </summary>
internal sealed class Rearm(IStateStore store, Ids ids, IRunDispatcher dispatcher, TimeProvider time)
{
    /// <summary>
    /// Arming takes seconds, and a minute where Clock hands the run over. A process that died over the group leaves a
    /// lease of twice its duration, and that is waited for too.
    /// </summary>
    public static readonly TimeSpan TimeLimit = (2 * Lease.Duration) + TimeSpan.FromMinutes(2);

    private const int AttemptsMax = 5;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    /// <summary>Clock leaves arming alone for a little longer than a person may wait for it.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(1);

    /// <returns>What is still armed otherwise than wanted; null when all is as wanted.</returns>
    public async Task<string?> ToAsync(
        EventHead head,
        CompiledPlan plan,
        IReadOnlyDictionary<ComponentName, EquatableList<ArmedFloor>> wanted,
        string who,
        CancellationToken cancellationToken)
    {
        if (!await ReserveAsync(head.Event, time.GetUtcNow() + TimeLimit + Reserve, cancellationToken))
        {
            return "Clock changed the event's stages at the same moment, again and again";
        }

        var arming = await EndArmingAsync(head.Event, who, cancellationToken);
        var wrong = await WrongAsync(plan, wanted, arming, cancellationToken);
        if (wrong.Count == 0)
        {
            return null;
        }

        if (head.Mode != AutomationMode.Act)
        {
            return $"{Words(wrong)}; automation is set to {head.Mode}, so nothing of that can be changed";
        }

        var runs = wrong.Select(w => Start(head, w.Component, wanted[w.Component.Name], who)).ToList();
        var writes = runs.Select(r => (StateWrite)StateKeys.Run(r.Event, r.Id).Put(r, 0, r.DueAt)).ToList();
        if (await store.CommitAsync(writes, cancellationToken) is not SaveOutcome.Saved)
        {
            return Words(wrong);
        }

        foreach (var run in runs)
        {
            await dispatcher.DispatchAsync(run.Event, run.Id, cancellationToken);
        }

        var failures = await WaitAsync(runs, cancellationToken);
        var left = await WrongAsync(plan, wanted, [], cancellationToken);
        return left.Count == 0 && failures.Count == 0
            ? null
            : string.Join("; ", failures.Prepend(Words(left)).Where(w => w.Length > 0));
    }

    /// <summary>Gives arming back to Clock, which arms what the plan in force wants.</summary>
    public async Task ReleaseAsync(EventId eventId, CancellationToken cancellationToken) =>
        await ReserveAsync(eventId, null, cancellationToken);

    private async Task<bool> ReserveAsync(EventId eventId, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        var key = StateKeys.Stages(eventId);
        for (var i = 0; i < AttemptsMax; i++)
        {
            var (known, version) = await store.FindAsync(key, cancellationToken);
            if (known?.MovingUntil == until)
            {
                return true;
            }

            var next = (known ?? StageProgress.New(eventId)) with { MovingUntil = until };
            if (await store.CommitAsync([key.Put(next, version)], cancellationToken) is SaveOutcome.Saved)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Ends the runs that are arming at this moment, since they would arm for the old instants after all. Whoever has
    /// one in hand finds that it was gone on with, and stops.
    /// </summary>
    /// <returns>Their components: what was just written there is perhaps not known of.</returns>
    private async Task<HashSet<ComponentName>> EndArmingAsync(
        EventId eventId,
        string who,
        CancellationToken cancellationToken)
    {
        var progress = (await store.FindAsync(StateKeys.Stages(eventId), cancellationToken)).Value;
        var ended = new HashSet<ComponentName>();
        foreach (var arm in progress?.Arms ?? [])
        {
            for (var i = 0; i < AttemptsMax && arm.Run is { } id; i++)
            {
                var key = StateKeys.Run(eventId, id);
                var (run, version) = await store.FindAsync(key, cancellationToken);
                if (run is not { IsOver: false })
                {
                    break;
                }

                ended.Add(arm.Component);
                var over = run with { State = RunState.Failed, DueAt = null, Reason = $"ended: {who} moves the event" };
                if (await store.CommitAsync([key.Put(over, version)], cancellationToken) is SaveOutcome.Saved)
                {
                    break;
                }
            }
        }

        return ended;
    }

    /// <summary>Components on which something is armed, or about to be, that is not wanted so.</summary>
    private async Task<List<(Component Component, ResourceState Resource)>> WrongAsync(
        CompiledPlan plan,
        IReadOnlyDictionary<ComponentName, EquatableList<ArmedFloor>> wanted,
        HashSet<ComponentName> arming,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var keys = plan.Components.Where(c => wanted.ContainsKey(c.Name))
            .Select(c => (Component: c, Key: StateKeys.Resource(c.Resource.Key)))
            .ToList();
        var view = await store.LoadAsync(cancellationToken, [.. keys.Select(k => k.Key.Address)]);

        // Where nothing is armed yet Clock arms in its own time: nothing old can fire.
        return [.. keys
            .Select(k => (k.Component, Resource: view.Find(k.Key).Value))
            .Where(k => arming.Contains(k.Component.Name) || (Arming.StillArmed(k.Resource, now).Any()
                && !Arming.Agrees(wanted[k.Component.Name], k.Resource, now)))
            .Select(k => (k.Component, k.Resource ?? ResourceState.New(k.Component.Resource.Key, plan.Event)))];
    }

    private Run Start(EventHead head, Component component, EquatableList<ArmedFloor> floors, string who) => Run.Start(
        head.Event,
        ids.Next(),
        BuiltInRunbooks.Arm(floors),
        component.Name,
        null,
        head.PlanVersion,
        new RunTrigger.ByOperator(who),
        time.GetUtcNow());

    /// <summary>Waits until the runs are over, or the time is; what did not end well is told.</summary>
    private async Task<List<string>> WaitAsync(List<Run> runs, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + TimeLimit;
        while (true)
        {
            var keys = runs.Select(r => StateKeys.Run(r.Event, r.Id)).ToList();
            var view = await store.LoadAsync(cancellationToken, [.. keys.Select(k => k.Address)]);
            var present = keys.Select(k => view.Find(k).Value).OfType<Run>().ToList();
            if (present.TrueForAll(r => r.IsOver) || time.GetUtcNow() >= until)
            {
                return [.. present.Where(r => r.State != RunState.Done)
                    .Select(r => $"run {r.Id} on component {r.Component} is {r.State}: {r.Reason}")];
            }

            // A run that found its group leased is due again when the lease is over.
            foreach (var due in present.Where(r => !r.IsOver && r.DueAt <= time.GetUtcNow()))
            {
                await dispatcher.DispatchAsync(due.Event, due.Id, cancellationToken);
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private string Words(IEnumerable<(Component Component, ResourceState Resource)> wrong) => string.Join(
        "; ",
        wrong.Select(w => $"{w.Component.Resource.Label} is still armed: "
            + string.Join(", ", Arming.StillArmed(w.Resource, time.GetUtcNow()).Select(a => $"{a.Name} ({a})"))));
}
