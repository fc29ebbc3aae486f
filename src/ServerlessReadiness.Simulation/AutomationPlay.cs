using System.Text;
using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.PostMortems;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Application.Snapshots;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Simulation.Checkers;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Lambda;
using ServerlessReadiness.Simulation.Messages;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Recording;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation;

/// <summary>Our functions at work in a world, with checkers watching every step.</summary>
internal sealed partial class AutomationPlay : IFunctionWitness, IPortWitness
{
    private const long ReporterEveryMs = 5 * Instant.MinuteMs;

    private readonly CompiledPlan _plan;
    private readonly WorldPlay _world;
    private readonly StoreFaults _storeFaults;
    private readonly InMemoryStateStore _table;
    private readonly OurFunctions _functions;
    private readonly IReadOnlyList<Checker> _checkers;
    private readonly People _people;
    private readonly DeadLetters _letters;
    private readonly Operators _operators;
    private readonly Tampering _tampering;
    private readonly long _peopleLeaveMs;

    public AutomationPlay(CompiledPlan plan, SimulationSettings settings, WorldPlay world)
    {
        (_plan, _world, _tampering) = (plan, world, settings.Tampering);
        _peopleLeaveMs = settings.PeopleLeaveAt is { } leave ? Instant.Ms(leave) : long.MaxValue;
        Ledger = new Ledger(plan.Event);
        Scene = new Scene(plan, world.Account, Ledger) { Alarms = world.Alarms };
        _letters = new DeadLetters(world.Scheduler, world.Chance.Split("letters"));
        Scene.Letters = () => _letters.Kept;
        _checkers = AllCheckers.For(Scene);
        _storeFaults = new StoreFaults(world.Rates, world.Chance.Split("store"));
        _table = new InMemoryStateStore(
            new SimulatedTime(world.Scheduler, 0),
            settings.Weather == Weather.Fair ? null : _storeFaults);
        _functions = new OurFunctions(world, plan.Components[0].Resource.Region, _table, _storeFaults, _tampering, this)
        {
            Snapshots = settings.KeepsSnapshots ? new SnapshotParts(_letters) : null,
        };
        var topic = new SimulatedTopic(
            world.Scheduler,
            world.Chance.Split("messages"),
            world.Rates,
            _functions.AlarmResponder.Invoke) { IsCut = () => world.Faults.AreMessagesLost };
        world.AlarmChanged = topic.Publish;
        var notices = new SimulatedTopic(
            world.Scheduler,
            world.Chance.Split("notices"),
            world.Rates,
            _functions.LifecycleResponder.Invoke) { IsCut = () => world.Faults.AreMessagesLost };
        world.Account.Waits = (resource, wait) => notices.Publish(
            id => HookPayload.Sns(wait, resource.Account, resource.Region, id, world.Scheduler.NowMs),
            HookPayload.About(wait));
        world.MinutePassed = Minute;
        world.FaultBegins = FaultBegins;
        _operators = new Operators(plan, world, Scene, _functions, this);
        _people = new People(
            plan,
            Ledger,
            world.Account,
            new WatchedStore(_table, Committed),
            world.Scheduler,
            world.Chance.Split("people"),
            _operators);
    }

    public Ledger Ledger { get; }

    public Scene Scene { get; }

    /// <summary>Whether simulated people still command and answer; afterwards it is for those who look on.</summary>
    public bool DoPeopleCommand => _world.Scheduler.NowMs < _peopleLeaveMs;

    public bool IsOver => Ledger.Head is { Phase: Phase.Closed or Phase.Cancelled };

    /// <summary>Applies the plan and starts Clock's schedule.</summary>
    public void Start(long fromMs, long untilMs)
    {
        var applied = ByPerson(host =>
            host.Plans.ApplyAsync(_plan, AutomationMode.Act, "rehearsal", CancellationToken.None));
        if (applied is not PlanApplied.Applied)
        {
            throw new SimulationException($"The plan cannot be put in force in the rehearsal: {Why(applied)}.");
        }

        ByPerson(host => host.Parts.Store.CommitAsync(Preparation.Of(_plan), CancellationToken.None));
        new Beats(_world.Scheduler, _world.Chance.Split("beats"), _world.Rates, _plan.Components[0].Resource.Region, _functions.Clock)
            .Start(fromMs + Instant.MinuteMs);
        if (_plan.Reports.Every.Count > 0)
        {
            new Beats(
                _world.Scheduler,
                _world.Chance.Split("reporter's beats"),
                _world.Rates,
                _plan.Components[0].Resource.Region,
                _functions.Reporter,
                ReporterEveryMs).Start(fromMs - (fromMs % ReporterEveryMs) + ReporterEveryMs);
        }

        new Mischief(_plan, _world, Scene, _table, _storeFaults, Committed).Schedule(fromMs, untilMs);
        _operators.Schedule(fromMs, untilMs);
    }

