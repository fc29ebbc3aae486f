using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Simulation.Checkers;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Faults;

/// <summary>What others do to our state in a storm: processes that take a lease and die.</summary>
internal sealed class Mischief(
    CompiledPlan plan,
    WorldPlay world,
    Scene scene,
    IStateStore table,
    StoreFaults storeFaults,
    Action<Lambda.FunctionInstance?, IReadOnlyList<StateWrite>> watched)
{
    private readonly SimulatedChance _chance = world.Chance.Split("mischief");

    public void Schedule(long fromMs, long untilMs)
    {
        if (world.Rates.LeaseStolen == 0)
        {
            return;
        }

        var thefts = _chance.Split("thefts");
        for (var at = fromMs; at < untilMs; at += Instant.MinuteMs)
        {
            if (thefts.PerMillion(world.Rates.LeaseStolen))
            {
                var atMs = at + thefts.Below(Instant.MinuteMs);
                var component = plan.Components[(int)thefts.Below(plan.Components.Count)];
                world.Scheduler.At(atMs, () => Steal(component));
            }
        }
    }

    /// <summary>Only where a run holds it now: its process is then as if it had been asleep while another took over.
    /// </summary>
    private void Steal(Component component)
    {
        var key = StateKeys.Resource(component.Resource.Key);
        var (resource, version) = Apart(() => table.FindAsync(key, CancellationToken.None));
        if (resource?.Lease is not { } lease || lease.ExpiresAt <= world.Scheduler.Now)
        {
            return;
        }

        RunId thief = NewIds().Next();
        scene.Thieves.Add(thief);
        var fence = resource.LastFence + 1;
        var stolen = resource with
        {
            Lease = new Lease(thief, fence, world.Scheduler.Now + Lease.Duration),
            LastFence = fence,
        };
        world.Timeline.Add(world.Scheduler.NowMs, "theft", ("component", component.Name.Value));
        var store = new Ports.WatchedStore(table, watched);
        Apart(() => store.CommitAsync([key.Put(stolen, version)], CancellationToken.None));
    }

    private Ids NewIds() => new(new SimulatedTime(world.Scheduler, 0), _chance);

    private T Apart<T>(Func<Task<T>> work)
    {
        storeFaults.IsOff = true;
        try
        {
            return Aside.Run(work);
        }
        finally
        {
            storeFaults.IsOff = false;
        }
    }
}
