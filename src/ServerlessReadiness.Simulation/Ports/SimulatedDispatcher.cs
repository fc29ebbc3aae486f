using System.Text;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Lambda;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>Hands a run to Executor by asynchronous invocation, with the payload that the real one sends.</summary>
internal sealed class SimulatedDispatcher(Gate gate, SimulatedFunction executor) : IRunDispatcher
{
    public Task DispatchAsync(EventId eventId, RunId run, CancellationToken cancellationToken) => gate.CallAsync(
        CallKind.HandOver,
        $"the hand-over of run {run}",
        () => executor.Invoke(Encoding.UTF8.GetBytes(HandOver.Write(eventId, run)), run.Value));

    public Task DispatchAsync(EventId eventId, CommandId command, CancellationToken cancellationToken) =>
        gate.CallAsync(
            CallKind.HandOver,
            $"the hand-over of command {command}",
            () => executor.Invoke(Encoding.UTF8.GetBytes(HandOver.Write(eventId, command)), command.Value));
}
