using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>What a component's capacity came to over the event, in unit-hours.</summary>
/// <param name="Component">The component.</param>
/// <param name="Hours">Units × hours that served.</param>
/// <param name="NormalHours">What the normal units would have come to; null when the plan does not say.</param>
/// <param name="UsedHours">
/// The part that the requests needed, by the plan's requests a unit; null when requests or model are unknown.
/// </param>
/// <param name="Peak">The most units in service.</param>
/// <param name="NeededPeak">The most units that requests needed; null as above.</param>
/// <param name="PeakUsePercent">The highest use of what served; null as above.</param>
public sealed record CapacityUse(
    Component Component,
    decimal Hours,
    decimal? NormalHours,
    decimal? UsedHours,
    decimal Peak,
    decimal? NeededPeak,
    decimal? PeakUsePercent)
{
    public decimal? UnusedHours => Hours - UsedHours;

    /// <summary>Never below zero: less than normal gives nothing back.</summary>
    public decimal? ExtraHours => NormalHours is { } normal ? Math.Max(0, Hours - normal) : null;

    /// <summary>In the plan's currency; null without a price.</summary>
    public decimal? Cost => Hours * Component.UnitPricePerHour;

    public decimal? ExtraCost => ExtraHours * Component.UnitPricePerHour;

    public decimal? UnusedCost => UnusedHours * Component.UnitPricePerHour;
}
