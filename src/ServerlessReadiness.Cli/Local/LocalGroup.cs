using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Cli.Local;

/// <summary>
/// An Auto Scaling group of the local world: keeps as many members as are desired, within its bounds, and replaces
/// those that are unhealthy. It refuses what Auto Scaling refuses.
/// </summary>
internal sealed class LocalGroup
{
    private readonly List<Member> _members = [];
    private readonly string _name;
    private readonly string _region;
    private readonly Action<LocalInstance> _launched;
    private readonly int _number;
    private Bounds _bounds;
    private int _desired;
    private int _launches;

    /// <param name="name">The group's name.</param>
    /// <param name="region">Its region.</param>
    /// <param name="number">Its number in the world, from 0; makes its instances' ids its own.</param>
    /// <param name="bounds">Minimum and maximum; as many members as the minimum are in service.</param>
    /// <param name="impaired">Members whose status checks fail. The group has not noticed yet.</param>
    /// <param name="bootedAt">When the members were in service already.</param>
    /// <param name="launched">Is told of each instance.</param>
    public LocalGroup(
        string name,
        string region,
        int number,
        Bounds bounds,
        IReadOnlyList<InstanceId> impaired,
        DateTimeOffset bootedAt,
        Action<LocalInstance> launched)
    {
        (_name, _region, _number, _launched) = (name, region, number, launched);
        (_bounds, _desired) = (bounds, bounds.Minimum);
        for (var i = 0; i < _desired; i++)
        {
            var isImpaired = i < impaired.Count;
            Add(isImpaired ? impaired[i] : NextId(), isImpaired, bootedAt - LocalInstance.BootTime);
        }
    }

    public GroupSnapshot SnapshotAt(DateTimeOffset now)
    {
        Settle(now);
        return new GroupSnapshot(
            _name,
            _bounds,
            _desired,
            EquatableList.From(_members.Select(m => new GroupMember(
                m.Instance.Id,
                m.LifecycleAt(now),
                m.Healthy,
                ProtectedFromScaleIn: false,
                m.Instance.Zone))),
            SuspendedProcesses: [],
            RefreshInProgress: false,
            MinimumHealthyPercent: null,
            HasWarmPool: false,
            BeingDeleted: false,
            LaunchTrouble: null);
    }

    public bool Has(InstanceId instance) => _members.Exists(m => m.Instance.Id == instance);

    public void SetBounds(Bounds bounds, DateTimeOffset now)
    {
        if (bounds.Minimum < 0 || bounds.Minimum > bounds.Maximum)
        {
            throw Refused($"the minimum of {bounds.Minimum} is above the maximum of {bounds.Maximum}");
        }

        _bounds = bounds;
        _desired = Math.Clamp(_desired, bounds.Minimum, bounds.Maximum);
        Settle(now);
    }

    public void SetDesired(int desired, DateTimeOffset now)
    {
        if (desired < _bounds.Minimum || desired > _bounds.Maximum)
        {
            throw Refused($"a desired capacity of {desired} is outside the bounds {_bounds}");
        }

        _desired = desired;
        Settle(now);
    }

    public void Terminate(InstanceId instance, bool lowerDesired, DateTimeOffset now)
    {
        Settle(now);
        if (_members.Find(m => m.Instance.Id == instance) is not { Leaves: null } member)
        {
            // One that is gone already is done, as the port says.
            return;
        }

        if (lowerDesired)
        {
            LowerDesired();
        }

        member.Leave(now);
        Settle(now);
    }

    public void EnterStandby(InstanceId instance, bool lowerDesired, DateTimeOffset now)
    {
        var member = Require(instance, GroupMember.InServiceState, now);
        if (lowerDesired)
        {
            LowerDesired();
        }

        member.Standby = true;
        Settle(now);
    }

    public void ExitStandby(InstanceId instance, DateTimeOffset now)
    {
        var member = Require(instance, GroupMember.StandbyState, now);
        if (_desired + 1 > _bounds.Maximum)
        {
            throw Refused($"{instance} cannot return: {_desired} of at most {_bounds.Maximum} are desired");
        }

        _desired++;
        member.Standby = false;
        Settle(now);
    }

    public void MarkUnhealthy(InstanceId instance, DateTimeOffset now)
    {
        Require(instance, GroupMember.InServiceState, now).Healthy = false;
        Settle(now);
    }

    private Member Require(InstanceId instance, string lifecycle, DateTimeOffset now)
    {
        Settle(now);
        var member = _members.Find(m => m.Instance.Id == instance) ?? throw new PortException(
            PortFailure.NotFound,
            $"{instance} is no member of group {_name} of the local world; name a member.");
        return member.LifecycleAt(now) == lifecycle
            ? member
            : throw Refused($"{instance} is {member.LifecycleAt(now)}, not {lifecycle}");
    }

    private void LowerDesired()
    {
        if (_desired - 1 < _bounds.Minimum)
        {
            throw Refused($"the desired capacity is at the minimum of {_bounds.Minimum} and cannot go down");
        }

        _desired--;
    }

    /// <summary>What Auto Scaling does by itself: lets go, replaces what is unhealthy, launches, scales in.</summary>
    private void Settle(DateTimeOffset now)
    {
        _members.RemoveAll(m => m.Leaves is { } leaves && now >= leaves + LocalInstance.StopTime);
        foreach (var member in _members.Where(m => m.IsFailedAt(now)).ToList())
        {
            member.Leave(now);
        }

        while (Counted() < _desired)
        {
            Add(NextId(), isImpaired: false, now);
        }

        while (Counted() > _desired)
        {
            _members.Where(m => m.Counts).MinBy(m => m.Instance.LaunchedAt)!.Leave(now);
        }
    }

    private int Counted() => _members.Count(m => m.Counts);

    private void Add(InstanceId id, bool isImpaired, DateTimeOffset launchedAt)
    {
        var zone = _region + (_members.Count % 2 == 0 ? "a" : "c");
        var instance = new LocalInstance(id, zone, launchedAt, isImpaired);
        _members.Add(new Member(instance));
        _launched(instance);
    }

    private InstanceId NextId() => InstanceId.Parse(
        "i-0" + _number.ToString("x4", CultureInfo.InvariantCulture)
        + (++_launches).ToString("x12", CultureInfo.InvariantCulture));

    private PortException Refused(string cause) => new(
        PortFailure.Refused,
        $"Group {_name} of the local world: {cause}. Look at its present state, then decide again.");

    private sealed class Member(LocalInstance instance)
    {
        public LocalInstance Instance => instance;

        public bool Healthy { get; set; } = true;

        public bool Standby { get; set; }

        public DateTimeOffset? Leaves { get; private set; }

        /// <summary>Whether the group counts it toward what is desired.</summary>
        public bool Counts => Leaves is null && !Standby;

        /// <summary>
        /// The group ends a member in service that it holds unhealthy, or whose instance does not run.
        /// </summary>
        public bool IsFailedAt(DateTimeOffset now) => Counts && (!Healthy || instance.StateAt(now) != "running");

        public void Leave(DateTimeOffset now)
        {
            Leaves = now;
            instance.Terminate(now);
        }

        public string LifecycleAt(DateTimeOffset now) =>
            Leaves is not null ? "Terminating"
            : Standby ? GroupMember.StandbyState
            : instance.HasBootedAt(now) ? GroupMember.InServiceState
            : "Pending";
    }
}
