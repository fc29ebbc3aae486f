using Microsoft.Extensions.Logging;
using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.Shedding;

namespace ServerlessReadiness.Application.Operators;

/// <summary>Wires a handler of commands, for functions and for the command line alike.</summary>
public static class CommandHandlers
{
    /// <param name="store">The one table.</param>
    /// <param name="events">The open events.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="ids">Makes ids.</param>
    /// <param name="dispatcher">Hands over what is due.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where its log goes.</param>
    /// <param name="leavesLongWork">Whether what may take minutes is left to Executor.</param>
    public static CommandHandler Make(
        IStateStore store,
        OpenEvents events,
        JournalWriter journal,
        Ids ids,
        IRunDispatcher dispatcher,
        TimeProvider time,
        ILogger<CommandHandler> logger,
        bool leavesLongWork)
    {
        var tools = new CommandTools(
            seen => new EventMoves(
                seen,
                events,
                new PlanApply(seen, journal, time),
                journal,
                ids,
                dispatcher,
                time),
            seen => new ReturnMoves(seen, events, journal, ids, dispatcher, time),
            seen => new TrafficMoves(seen, events, journal, ids, dispatcher, time),
            new ModeChange(store, journal, time),
            seen => new RunStarter(seen, events, journal, ids, time),
            ids,
            leavesLongWork);
        return new CommandHandler(store, events, journal, tools, dispatcher, time, logger);
    }
}
