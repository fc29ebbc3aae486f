using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Alarms;
using ServerlessReadiness.Application.Clock;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Lifecycle;
using ServerlessReadiness.Application.Operators;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.Signals;

namespace ServerlessReadiness.Application.Hosting;

/// <summary>
/// Everything that one process holds, wired by hand: its caches live and die with it. Built once per Lambda process,
/// per CLI call, or per simulated function instance.
/// </summary>
public sealed class Host
{
    public Host(HostParts parts)
    {
        Parts = parts;
        var (store, world, time, logging) = (parts.Store, parts.World, parts.Time, parts.Logging);
        var ids = new Ids(time, parts.Chance);
        Journal = new JournalWriter(store, ids);
        Events = new OpenEvents(store, time);
        var reader = new WorldReader(world, time);
        var writes = new RunWrites(Journal);
        var pages = new Pages(ids);
        Runs = new RunExecutor(
            store,
            Events,
            reader,
            new ChangePerformer(world),
            new FiringAlarms(store, Events),
            new StopAlarms(store, world),
            new ConditionReader(world, Events),
            writes,
            pages,
            time,
            logging.CreateLogger<RunExecutor>());
        Starter = new RunStarter(store, Events, Journal, ids, time);
        var dispatcher = parts.Dispatcher ?? new InProcessDispatcher(Runs, time);
        Alarms = new AlarmResponses(
            store,
            Events,
            world,
            reader,
            new AlarmCommit(store, Journal, writes, pages, ids),
            Runs,
            dispatcher,
            Journal,
            new BusyComponents(),
            time,
            logging.CreateLogger<AlarmResponses>());
        Clock = new ClockBeat(
            store,
            Events,
            new EventPhases(store, world, reader, Journal, writes, pages, ids, time),
            new QuotaWatch(store, world, time),
            new AlarmSweep(store, world, Alarms),
            Alarms,
            dispatcher,
            new LifecycleWatch(store, world, reader, Journal, writes, pages, ids, time),
            Journal,
            writes,
            pages,
            time,
            logging.CreateLogger<ClockBeat>());
        Hooks = new HookAnswers(
            store,
            Events,
            world,
            Runs,
            Journal,
            writes,
            ids,
            time,
            parts.Region,
            logging.CreateLogger<HookAnswers>());
        Notices = new InstanceAnswers(
            store,
            Events,
            world,
            Starter,
            dispatcher,
            Journal,
            time,
            logging.CreateLogger<InstanceAnswers>());
        Unreadable = new UnreadableSignals(store, Journal, time, logging.CreateLogger<UnreadableSignals>());
        Plans = new PlanApply(store, Journal, time);
        JournalReader = new JournalReader(store);
        Status = new StatusReader(store, Events);
        Commands = CommandHandlers.Make(
            store,
            Events,
            Journal,
            ids,
            dispatcher,
            time,
            logging.CreateLogger<CommandHandler>(),
            leavesLongWork: parts.Dispatcher is not null);
    }

    public HostParts Parts { get; }

    public OpenEvents Events { get; }

    public JournalWriter Journal { get; }

    public JournalReader JournalReader { get; }

    public StatusReader Status { get; }

    public CommandHandler Commands { get; }

    public AlarmResponses Alarms { get; }

    public RunExecutor Runs { get; }

    public RunStarter Starter { get; }

    public ClockBeat Clock { get; }

    public HookAnswers Hooks { get; }

    public InstanceAnswers Notices { get; }

    public UnreadableSignals Unreadable { get; }

    public PlanApply Plans { get; }
}
