using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>Where a group launches: its subnets, which can be changed, and the region, which can be lost.</summary>
internal sealed partial class SimulatedGroup
{
    /// <summary>Zones whose subnets were taken from the group, a bit for each.</summary>
    private int _closedMask;

    public bool IsAnyZoneClosed => _closedMask != 0;

    public bool IsOpen(int zone) => (_closedMask & (1 << zone)) == 0;

    /// <summary>Members in a zone that is left are ended once substitutes serve elsewhere, as AZ rebalancing does.
    /// </summary>
    public void SetSubnets(EquatableList<string> from, EquatableList<string> to, SimulatedZones zones, long nowMs)
    {
        Settle(nowMs);
        var present = Enumerable.Range(0, _setup.Zones).Where(IsOpen).ToList();
        var meant = from.Select(zones.ZoneOf).Order().ToList();
        var wanted = to.Select(zones.ZoneOf).ToList();
        if (wanted.Count == 0 || wanted.Contains(-1) || !meant.SequenceEqual(present))
        {
            throw new PortException(
                PortFailure.Refused,
                $"Group {_setup.Name} of the simulated account: its subnets cannot be set from {from} to {to}. Look at "
                + "its present state, then decide again.");
        }

        _closedMask = 0;
        for (var zone = 0; zone < _setup.Zones; zone++)
        {
            _closedMask |= wanted.Contains(zone) ? 0 : 1 << zone;
        }

        Changed(nowMs);
    }

    /// <summary>A deployment put another group under this one's name: other instances, the template's bounds, and no
    /// scheduled actions.</summary>
    public void ReplaceFromOutside(Core.Capacity.Bounds bounds, long nowMs)
    {
        Settle(nowMs);
        var size = Math.Clamp(_desired, bounds.Minimum, bounds.Maximum);
        foreach (var member in _members)
        {
            member.Vanish(nowMs);
        }

        _members.Clear();
        _armed.Clear();
        _firesMs.Clear();
        (_bounds, _desired, _closedMask) = (bounds, size, 0);
        for (var i = 0; i < size && LeastFilledZone() >= 0; i++)
        {
            // It was launched beside the old one, and has served tests for a while.
            var launchedMs = nowMs - (10 * Instant.MinuteMs);
            Add(launchedMs, launchedMs, neverServes: false)
                .Move(Core.Capacity.GroupMember.InServiceState, launchedMs);
        }

        Changed(nowMs);
    }

    public override void LoseRegion(bool isLost, long nowMs)
    {
        foreach (var member in isLost ? _members : [])
        {
            member.Vanish(nowMs);
        }

        _retryLaunchMs = nowMs;
        Changed(nowMs);
    }

    public override void ZonesChanged(long nowMs) => Changed(nowMs);

    /// <summary>Launches before it ends what is in a zone that the group has left.</summary>
    private void Rebalance(long nowMs)
    {
        var open = _members.Count(m => m.IsCounted && IsOpen(m.Zone));
        while (open < _desired && nowMs >= _retryLaunchMs && TryLaunch(nowMs))
        {
            open++;
        }

        var serving = _members.Count(m => m.IsCounted && IsOpen(m.Zone) && m.ServesAt(nowMs));
        var leaving = _members.Where(m => m.IsCounted && !IsOpen(m.Zone)).ToList();
        var surplus = Math.Min(leaving.Count, serving + leaving.Count - _desired);
        for (var i = 0; i < surplus; i++)
        {
            leaving[i].Terminate(nowMs);
        }
    }

    private bool IsLeavingZones() => _closedMask != 0 && _members.Exists(m => m.IsCounted && !IsOpen(m.Zone));
}
