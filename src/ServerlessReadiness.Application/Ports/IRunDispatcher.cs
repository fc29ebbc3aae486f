using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Hands a run that is due to Executor, without waiting for it.</summary>
public interface IRunDispatcher
{
    Task DispatchAsync(EventId eventId, RunId run, CancellationToken cancellationToken);
}
