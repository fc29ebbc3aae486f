using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Phases;

/// <summary>What the phases' decisions look at of one component.</summary>
/// <param name="Component">What the plan says of it.</param>
/// <param name="Seen">The world as read just now; null when it was not read.</param>
/// <param name="Resource">What is known of its resource; null while nothing was touched.</param>
/// <param name="Hold">The hold in force; null for none.</param>
public sealed record ComponentFacts(Component Component, Observation? Seen, ResourceState? Resource, Hold? Hold)
{
    public Bounds? Bounds => Seen?.Group?.Bounds ?? Seen?.Target?.Bounds;

    /// <summary>
    /// Units in service. Of a scalable target only the minimum is known, and its service keeps at least that.
    /// </summary>
    public int? Serving => Seen?.Group?.Serving ?? Seen?.Target?.Bounds.Minimum;

    /// <summary>Whether a run is at work on the resource.</summary>
    public bool IsLeasedAt(DateTimeOffset now) => Resource?.Lease is { } lease && now < lease.ExpiresAt;
}
