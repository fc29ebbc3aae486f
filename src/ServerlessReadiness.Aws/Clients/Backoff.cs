namespace ServerlessReadiness.Aws.Clients;

/// <summary>
/// Waits between attempts: exponential with full jitter, so that callers who collided once do not collide again.
/// </summary>
/// <param name="time">Where waiting happens.</param>
/// <param name="chance">Gives numbers from 0 to below 1.</param>
internal sealed class Backoff(TimeProvider time, Func<double> chance)
{
    private static readonly TimeSpan FirstCeiling = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan CeilingMax = TimeSpan.FromSeconds(1);

    /// <param name="failures">How many attempts have failed so far, from 1 on.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitAsync(int failures, CancellationToken cancellationToken)
    {
        var ceiling = TimeSpan.FromTicks(Math.Min(CeilingMax.Ticks, FirstCeiling.Ticks << Math.Min(failures - 1, 10)));
        return Task.Delay(ceiling * chance(), time, cancellationToken);
    }
}
