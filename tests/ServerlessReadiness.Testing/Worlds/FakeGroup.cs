using System.Globalization;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>
/// An Auto Scaling group over virtual time, as it is believed to behave: it launches up to desired, serves after the
/// boot time, terminates what is unhealthy or too many, and refuses what the service refuses. Not thread-safe.
/// </summary>
public sealed class FakeGroup
{
    private readonly List<FakeMember> _members = [];
    private readonly TimeSpan _bootTime;
    private int _launched;

    public FakeGroup(string name, Bounds bounds, int desired, TimeSpan bootTime, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        (Name, Bounds, Desired, _bootTime) = (name, bounds, desired, bootTime);
        var longAgo = now - TimeSpan.FromDays(1);
        for (var i = 0; i < desired; i++)
        {
            _members.Add(Launch(longAgo).To(GroupMember.InServiceState, longAgo).In("running", longAgo));
        }

        LowestServing = desired;
    }

    public string Name { get; }

    public Bounds Bounds { get; private set; }

    public int Desired { get; private set; }

    /// <summary>The fewest that ever served at once.</summary>
    public int LowestServing { get; private set; }

    /// <summary>The highest bounds ever set.</summary>
    public int HighestMaximum { get; private set; }

    public int Serving => _members.Count(m => m.IsServing);

    public IReadOnlyList<FakeMember> Members => _members;

    /// <summary>False during a capacity shortage.</summary>
    public bool CanLaunch { get; set; } = true;

    public FakeMember? Find(InstanceId id) => _members.Find(m => m.Id == id);

    public void Put(FakeMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        _members[_members.FindIndex(m => m.Id == member.Id)] = member;
        LowestServing = Math.Min(LowestServing, Serving);
    }

    public void Settle(DateTimeOffset now)
    {
        for (var i = 0; i < _members.Count; i++)
        {
            _members[i] = _members[i].At(now, _bootTime);
        }

        while (_members.Count(m => m.IsActive) is var active && active != Desired && (active > Desired || CanLaunch))
        {
            if (active < Desired)
            {
                _members.Add(Launch(now));
            }
            else
            {
                Put(_members.FindLast(m => m.IsActive)!.To("Terminating", now));
            }
        }

        LowestServing = Math.Min(LowestServing, Serving);
    }

    /// <summary>Makes the change, or says why the service refuses it.</summary>
    public string? Perform(Change change, DateTimeOffset now)
    {
        switch (change)
        {
            case Change.SetGroupBounds c:
                Bounds = c.To;
                HighestMaximum = Math.Max(HighestMaximum, c.To.Maximum);
                Desired = Math.Clamp(Desired, c.To.Minimum, c.To.Maximum);
                return null;
            case Change.SetGroupDesired c:
                return SetDesired(c.To);
            case Change.TerminateMember c:
                return Move(c.Instance, "Terminating", c.LowerDesired ? -1 : 0, now);
            case Change.EnterStandby c when Find(c.Instance)?.LifecycleState != GroupMember.InServiceState:
                return $"{c.Instance} is not InService";
            case Change.EnterStandby c:
                return Move(c.Instance, "EnteringStandby", c.LowerDesired ? -1 : 0, now);
            case Change.ExitStandby c when Find(c.Instance)?.LifecycleState != GroupMember.StandbyState:
                return $"{c.Instance} is not in Standby";
            case Change.ExitStandby c:
                return Move(c.Instance, "Pending", 1, now);
            case Change.MarkUnhealthy c:
                Put(Find(c.Instance)! with { Healthy = false, LifecycleSince = now });
                return null;
            default:
                return $"a group cannot {change.Describe()}";
        }
    }

    public GroupSnapshot Snapshot() => new(
        Name,
        Bounds,
        Desired,
        [.. _members.Where(m => m.IsMember).Select(m => m.Snapshot())],
        [],
        RefreshInProgress: false,
        MinimumHealthyPercent: null,
        HasWarmPool: false,
        BeingDeleted: false,
        LaunchTrouble: null);

    private FakeMember Launch(DateTimeOffset now)
    {
        _launched++;
        var id = InstanceId.Parse($"i-{_launched.ToString("x8", CultureInfo.InvariantCulture)}");
        return new FakeMember(id, "Pending", now, Healthy: true, "pending", now, ["sg-0a"], IsMember: true);
    }

    private string? SetDesired(int desired)
    {
        if (desired < Bounds.Minimum || desired > Bounds.Maximum)
        {
            return $"desired {desired} is outside {Bounds}";
        }

        Desired = desired;
        return null;
    }

    private string? Move(InstanceId id, string state, int desiredChange, DateTimeOffset now)
    {
        if (Find(id) is not { IsMember: true } member)
        {
            return $"{id} is no member";
        }

        if (SetDesired(Desired + desiredChange) is { } refusal)
        {
            return refusal;
        }

        Put(member.To(state, now));
        return null;
    }
}
