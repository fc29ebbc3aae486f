using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Simulation.Faults;

/// <summary>A fault at a stated instant.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="At">When it begins.</param>
/// <param name="Duration">How long it lasts.</param>
/// <param name="Component">Where; null for everywhere.</param>
public sealed record PlannedFault(FaultKind Kind, DateTimeOffset At, TimeSpan Duration, ComponentName? Component);
