using ServerlessReadiness.Application.Events;
using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.Shedding;

namespace ServerlessReadiness.Application.Operators;

/// <summary>The use cases behind commands, each made over the table as the command sees it.</summary>
/// <param name="Moves">People's moves of an event.</param>
/// <param name="Returns">What people decide in the return to normal.</param>
/// <param name="Traffic">Taking back what is shed or moved away.</param>
/// <param name="Modes">What follows a change of mode.</param>
/// <param name="Starter">Starts runs.</param>
/// <param name="Ids">Makes ids.</param>
/// <param name="LeavesLongWork">
/// Whether what may take minutes is left to Executor: an API's caller waits half a minute, a person at a terminal longer.
/// </param>
public sealed record CommandTools(
    Func<IStateStore, EventMoves> Moves,
    Func<IStateStore, ReturnMoves> Returns,
    Func<IStateStore, TrafficMoves> Traffic,
    ModeChange Modes,
    Func<IStateStore, RunStarter> Starter,
    Ids Ids,
    bool LeavesLongWork);
