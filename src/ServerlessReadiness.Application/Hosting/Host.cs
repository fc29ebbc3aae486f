using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Alarms;
using ServerlessReadiness.Application.Clock;
using ServerlessReadiness.Application.Communication;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Lifecycle;
using ServerlessReadiness.Application.Operators;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Reports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Application.Snapshots;
using EventId = ServerlessReadiness.Core.Events.EventId;

namespace ServerlessReadiness.Application.Hosting;

/// <summary>
/// Everything that one process holds, wired by hand: its caches live and die with it. Built once per Lambda process,
/// per CLI call, or per simulated function instance.
/// </summary>
public sealed class Host
{
    private readonly Ids _ids;
    private readonly WorldReader _reader;
    private readonly RunWrites _writes;
    private readonly Pages _pages;
    private readonly IRunDispatcher _dispatcher;

    public Host(HostParts parts)
    {
        Parts = parts;
        var (store, time) = (parts.Store, parts.Time);
        _ids = new Ids(time, parts.Chance);
        _reader = new WorldReader(parts.World, time);
        _pages = new Pages(_ids);
        Journal = new JournalWriter(store, _ids);
        _writes = new RunWrites(Journal);
        Events = new OpenEvents(store, time);
        Runs = Executor();
        Starter = new RunStarter(store, Events, Journal, _ids, time);
        _dispatcher = parts.Dispatcher ?? new InProcessDispatcher(Runs, time);
        Alarms = Responses();
        Hooks = Answers();
        Notices = Announcements();
        Unreadable = new UnreadableSignals(store, Journal, time, parts.Logging.CreateLogger<UnreadableSignals>());
        Plans = new PlanApply(store, Journal, time);
        JournalReader = new JournalReader(store);
        Status = new StatusReader(store, Events);
        ReportReader = new ReportReader(store, parts.World, _reader, JournalReader);
        Snapshots = parts.Snapshots is { } snapshots
            ? new SnapshotKeeper(store, Events, ReportReader, _reader, snapshots, time)
            : null;
        Clock = Beat();
        Reports = Reporting();
        Review = new ReviewJob(store, new ReviewReader(parts.ReviewSources), Journal, time);
        Reviews = new ReviewRound(
            store,
            Events,
            Review,
            parts.Dashboards is { } dashboards
                ? new DashboardKeeper(store, dashboards, Journal, parts.Region, time)
                : null,
            time,
            parts.Logging.CreateLogger<ReviewRound>());
        Commands = CommandHandlers.Make(
            store,
            Events,
            Journal,
            _ids,
            _dispatcher,
            time,
            parts.Logging.CreateLogger<CommandHandler>(),
            leavesLongWork: parts.Dispatcher is not null);
    }

    public HostParts Parts { get; }

    public OpenEvents Events { get; }

    public JournalWriter Journal { get; }

    public JournalReader JournalReader { get; }

    public StatusReader Status { get; }

    public CommandHandler Commands { get; }

    public ReportReader ReportReader { get; }

    /// <summary>Keeps the page's document; null where nobody looks at a page.</summary>
    public SnapshotKeeper? Snapshots { get; }

    public ReportJob Reports { get; }

    public ReviewJob Review { get; }

    public ReviewRound Reviews { get; }

    public AlarmResponses Alarms { get; }

    public RunExecutor Runs { get; }

    public RunStarter Starter { get; }

    public ClockBeat Clock { get; }

    public HookAnswers Hooks { get; }

    public InstanceAnswers Notices { get; }

    public UnreadableSignals Unreadable { get; }

    public PlanApply Plans { get; }

    /// <summary>Shows on the page what was done just now, where there is a page. Never fails what was done.</summary>
    /// <param name="eventId">The event.</param>
    /// <param name="isAwaited">Whether a person waits to see it.</param>
    public Task ShowAsync(EventId eventId, bool isAwaited) =>
        Snapshots?.TouchAsync(eventId, isAwaited, CancellationToken.None) ?? Task.CompletedTask;

    private RunExecutor Executor() => new(
        Parts.Store,
        Events,
        _reader,
        new ChangePerformer(Parts.World),
        new FiringAlarms(Parts.Store, Events),
        new StopAlarms(Parts.Store, Parts.World),
        new ConditionReader(Parts.World, Events),
        _writes,
        _pages,
        Parts.Measurements,
        Parts.Time,
        Parts.Logging.CreateLogger<RunExecutor>());

    private AlarmResponses Responses() => new(
        Parts.Store,
        Events,
        Parts.World,
        _reader,
        new AlarmCommit(Parts.Store, Journal, _writes, _pages, _ids),
        Runs,
        _dispatcher,
        Journal,
        new BusyComponents(),
        Parts.Measurements,
        Parts.Time,
        Parts.Logging.CreateLogger<AlarmResponses>());

    private ClockBeat Beat() => new(
        Parts.Store,
        Events,
        new EventPhases(Parts.Store, Parts.World, _reader, Journal, _writes, _pages, _ids, Parts.Time),
        new QuotaWatch(Parts.Store, Parts.World, Parts.Time),
        new AlarmSweep(Parts.Store, Parts.World, Alarms),
        Alarms,
        _dispatcher,
        new LifecycleWatch(Parts.Store, Parts.World, _reader, Journal, _writes, _pages, _ids, Parts.Time),
        new PeopleWatch(Parts.Store, Journal, _writes, _pages, _dispatcher, Parts.Time),
        Snapshots,
        Journal,
        _writes,
        _pages,
        Parts.Time,
        Parts.Logging.CreateLogger<ClockBeat>());

    private ReportJob Reporting() => new(
        Parts.Store,
        Events,
        ReportReader,
        new ReportSender(
            Parts.Store,
            Events,
            Parts.World,
            new ReportCharts(Parts.World, Parts.Logging.CreateLogger<ReportCharts>()),
            Journal,
            Parts.Time,
            Parts.Logging.CreateLogger<ReportSender>()),
        Journal,
        Parts.Time,
        Parts.Logging.CreateLogger<ReportJob>());

    private HookAnswers Answers() => new(
        Parts.Store,
        Events,
        Parts.World,
        Runs,
        Journal,
        _writes,
        _ids,
        Parts.Time,
        Parts.Region,
        Parts.Logging.CreateLogger<HookAnswers>());

    private InstanceAnswers Announcements() => new(
        Parts.Store,
        Events,
        Parts.World,
        Starter,
        _dispatcher,
        Journal,
        Parts.Time,
        Parts.Logging.CreateLogger<InstanceAnswers>());
}
