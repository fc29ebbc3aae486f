using Microsoft.Extensions.Time.Testing;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>Plays asynchronous work to its end on this thread, moving time on whenever it waits for time.</summary>
public static class VirtualTime
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <param name="time">The clock that the work waits on.</param>
    /// <param name="start">Starts the work.</param>
    /// <param name="limit">Virtual time after which the work is held to hang.</param>
    /// <param name="isDead">Whether the process that does the work has died; then it is left where it is.</param>
    /// <returns>The result, or null when the process died.</returns>
    public static T? Play<T>(this FakeTimeProvider time, Func<Task<T>> start, TimeSpan limit, Func<bool>? isDead = null)
        where T : class
    {
        // Continuations must run here and now, not on a context or pool of the test runner.
        SynchronizationContext.SetSynchronizationContext(null);
        var task = start();
        var until = time.GetUtcNow() + limit;
        while (!task.IsCompleted)
        {
            if (isDead?.Invoke() == true)
            {
                return null;
            }

            if (time.GetUtcNow() > until)
            {
                throw new TimeoutException($"The work did not end within {limit} of virtual time.");
            }

            time.Advance(Step);
        }

        return task.GetAwaiter().GetResult();
    }
}
