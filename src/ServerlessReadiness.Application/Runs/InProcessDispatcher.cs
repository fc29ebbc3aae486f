using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

/// <summary>
/// Goes on with a due run here and now: for the CLI's local mode, where there is no Executor to invoke.
/// </summary>
public sealed class InProcessDispatcher(RunExecutor executor, TimeProvider time) : IRunDispatcher
{
    /// <summary>A run that needs longer is set aside and is due again.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(20);

    public Task DispatchAsync(EventId eventId, RunId run, CancellationToken cancellationToken) =>
        executor.ResumeAsync(eventId, run, time.GetUtcNow() + TimeLimit, cancellationToken);
}
