using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>A component's units in one period.</summary>
/// <param name="At">The period's start.</param>
/// <param name="Component">Which.</param>
/// <param name="InService">Units that served.</param>
/// <param name="Offered">Requests that reached it; null where nothing counted them.</param>
public sealed record CapacityPoint(DateTimeOffset At, ComponentName Component, decimal InService, long? Offered);
