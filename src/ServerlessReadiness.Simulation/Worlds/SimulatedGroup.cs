using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>
/// An Auto Scaling group as it is believed to behave: it launches up to desired, spreads over zones, replaces what is
/// unhealthy, scales in the oldest of the fullest zone, and refuses what the service refuses.
/// </summary>
internal sealed partial class SimulatedGroup : Units
{
    private const long StandbyMs = 10 * Instant.SecondMs;
    private const long LaunchRetryMs = 30 * Instant.SecondMs;

    private readonly List<Machine> _members = [];
    private readonly GroupSetup _setup;
    private readonly SortedDictionary<string, ArmedFloor> _armed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _firesMs = new(StringComparer.Ordinal);
    private EquatableList<GroupMember>? _snapshot;
    private Bounds _bounds;
    private int _desired;
    private int _launches;
    private long _nextMs;
    private long _retryLaunchMs;
    private string? _launchTrouble;
    private int _serving;
    private int _failing;

    public SimulatedGroup(
        GroupSetup setup,
        Bounds bounds,
        int desired,
        long nowMs,
        IReadOnlyList<InstanceId>? known = null)
    {
        (_setup, _bounds, _desired) = (setup, bounds, desired);
        for (var i = 0; i < desired; i++)
        {
            var machine = Add(nowMs - Instant.DayMs, nowMs - Instant.DayMs, neverServes: false, i < known?.Count ? known[i] : null);
            machine.Move(GroupMember.InServiceState, nowMs - Instant.DayMs);
            machine.IsPastLaunchHook = true;
        }

        Recount(nowMs);
    }

    public override int Serving => _serving;

    public override int Failing => _failing;

    public override int Billed => _members.Count;

    public override Bounds Bounds => _bounds;

    public override int Desired => _desired;

    public IReadOnlyList<Machine> Members => _members;

    public string Name => _setup.Name;

    public override IEnumerable<Machine> Impaired => _members.Where(m => m.IsImpaired && m.IsInService);

    public GroupSnapshot SnapshotAt(long nowMs, GroupDetails details)
    {
        Settle(nowMs);
        _snapshot ??= EquatableList.From(_members.Select(m => m.Member()));
        return new GroupSnapshot(
            _setup.Name,
            _bounds,
            _desired,
            _snapshot,
            SuspendedProcesses: [],
            details.HasFlag(GroupDetails.Refresh) ? false : null,
            MinimumHealthyPercent: null,
            HasWarmPool: false,
            BeingDeleted: false,
            details.HasFlag(GroupDetails.LaunchTrouble) ? _launchTrouble : null)
        {
            HasScalingPolicies = details.HasFlag(GroupDetails.Policies) ? _setup.HasPolicies : null,
            Armed = details.HasFlag(GroupDetails.Schedules) ? EquatableList.From(_armed.Values) : null,
        };
    }

    public void SetBounds(Bounds bounds, long nowMs)
    {
        if (bounds.Minimum < 0 || bounds.Minimum > bounds.Maximum)
        {
            throw Refused($"the minimum of {bounds.Minimum} is not between 0 and the maximum of {bounds.Maximum}");
        }

        _bounds = bounds;
        _desired = Math.Clamp(_desired, bounds.Minimum, bounds.Maximum);
        Changed(nowMs);
    }

    public void SetDesired(int desired, long nowMs)
    {
        if (desired < _bounds.Minimum || desired > _bounds.Maximum)
        {
            throw Refused($"a desired capacity of {desired} is outside the bounds {_bounds}");
        }

        _desired = desired;
        Changed(nowMs);
    }

    public void Terminate(InstanceId instance, bool lowerDesired, long nowMs)
    {
        Settle(nowMs);
        if (Find(instance) is not { Lifecycle: not ("Terminating" or TerminateWait) } member)
        {
            // One that is gone already is done, as the port says.
            return;
        }

        if (lowerDesired)
        {
            LowerDesired();
        }

        member.Terminate(nowMs);
        Changed(nowMs);
    }

