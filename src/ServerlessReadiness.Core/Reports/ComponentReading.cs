using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Reports;

/// <summary>What was read of a component for a report.</summary>
/// <param name="Component">What the plan says of it.</param>
/// <param name="State">What automation remembers of it; null for nothing.</param>
/// <param name="Resource">What is known of its resource; null while nothing was touched.</param>
/// <param name="InService">Units in service; null when not read, or not known of its kind.</param>
/// <param name="Bounds">Its bounds; null when not read.</param>
public sealed record ComponentReading(
    Component Component,
    ComponentState? State,
    ResourceState? Resource,
    int? InService,
    Bounds? Bounds)
{
    /// <summary>The hold in force on it; null for none.</summary>
    public Hold? HoldAt(DateTimeOffset now) => State?.Hold is { } hold && hold.IsInForce(now) ? hold : null;
}
