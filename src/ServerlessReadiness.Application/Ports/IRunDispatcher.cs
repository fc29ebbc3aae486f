using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Hands what is due to Executor, without waiting for it.</summary>
public interface IRunDispatcher
{
    Task DispatchAsync(EventId eventId, RunId run, CancellationToken cancellationToken);

    /// <summary>
    /// Hands over an accepted command whose work may take minutes. It is stored as due, so where there is nobody to
    /// hand it to it waits for a process that has.
    /// </summary>
    Task DispatchAsync(EventId eventId, CommandId command, CancellationToken cancellationToken) => Task.CompletedTask;
}
