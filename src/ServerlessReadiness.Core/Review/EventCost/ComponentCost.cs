using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.EventCost;

/// <summary>What a component's extra capacity is estimated to cost.</summary>
/// <param name="Component">The component.</param>
/// <param name="NormalUnits">Units of a normal day; null for a setting, which is one unit as a whole.</param>
/// <param name="FloorUnits">Units while the event is live.</param>
/// <param name="ExtraUnitHours">Units beyond the normal times hours, at the floors.</param>
/// <param name="ExtraUnitHoursAtCeiling">The same, were it at its ceiling all the time that the event is live.</param>
/// <param name="Price">What a unit costs an hour.</param>
/// <param name="AtFloor">What the floors cost.</param>
/// <param name="AtCeiling">What the ceiling would cost at most.</param>
public sealed record ComponentCost(
    ComponentName Component,
    int? NormalUnits,
    int FloorUnits,
    decimal ExtraUnitHours,
    decimal ExtraUnitHoursAtCeiling,
    decimal Price,
    CostSplit AtFloor,
    CostSplit AtCeiling);
