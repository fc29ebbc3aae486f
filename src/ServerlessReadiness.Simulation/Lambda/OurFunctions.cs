using ServerlessReadiness.Application.Hosting;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Snapshots;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Ports;
using ServerlessReadiness.Simulation.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;

namespace ServerlessReadiness.Simulation.Lambda;

/// <summary>Our functions as the template deploys them: each with instances of its own, on one table and one account.
/// </summary>
internal sealed class OurFunctions
{
    private readonly WorldPlay _world;
    private readonly InMemoryStateStore _table;
    private readonly StoreFaults _storeFaults;
    private readonly Tampering _tampering;
    private readonly AutomationPlay _play;
    private readonly SimulatedChance _skew;
    private readonly SimulatedChance _reporterSkew;
    private readonly string _region;

    public OurFunctions(
        WorldPlay world,
        string region,
        InMemoryStateStore table,
        StoreFaults storeFaults,
        Tampering tampering,
        AutomationPlay play)
    {
        (_world, _region, _table, _storeFaults, _tampering, _play) =
            (world, region, table, storeFaults, tampering, play);
        _skew = world.Chance.Split("skew");
        AlarmResponder = Function(FunctionSetup.AlarmResponder);
        Clock = Function(FunctionSetup.Clock);
        Executor = Function(FunctionSetup.Executor);
        LifecycleResponder = Function(FunctionSetup.LifecycleResponder);
        OperatorCommands = Function(FunctionSetup.OperatorCommands);
        Api = Function(FunctionSetup.Api);
        _reporterSkew = world.Chance.Split("reporter's skew");
        Reporter = Function(FunctionSetup.Reporter);
    }

    /// <summary>With what Clock keeps the page's document; null where nobody looks at a page.</summary>
    public SnapshotParts? Snapshots { get; init; }

    public SimulatedFunction AlarmResponder { get; }

    public SimulatedFunction Clock { get; }

    public SimulatedFunction Executor { get; }

    public SimulatedFunction LifecycleResponder { get; }

    public SimulatedFunction OperatorCommands { get; }

    public SimulatedFunction Api { get; }

    public SimulatedFunction Reporter { get; }

    /// <summary>What a person's own machine runs: it answers at once, and what it starts is left to Clock.</summary>
    public Host OfPerson() => Host(
        new FunctionInstance("operator", 0),
        new WatchedStore(_table, _play.Committed),
        _ => new LeftToClock());

    /// <summary>
    /// What answers those who look on: the Api on the same table, at once, without faults and with a clock that is
    /// right. What it starts goes to Executor as the deployed Api hands it over.
    /// </summary>
    public Host OfViewers() => Host(
        new FunctionInstance("viewers", 0),
        new WatchedStore(_table, _play.Committed),
        _ => new DirectDispatcher(Executor),
        skewMs: 0);

    private SimulatedFunction Function(FunctionSetup setup) => new(
        setup,
        _region,
        _world.Scheduler,
        _world.Chance.Split($"function {setup.Name}"),
        _world.Rates,
        instance => instance.Host = Host(instance),
        _play)
    {
        IsDown = () => _world.Faults.IsControlPlaneDown,
        IsFailing = () => setup == FunctionSetup.AlarmResponder && _world.Faults.DoSignalsFail,
    };

    private Host Host(FunctionInstance instance) => Host(
        instance,
        null,
        gate => instance.Function == FunctionSetup.Executor.Name
            ? null
            : _tampering.Dispatcher(new SimulatedDispatcher(gate, Executor)));

    private Host Host(
        FunctionInstance instance,
        IStateStore? store,
        Func<Gate, IRunDispatcher?> dispatcher,
        long? skewMs = null)
    {
        var gate = new Gate(_world.Scheduler, _world.Fates, instance, Crash, _play.Troubled);
        var ports = new SimulatedPorts(_world.Account, _world.Alarms, _world.Metrics, _world.Scheduler, gate, _play);
        store ??= _tampering.Store(new SimulatedStore(_table, gate, _storeFaults, _play.Committed));
        var skew = instance.Function == FunctionSetup.Reporter.Name ? _reporterSkew : _skew;
        skewMs ??= skew.Between(-_world.Rates.SkewMsMax, _world.Rates.SkewMsMax);
        return new Host(new HostParts(
            store,
            _tampering.World(ports.World),
            new SimulatedTime(_world.Scheduler, skewMs.Value),
            _world.Chance.Split($"ids {instance.Name}"),
            NullLoggerFactory.Instance,
            _region,
            dispatcher(gate))
        {
            Snapshots = Snapshots,
        });
    }

    private void Crash(FunctionInstance instance)
    {
        foreach (var function in (SimulatedFunction[])
            [AlarmResponder, Clock, Executor, LifecycleResponder, OperatorCommands, Api, Reporter])
        {
            if (function.Name == instance.Function)
            {
                function.Crash(instance);
            }
        }
    }
}
