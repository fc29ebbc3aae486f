using Microsoft.Extensions.Logging.Abstractions;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Simulation.Alarms;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation;

/// <summary>
/// A live event's account at an instant, for signals that somebody else brings: their alarms are what they say, and
/// nothing happens that they or the functions did not cause. Fair weather, no traffic, virtual time, one thread.
/// </summary>
public sealed class SignalPlay
{
    /// <summary>One story for everyone: ids, and how long calls take, are the same each time.</summary>
    private const ulong Seed = 1;

    private const long SettleEveryMs = 10 * Instant.SecondMs;

    /// <summary>Beats of Clock after a signal; every run of a plan ends long before.</summary>
    private const int BeatsMax = 120;

    private static readonly TimeSpan BeatTimeLimit = TimeSpan.FromSeconds(50);

    private readonly CompiledPlan _plan;
    private readonly Scheduler _scheduler;
    private readonly SimulatedAccount _account;
    private readonly HeardAlarms _alarms = new();

    /// <param name="plan">What there is in the account. The event must be live at the instant.</param>
    /// <param name="at">When it begins.</param>
    /// <param name="region">Where the functions run.</param>
    /// <param name="members">Instances that signals speak of, by the name of the group that they belong to.</param>
    public SignalPlay(CompiledPlan plan, DateTimeOffset at, string region, ILookup<string, InstanceId> members)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var chance = new SimulatedChance(Seed);
        _plan = plan;
        _scheduler = new Scheduler(Instant.Ms(at), chance.Split("order"));
        _account = new SimulatedAccount(
            plan,
            WhatIf.AsPlanned,
            Rates.Fair.BootJitterPercent,
            chance.Split("account"),
            _scheduler.NowMs,
            new LiveAlready(members));
        var gate = new Gate(
            _scheduler,
            new CallFates(Rates.Fair, chance.Split("calls")),
            new FunctionInstance("local", 0),
            _ => { },
            (_, _, _) => { });
        var ports = new SimulatedPorts(
            _account,
            _alarms,
            new MetricBook(_account, []),
            _scheduler,
            gate,
            new NobodyWatches());
        var time = new SimulatedTime(_scheduler, 0);

        // The table answers at once, so that reading it for a report takes nothing away from the story.
        Host = new Host(new HostParts(
            new InMemoryStateStore(time),
            ports.World,
            time,
            chance.Split("ids"),
            NullLoggerFactory.Instance,
            region));
    }

    /// <summary>The one process in which all functions run. Use it within <see cref="Run"/>.</summary>
    public Host Host { get; }

    public DateTimeOffset Now => _scheduler.Now;

    /// <summary>Puts the plan in force.</summary>
    public PlanApplied Apply(AutomationMode mode, string by)
    {
        // Signals are played, no hours: nobody waits for a leaders' report.
        var quiet = _plan with { Reports = ReportPlan.None };
        var applied = Run(() => Host.Plans.ApplyAsync(quiet, mode, by, CancellationToken.None));
        Run(() => Host.Parts.Store.CommitAsync(Preparation.Of(_plan), CancellationToken.None));
        return applied;
    }

    /// <summary>An instance's status checks fail from now on; a reboot, which keeps the host, does not help.</summary>
    public void Impair(InstanceId instance)
    {
        if (_account.OwnerOf(instance) is not null)
        {
            var (machine, group) = _account.Require(instance);
            machine.Impair(rebootHelps: false, _scheduler.NowMs);
            group?.Changed(_scheduler.NowMs);
        }
    }

    /// <summary>
    /// An alarm has this state from now on, as the signal about it says. Where it newly fires for an instance, that
    /// instance is impaired: before, nobody has seen anything wrong with it.
    /// </summary>
    public void Hear(AlarmTransition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        if (_alarms.Hear(transition)
            && transition.State == AlarmStateValue.Alarm
            && InstanceId.TryParse(transition.Dimension("InstanceId"), out var instance))
        {
            Impair(instance);
        }
    }

    /// <summary>An instance waits in a lifecycle hook of its group, as a notice says; nothing where the plan has no such
    /// hook.</summary>
    public void Hold(InstanceId instance, string hook, string token)
    {
        if (_account.OwnerOf(instance) is not null)
        {
            _account.Require(instance).Group?.Hold(hook, instance, token, _scheduler.NowMs);
        }
    }

    /// <summary>Lets time pass up to an instant; never back. The account does by itself what it would do.</summary>
    public void WaitUntil(DateTimeOffset instant)
    {
        var untilMs = Instant.Ms(instant);
        while (_scheduler.NowMs < untilMs)
        {
            _scheduler.RunUntil(Math.Min(untilMs, _scheduler.NowMs + SettleEveryMs));
            foreach (var component in _account.Components)
            {
                component.Units.Settle(_scheduler.NowMs);
            }
        }
    }

    /// <summary>Runs work to its end, jumping over every wait in it.</summary>
    /// <exception cref="SimulationException">It waits for something outside the play, or goes on elsewhere.</exception>
    public T Run<T>(Func<Task<T>> work)
    {
        Task<T>? begun = null;
        _scheduler.Post(new InvocationContext(_scheduler), _ => begun = work(), null);
        while (begun is not { IsCompleted: true })
        {
            _scheduler.RunUntil(_scheduler.NextMs ?? throw new SimulationException(
                $"At {Now:u} the work waits for something that will never happen; give its waits the host's clock."));
        }

        return begun.GetAwaiter().GetResult();
    }

    /// <summary>Lets Clock beat each minute until every run is over, and no alarm waits for one to be.</summary>
    public void BeatUntilOver(CancellationToken cancellationToken)
    {
        for (var beat = 0; beat < BeatsMax && Run(IsWorkLeftAsync); beat++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            WaitUntil(Now + TimeSpan.FromMinutes(1));
            Run(() => Host.Clock.BeatAsync(Now + BeatTimeLimit, CancellationToken.None));
        }
    }

    private async Task<bool> IsWorkLeftAsync() =>
        await new StatusReader(Host.Parts.Store, Host.Events).ReadAsync(_plan.Event, CancellationToken.None) is
        { } status
        && (status.Runs.Count > 0
            || status.Firing.Any(a => a.Verdict is AlarmVerdict.LeaseHeld or AlarmVerdict.CoolingDown));
}
