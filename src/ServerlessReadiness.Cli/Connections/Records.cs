using Microsoft.Extensions.Logging.Abstractions;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Operators;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Recovery;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Aws;

namespace ServerlessReadiness.Cli.Connections;

/// <summary>The use cases that need the state table and nothing else of an account.</summary>
internal sealed class Records
{
    public Records(IStateStore store, TimeProvider time, IRunDispatcher? dispatcher = null)
    {
        var ids = new Ids(time, new SystemChance());
        var journal = new JournalWriter(store, ids);
        var events = new OpenEvents(store, time);
        Plans = new PlanApply(store, journal, time);
        Status = new StatusReader(store, events);
        Journal = new JournalReader(store);
        var handsOver = dispatcher ?? new LeftToClock();
        Moves = new EventMoves(store, events, Plans, journal, ids, handsOver, time);
        Returns = new ReturnMoves(store, events, journal, ids, handsOver, time);
        Versions = new PlanVersions(store, Journal);
        var starter = new RunStarter(store, events, journal, ids, time);
        Drills = new Drills(store, events, starter, journal, handsOver, time);
        Ids = ids;
        Events = events;
        JournalWriter = journal;
        Store = store;
        Commands = CommandHandlers.Make(
            store,
            events,
            journal,
            ids,
            handsOver,
            time,
            NullLogger<CommandHandler>.Instance,
            leavesLongWork: false);
    }

    public PlanApply Plans { get; }

    public PlanVersions Versions { get; }

    public CommandHandler Commands { get; }

    public Ids Ids { get; }

    public OpenEvents Events { get; }

    public IStateStore Store { get; }

    public StatusReader Status { get; }

    public JournalReader Journal { get; }

    public JournalWriter JournalWriter { get; }

    public EventMoves Moves { get; }

    public ReturnMoves Returns { get; }

    public Drills Drills { get; }
}
