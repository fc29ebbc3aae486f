using System.Text;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Simulation.Lambda;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>Hands work to Executor at once; there it waits its turn in the queue like any other.</summary>
internal sealed class DirectDispatcher(SimulatedFunction executor) : IRunDispatcher
{
    public Task DispatchAsync(EventId eventId, RunId run, CancellationToken cancellationToken)
    {
        executor.Invoke(Encoding.UTF8.GetBytes(HandOver.Write(eventId, run)), run.Value);
        return Task.CompletedTask;
    }

    public Task DispatchAsync(EventId eventId, CommandId command, CancellationToken cancellationToken)
    {
        executor.Invoke(Encoding.UTF8.GetBytes(HandOver.Write(eventId, command)), command.Value);
        return Task.CompletedTask;
    }
}
