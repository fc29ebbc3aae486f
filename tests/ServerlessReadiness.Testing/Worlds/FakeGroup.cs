using System.Globalization;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>
/// An Auto Scaling group over virtual time, as it is believed to behave: it launches up to desired, serves after the
/// boot time, terminates what is unhealthy or too many, and refuses what the service refuses. Not thread-safe.
/// </summary>
public sealed partial class FakeGroup
{
    private readonly List<FakeMember> _members = [];
    private readonly List<ArmedFloor> _armed = [];
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

    /// <summary>Whether it has scaling policies; null when that cannot be read.</summary>
    public bool? HasPolicies { get; set; } = true;

    /// <summary>What its policies want at an instant, within the bounds; null leaves the desired capacity alone.</summary>
    public Func<DateTimeOffset, int>? Wants { get; set; }

    /// <summary>What the newest failed launch says.</summary>
    public string? LaunchTrouble { get; set; }

    /// <summary>Its scheduled actions that are still to fire.</summary>
    public IReadOnlyList<ArmedFloor> Armed => _armed;

    public FakeMember? Find(InstanceId id) => _members.Find(m => m.Id == id);

    public void Put(FakeMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        _members[_members.FindIndex(m => m.Id == member.Id)] = member;
        LowestServing = Math.Min(LowestServing, Serving);
    }

    public void Settle(DateTimeOffset now)
    {
        Fire(now);
        if (HasPolicies == true && Wants is { } wants)
        {
            Desired = Math.Clamp(wants(now), Bounds.Minimum, Bounds.Maximum);
        }

        for (var i = 0; i < _members.Count; i++)
        {
            _members[i] = AtHooks(_members[i], _members[i].At(now, _bootTime), now);
        }

        TimeOut(now);

        while (_members.Count(IsAtHome) is var active && active != Desired && (active > Desired || CanLaunch))
        {
            if (active < Desired)
            {
                _members.Add(Launch(now));
            }
            else
            {
                Put(_members.FindLast(IsAtHome)!.To("Terminating", now));
            }
        }

        LeaveZones(now);

        LowestServing = Math.Min(LowestServing, Serving);
    }

    /// <summary>Makes the change, or says why the service refuses it.</summary>
    public string? Perform(Change change, DateTimeOffset now)
    {
        switch (change)
        {
            case Change.SetGroupBounds c:
                return SetBounds(c.To);
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
            case Change.PutScheduledAction c when c.Floor.At <= now:
                return $"the start time of {c.Floor.Name} is past";
            case Change.PutScheduledAction c when _armed.Exists(a =>
                a.Name != c.Floor.Name && a.SameInstant(c.Floor)):
                return $"another scheduled action has the start time of {c.Floor.Name}";
            case Change.PutScheduledAction c:
                _armed.RemoveAll(a => a.Name == c.Floor.Name);
                _armed.Add(c.Floor);
                return null;
            case Change.DeleteScheduledAction c:
                _armed.RemoveAll(a => a.Name == c.Name);
                return null;
            case Change.CompleteHook c:
                return Complete(c, now);
            case Change.BeatHook c:
                return Beat(c, now);
            case Change.SetGroupSubnets c:
                return SetSubnets(c.To);
            default:
                return $"a group cannot {change.Describe()}";
        }
    }

    public GroupSnapshot Snapshot(GroupDetails details = GroupDetails.All) => new(
        Name,
        Bounds,
        Desired,
        [.. _members.Where(m => m.IsMember).Select(m => m.Snapshot())],
        [],
        RefreshInProgress: false,
        MinimumHealthyPercent: null,
        HasWarmPool: false,
        BeingDeleted: false,
        LaunchTrouble: details.HasFlag(GroupDetails.LaunchTrouble) ? LaunchTrouble : null)
    {
        HasScalingPolicies = details.HasFlag(GroupDetails.Policies) ? HasPolicies : null,
        Armed = details.HasFlag(GroupDetails.Schedules) ? EquatableList.From(_armed) : null,
    };

    private FakeMember Launch(DateTimeOffset now)
    {
        _launched++;
        var id = InstanceId.Parse($"i-{_launched.ToString("x8", CultureInfo.InvariantCulture)}");
        return new FakeMember(id, "Pending", now, Healthy: true, "pending", now, ["sg-0a"], IsMember: true)
        {
            Zone = NextZone(),
        };
    }

    // A one-time scheduled action is gone once it has fired, and one that cannot be carried out is lost.
    private void Fire(DateTimeOffset now)
    {
        foreach (var due in _armed.Where(a => a.At <= now).OrderBy(a => a.At).ToList())
        {
            _armed.Remove(due);
            SetBounds(new Bounds(due.Minimum, due.Maximum ?? Bounds.Maximum));
        }
    }

    private string? SetBounds(Bounds to)
    {
        if (to.Minimum > to.Maximum)
        {
            return $"minimum {to.Minimum} is above maximum {to.Maximum}";
        }

        Bounds = to;
        HighestMaximum = Math.Max(HighestMaximum, to.Maximum);
        Desired = Math.Clamp(Desired, to.Minimum, to.Maximum);
        return null;
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
