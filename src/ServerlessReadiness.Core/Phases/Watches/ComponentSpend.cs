using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Phases.Watches;

/// <summary>What a component has beyond its normal, since the meter was last written.</summary>
/// <param name="Component">The component.</param>
/// <param name="ExtraUnits">Units in service beyond its restore point.</param>
/// <param name="PricePerHour">What one unit costs an hour.</param>
public sealed record ComponentSpend(ComponentName Component, int ExtraUnits, decimal PricePerHour);
