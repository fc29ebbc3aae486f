namespace ServerlessReadiness.Bench;

/// <summary>How the calls of one alarm follow each other.</summary>
/// <param name="BeforeEffect">Calls in sequence before the first effect starts: the longest chain, not the number.</param>
/// <param name="Total">Calls in sequence until the last answer.</param>
/// <param name="Calls">All calls.</param>
internal sealed record RoundTrips(int BeforeEffect, int Total, int Calls)
{
    /// <summary>Long beside everything that either side computes, so that parallel calls overlap visibly.</summary>
    private const int DelayMilliseconds = 60;

    private const string Effect = "UpdateAutoScalingGroup";

    /// <summary>The first alarm of a new process, and a warm one.</summary>
    public static async Task<(RoundTrips First, RoundTrips Warm)> TraceAsync(CannedProcess canned, Side side)
    {
        await canned.DelayAsync(DelayMilliseconds);
        try
        {
            await using var run = await FunctionRun.StartAsync(side, canned);
            await run.ActAsync();
            var first = Of(await canned.TraceAsync());
            await run.ActAsync();
            return (first, Of(await canned.TraceAsync()));
        }
        finally
        {
            await canned.DelayAsync(0);
        }
    }

    public static RoundTrips Of(IReadOnlyList<TracedCall> calls)
    {
        var unknown = calls.FirstOrDefault(c => c.Operation.StartsWith("unknown", StringComparison.Ordinal));
        if (unknown is not null)
        {
            throw new InvalidOperationException($"The canned endpoint has no answer for: {unknown.Operation}.");
        }

        var effect = calls.First(c => c.Operation == Effect).StartMilliseconds;
        return new RoundTrips(Chain(calls.Where(c => c.EndMilliseconds <= effect)), Chain(calls), calls.Count);
    }

    /// <summary>The most calls of which each started after the one before had ended.</summary>
    private static int Chain(IEnumerable<TracedCall> calls)
    {
        var (length, end) = (0, double.NegativeInfinity);
        foreach (var call in calls.OrderBy(c => c.EndMilliseconds))
        {
            if (call.StartMilliseconds >= end)
            {
                (length, end) = (length + 1, call.EndMilliseconds);
            }
        }

        return length;
    }
}