    /// <summary>A person starts a runbook and hands it over at once.</summary>
    /// <returns>The run, or null and why there is none.</returns>
    public (RunId? Run, string Reason) StartRunbook(RunbookName runbook, ComponentName component, string reason)
    {
        const string Operator = "rehearsal's operator";
        var started = ByPerson(async host =>
        {
            var open = (await host.Events.ListAsync(CancellationToken.None)).First(e => e.Id == _plan.Event);
            return await host.Starter.StartAsync(
                open,
                new RunStart(
                    runbook,
                    component,
                    new RunTrigger.ByOperator(Operator),
                    reason,
                    RunbookBinding.NothingGiven,
                    null),
                CancellationToken.None);
        });
        if (started.Run is { } run)
        {
            _functions.Executor.Invoke(Encoding.UTF8.GetBytes(HandOver.Write(_plan.Event, run.Id)), run.Id.Value);
        }

        return (started.Run?.Id, started.Reason);
    }

    /// <summary>Work of a person's own machine, done at once and without faults.</summary>
    public T ByPerson<T>(Func<Host, Task<T>> work) => WithoutFaults(() =>
    {
        var host = _functions.OfPerson();
        return Aside.Run(() => work(host));
    });

    public void End(long nowMs)
    {
        foreach (var checker in _checkers)
        {
            checker.End(nowMs);
        }
    }

    /// <summary>What the table tells of the event, as a person's own machine reads it.</summary>
    public EventFacts Facts(long nowMs) =>
        WithoutFaults(() => Aside.Run(() => new EventFactsReader(_table, null).ReadAsync(
            _plan.Event, Instant.Of(nowMs), CancellationToken.None)))
        ?? throw new SimulationException($"The table has no event {_plan.Event}.");

    private T WithoutFaults<T>(Func<T> work)
    {
        _storeFaults.IsOff = true;
        try
        {
            return work();
        }
        finally
        {
            _storeFaults.IsOff = false;
        }
    }

    public void Committed(FunctionInstance? by, IReadOnlyList<StateWrite> writes)
    {
        var now = _world.Scheduler.NowMs;
        var seen = Ledger.Take(writes);
        foreach (var entry in seen.Journal)
        {
            if (by is not null && entry.Kind == JournalKind.Intent)
            {
                by.LastIntent = entry;
                _operators.Announced(entry);
            }

            _world.Timeline.Add(
                now,
                "journal",
                ("entry", entry.Kind.ToString()),
                ("verdict", entry.Verdict),
                ("component", entry.Component?.Value),
                ("alarm", entry.Alarm?.Name),
                ("run", entry.Run?.Value),
                ("reason", entry.Reason),
                ("by", by?.Name));
        }

        foreach (var (before, head) in seen.Heads)
        {
            if (before?.Phase != head.Phase)
            {
                _world.Recorder.Phase(head.Phase, Instant.Of(now));
            }

            if (before is not null && before.Mode != head.Mode)
            {
                // A person who goes on has ended the pause before anything may act again.
                Scene.PausedMs = head.Mode == AutomationMode.Act ? null : Scene.PausedMs ?? now;
                Scene.LastHinderedMs = now;
            }
        }

        _world.Recorder.Ladders(_plan, seen, Instant.Of(now));
        foreach (var checker in _checkers)
        {
            checker.Commits(seen, now);
        }
    }

    private void Minute(long nowMs)
    {
        if (_world.Faults.IsControlPlaneDown || _world.Faults.AreMessagesLost || _world.Faults.DoSignalsFail || _world.Fates.IsThrottling)
        {
            Scene.LastHinderedMs = nowMs;
        }

        _storeFaults.IsOff = true;
        _people.Look(DoPeopleCommand);
        _storeFaults.IsOff = false;
        if (DoPeopleCommand)
        {
            _operators.Look();
        }

        foreach (var checker in _checkers)
        {
            checker.Minute(nowMs);
        }
    }

    private void FaultBegins(PlannedFault fault)
    {
        if (fault.Kind is FaultKind.OutsideChange or FaultKind.SecondWriter or FaultKind.GroupReplaced)
        {
            Scene.ChangedFromOutside.UnionWith(fault.Component is { } name
                ? [name]
                : _plan.Components.Select(c => c.Name));
        }
    }

    private static string Why(PlanApplied applied) => applied switch
    {
        PlanApplied.Invalid invalid => string.Join("; ", invalid.Problems.Select(p => p.ToString())),
        PlanApplied.Refused refused => refused.Reason,
        _ => applied.ToString(),
    };
}
