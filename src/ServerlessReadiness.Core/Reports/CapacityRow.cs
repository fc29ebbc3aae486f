using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Reports;

/// <summary>A component's capacity against the plan.</summary>
/// <param name="Component">The component.</param>
/// <param name="InService">Units in service; null when that was not read or is not known of its kind.</param>
/// <param name="Wanted">Units that the plan wants in service now; null when it wants none.</param>
/// <param name="Bounds">Its minimum and maximum; null when they were not read.</param>
/// <param name="Level">The level of its shed ladder that is in force; 0 for none.</param>
/// <param name="Held">Why automation is held on it; null when it is not.</param>
public sealed record CapacityRow(
    ComponentName Component,
    int? InService,
    int? Wanted,
    Bounds? Bounds,
    int Level,
    string? Held);
