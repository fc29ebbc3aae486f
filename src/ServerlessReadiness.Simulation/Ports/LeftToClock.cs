using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>What is due is handed over by Clock's next beat.</summary>
internal sealed class LeftToClock : IRunDispatcher
{
    public Task DispatchAsync(EventId eventId, RunId run, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DispatchAsync(EventId eventId, CommandId command, CancellationToken cancellationToken) =>
        Task.CompletedTask;
}
