namespace ServerlessReadiness.Core.Shedding;


/// <summary>Where a resource runs, and which zones are shifted away from.</summary>
/// <param name="Zones">The Availability Zones that it uses.</param>
/// <param name="Shifts">Zonal shifts in force.</param>
/// <param name="CanShift">Whether ARC knows the resource, so that a zonal shift can be started.</param>
public sealed record ZonesSnapshot(EquatableList<ZoneView> Zones, EquatableList<ZonalShift> Shifts, bool CanShift);
