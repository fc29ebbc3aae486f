namespace ServerlessReadiness.Core.Plans;

/// <summary>
/// What the event is expected to be, for people and for the components that state no factor of their own.
/// </summary>
/// <param name="Peak">As a multiple of a normal day's, more than 0.</param>
/// <param name="Geography">Where the load comes from; null when the plan does not say.</param>
/// <param name="Workload">What kind of load it is; null when the plan does not say.</param>
public sealed record Expectation(decimal Peak, string? Geography, string? Workload)
{
    public static readonly Expectation None = new(1, null, null);
}
