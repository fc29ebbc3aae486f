using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Simulation.Checkers;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Faults;

/// <summary>What others do to our state in a storm: people who pause and go on, processes that take a lease and die.
/// </summary>
internal sealed class Mischief(
    CompiledPlan plan,
    WorldPlay world,
    Scene scene,
    IStateStore table,
    StoreFaults storeFaults,
    Action<Lambda.FunctionInstance?, IReadOnlyList<StateWrite>> watched,
    Func<RunbookName, ComponentName, string, (RunId? Run, string Reason)> start)
{
    private const int PausesPerMillion = 500_000;
    private const int TriesPerMillion = 400_000;

    private readonly SimulatedChance _chance = world.Chance.Split("mischief");
    private readonly SimulatedChance _strikes = world.Chance.Split("strikes");

    /// <summary>A change was announced and is not made yet: the worst moment for a person's word.</summary>
    public void Announced()
    {
        if (!_strikes.PerMillion(world.Rates.OperatorStrikes) || scene.PausedMs is not null)
        {
            return;
        }

        var lengthMs = _strikes.Between(Instant.MinuteMs, 8 * Instant.MinuteMs);
        world.Scheduler.At(world.Scheduler.NowMs, Pause);
        world.Scheduler.At(world.Scheduler.NowMs + lengthMs, GoOn);
    }

    public void Schedule(long fromMs, long untilMs)
    {
        if (world.Rates.LeaseStolen == 0)
        {
            return;
        }

        var pauses = _chance.PerMillion(PausesPerMillion);
        var pauseMs = _chance.Between(fromMs + Instant.HourMs, untilMs - Instant.HourMs);
        var lengthMs = _chance.Between(2 * Instant.MinuteMs, 15 * Instant.MinuteMs);
        if (pauses)
        {
            world.Scheduler.At(pauseMs, Pause);
            world.Scheduler.At(pauseMs + lengthMs, GoOn);
        }

        foreach (var contingency in plan.Contingencies)
        {
            RunAndGoBack(contingency, _chance.Split($"contingency {contingency.Name}"));
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

    /// <summary>A person tries a contingency in the middle of the event, and later goes back.</summary>
    private void RunAndGoBack(Contingency contingency, SimulatedChance chance)
    {
        var happens = chance.PerMillion(TriesPerMillion);
        var atMs = chance.Between(Instant.Ms(plan.Schedule.Live), Instant.Ms(plan.Schedule.Cooldown));
        var backMs = atMs + chance.Between(10 * Instant.MinuteMs, 90 * Instant.MinuteMs);
        if (!happens)
        {
            return;
        }

        world.Scheduler.At(atMs, () => start(contingency.Runbook, contingency.Component, "tried by a person"));
        if (contingency.Back is { } back)
        {
            world.Scheduler.At(backMs, () => start(back, contingency.Component, "back again"));
        }
    }

    private void Pause() => scene.PausedMs = Set(AutomationMode.Paused) ? world.Scheduler.NowMs : null;

    private void GoOn()
    {
        // A person who goes on has ended the pause before anything may act again.
        scene.PausedMs = null;
        Set(AutomationMode.Act);
        scene.LastHinderedMs = world.Scheduler.NowMs;
    }

    private bool Set(AutomationMode mode) => Apart(() => new ModeChange(
        new Ports.WatchedStore(table, watched),
        new JournalWriter(table, NewIds()),
        new SimulatedTime(world.Scheduler, 0)).SetAsync(
        plan.Event,
        mode,
        "the rehearsal's operator says so",
        "rehearsal",
        CancellationToken.None)) is ModeChanged.Changed;

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