    public void EnterStandby(InstanceId instance, bool lowerDesired, long nowMs)
    {
        var member = Require(instance, GroupMember.InServiceState, nowMs);
        if (lowerDesired)
        {
            LowerDesired();
        }

        member.Move("EnteringStandby", nowMs);
        Changed(nowMs);
    }

    public void ExitStandby(InstanceId instance, long nowMs)
    {
        var member = Require(instance, GroupMember.StandbyState, nowMs);
        if (_desired + 1 > _bounds.Maximum)
        {
            throw Refused($"{instance} cannot return: {_desired} of at most {_bounds.Maximum} are desired");
        }

        _desired++;
        member.Move("Pending", nowMs);
        member.ReadyMs = Math.Max(member.ReadyMs, nowMs + StandbyMs);
        Changed(nowMs);
    }

    public void MarkUnhealthy(InstanceId instance, long nowMs)
    {
        Require(instance, GroupMember.InServiceState, nowMs).IsHealthy = false;
        Changed(nowMs);
    }

    public void Arm(ArmedFloor floor, long nowMs)
    {
        if (Instant.Ms(floor.At) <= nowMs)
        {
            throw Refused($"the scheduled action {floor.Name} would be in the past");
        }

        _armed[floor.Name] = floor;

        // "Amazon EC2 Auto Scaling might delay the action by up to two minutes."
        _firesMs[floor.Name] = Instant.Ms(floor.At) + _setup.Chance.Between(0, 2 * Instant.MinuteMs);
        Changed(nowMs);
    }

    public void Disarm(string name, long nowMs)
    {
        _armed.Remove(name);
        _firesMs.Remove(name);
        Changed(nowMs);
    }

    public Machine? Find(InstanceId instance) => _members.Find(m => m.Id == instance);

    public override Machine? FindMachine(InstanceId instance) => Find(instance);

    public override void ScaleTo(int desired, long nowMs)
    {
        _desired = Math.Clamp(desired, _bounds.Minimum, _bounds.Maximum);
        Changed(nowMs);
    }

    public override void SetBoundsFromOutside(Bounds bounds, long nowMs) => SetBounds(bounds, nowMs);

    public override void LoseZone(int zone, long nowMs)
    {
        foreach (var member in _members.Where(m => m.Zone == zone))
        {
            member.Vanish(nowMs);
        }

        Changed(nowMs);
    }

    public override void Impair(int count, long nowMs)
    {
        var able = _members.Where(m => m.ServesAt(nowMs)).ToList();
        for (var i = 0; i < count && able.Count > 0; i++)
        {
            var index = (int)_setup.Chance.Below(able.Count);
            able[index].Impair(_setup.Chance.PerMillion(500_000), nowMs);
            able.RemoveAt(index);
        }

        Changed(nowMs);
    }

    /// <summary>Something was done to one of its instances.</summary>
    public void Changed(long nowMs)
    {
        _nextMs = nowMs;
        Settle(nowMs);
    }

    private Machine Require(InstanceId instance, string lifecycle, long nowMs)
    {
        Settle(nowMs);
        var member = Find(instance) ?? throw new PortException(
            PortFailure.NotFound,
            $"{instance} is no member of group {_setup.Name} of the simulated account; name a member.");
        return member.Lifecycle == lifecycle
            ? member
            : throw Refused($"{instance} is {member.Lifecycle}, not {lifecycle}");
    }

    private void LowerDesired()
    {
        if (_desired - 1 < _bounds.Minimum)
        {
            throw Refused($"the desired capacity is at the minimum of {_bounds.Minimum} and cannot go down");
        }

        _desired--;
    }

    private PortException Refused(string cause) => new(
        PortFailure.Refused,
        $"Group {_setup.Name} of the simulated account: {cause}. Look at its present state, then decide again.");
}
