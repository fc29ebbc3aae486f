using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Events;

/// <summary>A component as automation left it.</summary>
/// <param name="Component">What the plan says of it.</param>
/// <param name="State">Holds and spends; empty when nothing is stored.</param>
/// <param name="Resource">Lease, restore point and bounds in force; null while nothing was touched.</param>
public sealed record ComponentStatus(Component Component, ComponentState State, ResourceState? Resource)
{
    /// <summary>The hold in force at an instant, or null.</summary>
    public Hold? HoldAt(DateTimeOffset now) => State.Hold is { } hold && hold.IsInForce(now) ? hold : null;

    /// <summary>How much of a class's budget is spent within its window.</summary>
    public int SpentAt(Budget budget, DateTimeOffset now) =>
        State.Spends.Count(s => s.Class == budget.Class && s.At > now - budget.Window);
}
