using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>The Availability Zones of a listener or a group, and the zonal shifts in force.</summary>
/// <param name="region">Whose zones.</param>
/// <param name="count">How many.</param>
/// <param name="canShift">A load balancer can be shifted; a group is not enrolled, so its subnets are changed.</param>
/// <param name="keepsAway">Told of the zones that get no traffic, as a mask.</param>
internal sealed class SimulatedZones(string region, int count, bool canShift, Action<int, long> keepsAway)
{
    private static readonly TimeSpan LongestShift = TimeSpan.FromDays(3);

    private readonly List<ZonalShift> _shifts = [];
    private int _made;

    public bool IsAnyShifted => _shifts.Count > 0;

    public ZonesSnapshot SnapshotAt(long nowMs, Func<int, bool> isOpen)
    {
        Settle(nowMs);
        return new ZonesSnapshot(
            EquatableList.From(Enumerable.Range(0, count).Where(isOpen).Select(View)),
            EquatableList.From(_shifts),
            canShift);
    }

    public void Start(Change.StartZonalShift change, long nowMs)
    {
        Settle(nowMs);
        var zone = IndexOf(change.ZoneId);
        if (!canShift || _shifts.Exists(s => s.ZoneId == change.ZoneId) || zone < 0
            || change.ExpiresAt > Instant.Of(nowMs) + LongestShift)
        {
            throw Refused($"a zonal shift away from {change.ZoneId} until {change.ExpiresAt:u} cannot be started");
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-9000-{++_made:x12}");
        _shifts.Add(new ZonalShift(id, change.ZoneId, change.ExpiresAt, change.Comment));
        keepsAway(Mask(), nowMs);
    }

    public void Cancel(Change.CancelZonalShift change, long nowMs)
    {
        Settle(nowMs);
        if (_shifts.RemoveAll(s => s.Id == change.ShiftId) == 0)
        {
            throw Refused($"there is no zonal shift {change.ShiftId} in force");
        }

        keepsAway(Mask(), nowMs);
    }

    /// <summary>A shift ends by itself.</summary>
    public void Settle(long nowMs)
    {
        if (_shifts.Count > 0 && _shifts.RemoveAll(s => s.ExpiresAt <= Instant.Of(nowMs)) > 0)
        {
            keepsAway(Mask(), nowMs);
        }
    }

    /// <summary>The zone of a subnet; -1 for none of these.</summary>
    public int ZoneOf(string subnet)
    {
        for (var i = 0; i < count; i++)
        {
            if (View(i).Subnets.Contains(subnet))
            {
                return i;
            }
        }

        return -1;
    }

    private int Mask() => _shifts.Aggregate(0, (mask, shift) => mask | (1 << IndexOf(shift.ZoneId)));

    private int IndexOf(string zoneId)
    {
        for (var i = 0; i < count; i++)
        {
            if (View(i).Id == zoneId)
            {
                return i;
            }
        }

        return -1;
    }

    private ZoneView View(int index)
    {
        var letter = (char)('a' + index);
        return new ZoneView(
            $"{region}{letter}",
            string.Create(CultureInfo.InvariantCulture, $"{region}-az{index + 1}"),
            [$"subnet-0123456789abcde0{letter}"]);
    }

    private static PortException Refused(string cause) => new(
        PortFailure.Refused,
        $"The simulated account: {cause}. Look at its zones, then decide again.");
}
