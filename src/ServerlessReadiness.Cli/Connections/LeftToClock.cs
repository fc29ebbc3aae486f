using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Cli.Connections;

/// <summary>Hands nothing over: a run is stored as due at once, so Clock takes it up within a minute.</summary>
internal sealed class LeftToClock : IRunDispatcher
{
    public Task DispatchAsync(EventId eventId, RunId run, CancellationToken cancellationToken) => Task.CompletedTask;
}
