using System.Globalization;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Simulation.Worlds;

internal sealed partial class SimulatedGroup
{
    /// <summary>What Auto Scaling does by itself.</summary>
    public override void Settle(long nowMs)
    {
        if (nowMs < _nextMs)
        {
            return;
        }

        FireSchedules(nowMs);
        foreach (var member in _members)
        {
            Advance(member, nowMs);
        }

        AtHooks(nowMs);

        _members.RemoveAll(m => m.Lifecycle == "Terminating" && m.IsGoneAt(nowMs));
        if (IsLeavingZones())
        {
            Rebalance(nowMs);
            Recount(nowMs);
            return;
        }

        var counted = _members.Count(m => m.IsCounted);
        while (counted < _desired && nowMs >= _retryLaunchMs && TryLaunch(nowMs))
        {
            counted++;
        }

        for (; counted > _desired; counted--)
        {
            ToScaleIn().Terminate(nowMs);
        }

        AtHooks(nowMs);

        Recount(nowMs);
    }

    private void Advance(Machine member, long nowMs)
    {
        switch (member.Lifecycle)
        {
            case "Pending" when !member.IsPastLaunchHook && _setup.Hooks.Any(h => h.Launching):
                break;
            case "Pending" when nowMs >= member.ReadyMs && member.NeverServes:
                member.Terminate(nowMs);
                break;
            case "Pending" when nowMs >= member.ReadyMs:
                member.Move(GroupMember.InServiceState, nowMs);
                break;
            case "EnteringStandby" when nowMs >= member.LifecycleSinceMs + StandbyMs:
                member.Move(GroupMember.StandbyState, nowMs);
                break;
            case GroupMember.InServiceState when !member.IsHealthy || member.StateAt(nowMs) != "running":
                member.Terminate(nowMs);
                break;
            case GroupMember.InServiceState
                when member.IsImpaired && nowMs >= member.ImpairedMs + Machine.GroupNoticesMs:
                member.IsHealthy = false;
                member.Terminate(nowMs);
                break;
        }
    }

    private void FireSchedules(long nowMs)
    {
        while (_firesMs.FirstOrDefault(f => f.Value <= nowMs) is { Key: { } name })
        {
            var floor = _armed[name];
            _armed.Remove(name);
            _firesMs.Remove(name);

            // Where the maximum is still below the floor Auto Scaling refuses the action as a whole.
            var maximum = floor.Maximum ?? _bounds.Maximum;
            if (floor.Minimum <= maximum)
            {
                _bounds = new Bounds(floor.Minimum, maximum);
                _desired = Math.Clamp(_desired, _bounds.Minimum, _bounds.Maximum);
            }
        }
    }

    private bool TryLaunch(long nowMs)
    {
        var zone = LeastFilledZone();
        if (zone < 0 || _setup.Conditions.LaunchFailure(_setup.ZoneName(zone)) is not null)
        {
            _launchTrouble = _setup.Conditions.LaunchFailure(_setup.ZoneName(Math.Max(zone, 0)))
                ?? "Could not launch On-Demand Instances. InsufficientInstanceCapacity - There is no Availability Zone "
                + "left to launch in. Launching EC2 instance failed.";
            _retryLaunchMs = nowMs + LaunchRetryMs;
            return false;
        }

        Add(nowMs, nowMs + _setup.Boots.Draw(_setup.Conditions), _setup.Boots.DrawFailure(), zone: zone);
        _launchTrouble = null;
        return true;
    }

    private Machine Add(long launchedMs, long readyMs, bool neverServes, InstanceId? known = null, int? zone = null)
    {
        var at = zone ?? LeastFilledZone();
        var id = known ?? InstanceId.Parse(
            "i-0" + _setup.Number.ToString("x4", CultureInfo.InvariantCulture)
            + (++_launches).ToString("x12", CultureInfo.InvariantCulture));
        var machine = new Machine(id, at, _setup.ZoneName(at), launchedMs, readyMs) { NeverServes = neverServes };
        _members.Add(machine);
        _setup.Launched(machine, this);
        return machine;
    }

    private int LeastFilledZone()
    {
        Span<int> filled = stackalloc int[_setup.Zones];
        filled.Clear();
        foreach (var member in _members)
        {
            filled[member.Zone] += member.IsCounted ? 1 : 0;
        }

        var least = -1;
        for (var zone = 0; zone < filled.Length; zone++)
        {
            least = zone != _setup.Conditions.LostZone && !_setup.Conditions.IsLost && IsOpen(zone) && (least < 0 || filled[zone] < filled[least]) ? zone : least;
        }

        return least;
    }

    /// <summary>What does not serve yet, else the oldest of the fullest zone.</summary>
    private Machine ToScaleIn()
    {
        var zones = _members.Where(m => m.IsCounted).CountBy(m => m.Zone).ToDictionary(z => z.Key, z => z.Value);
        return _members.Where(m => m.IsCounted)
            .OrderBy(m => m.IsInService)
            .ThenByDescending(m => zones[m.Zone])
            .ThenBy(m => m.LaunchedMs)
            .ThenBy(m => m.Id.Value, StringComparer.Ordinal)
            .First();
    }

    private void Recount(long nowMs)
    {
        _snapshot = null;
        (_serving, _failing, _nextMs) = (0, 0, long.MaxValue);
        var counted = 0;
        foreach (var member in _members)
        {
            counted += member.IsCounted ? 1 : 0;
            var isSentTo = !_setup.Conditions.IsAway(member.Zone);
            _serving += isSentTo && member.ServesAt(nowMs) ? 1 : 0;
            _failing += isSentTo && member.FailsAt(nowMs) ? 1 : 0;
            _nextMs = Math.Min(_nextMs, member.NextMs(nowMs));
            if (member.Lifecycle == "EnteringStandby")
            {
                _nextMs = Math.Min(_nextMs, member.LifecycleSinceMs + StandbyMs);
            }

            if (member.IsImpaired && member.IsInService)
            {
                _nextMs = Math.Min(_nextMs, member.ImpairedMs + Machine.GroupNoticesMs);
            }
        }

        _nextMs = Math.Min(_nextMs, NextHookMs(nowMs));
        _nextMs = counted < _desired || IsLeavingZones() ? Math.Min(_nextMs, Math.Max(_retryLaunchMs, nowMs + 1)) : _nextMs;
        foreach (var fires in _firesMs.Values)
        {
            _nextMs = Math.Min(_nextMs, fires);
        }
    }
}
