using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Simulation.Results;

/// <summary>A time in which a component failed requests for want of capacity.</summary>
/// <param name="Component">Which.</param>
/// <param name="From">The first minute in which requests failed.</param>
/// <param name="RelievedAt">The first minute without; null when it never came.</param>
/// <param name="Failed">Requests lost meanwhile.</param>
public sealed record Pressure(ComponentName Component, DateTimeOffset From, DateTimeOffset? RelievedAt, long Failed);
