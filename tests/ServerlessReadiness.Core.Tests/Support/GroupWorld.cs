using System.Diagnostics;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>
/// A group and its instances as a value: a change or the passing of time gives the next one. Behaves as Auto Scaling
/// is believed to: launches up to desired, terminates the unhealthy and what is too many, refuses what it refuses.
/// </summary>
internal sealed record GroupWorld(
    GroupSnapshot Group,
    EquatableList<InstanceSnapshot> Instances,
    TimeSpan BootTime,
    EquatableList<InstanceId> Sick)
{
    /// <summary>False during a capacity shortage.</summary>
    public bool CanLaunch { get; init; } = true;

    public static GroupWorld Of(GroupSnapshot group, DateTimeOffset launchedAt) => new(
        group,
        EquatableList.From(group.Members.Select(m => Make.Instance(m.Instance, launchedAt))),
        TimeSpan.FromMinutes(2),
        []);

    public InstanceSnapshot? Find(InstanceId? id) => Instances.FirstOrDefault(i => i.Instance == id);

    /// <summary>The world after the change, or why the service refuses it.</summary>
    public (GroupWorld World, string? Refusal) After(Change change) => change switch
    {
        Change.SetGroupBounds c when c.To.Minimum > c.To.Maximum => (this, "minimum above maximum"),
        Change.SetGroupBounds c => (this with
        {
            Group = Group with { Bounds = c.To, Desired = Math.Clamp(Group.Desired, c.To.Minimum, c.To.Maximum) },
        }, null),
        Change.SetGroupDesired c => WithDesired(c.To),
        Change.TerminateMember c => WithMember(c.Instance, "Terminating", c.LowerDesired ? -1 : 0),
        Change.EnterStandby c => WithMember(c.Instance, "EnteringStandby", c.LowerDesired ? -1 : 0),
        Change.ExitStandby c => WithMember(c.Instance, "Pending", 1),
        Change.MarkUnhealthy c => (With(Group.Find(c.Instance)! with { Healthy = false }), null),
        Change.RebootInstance c => (With(Find(c.Instance)! with { StatusChecksPassed = null }), null),
        Change.StopInstance c => (With(Find(c.Instance)! with { State = "stopping", StatusChecksPassed = null }), null),
        Change.StartInstance c => (With(Find(c.Instance)! with { State = "pending" }), null),
        Change.SetSecurityGroups c => (With(Find(c.Instance)! with { SecurityGroups = c.To }), null),
        Change.PutScheduledAction c when Group.Armed!.Any(a => a.Name != c.Floor.Name && a.SameInstant(c.Floor)) =>
            (this, "another scheduled action has that start time"),
        Change.PutScheduledAction c => (Armed([.. Others(c.Floor.Name), c.Floor]), null),
        Change.DeleteScheduledAction c => (Armed([.. Others(c.Name)]), null),
        Change.Publish or Change.SetTargetBounds or Change.SetSettings => (this, null),
        _ => throw new UnreachableException(change.Describe()),
    };

    /// <summary>The world a tick later.</summary>
    public GroupWorld Tick(DateTimeOffset now)
    {
        var instances = EquatableList.From(Instances.Select(i => Age(i, now)));
        var members = Group.Members
            .Where(m => m.LifecycleState != "Terminating")
            .Select(m => Age(m, instances.First(i => i.Instance == m.Instance), now));
        var gone = Group.Members.Where(m => m.LifecycleState == "Terminating").Select(m => m.Instance).ToList();
        var next = this with
        {
            Instances = EquatableList.From(instances.Select(
                i => gone.Contains(i.Instance) ? i with { State = "terminated" } : i)),
            Group = Group with { Members = EquatableList.From(members) },
        };
        return next.Fire(now).Reconcile(now);
    }

    public GroupWorld With(GroupMember member) => this with { Group = Group.With(member) };

    public GroupWorld With(InstanceSnapshot instance) => this with
    {
        Instances = EquatableList.From(Instances.Select(i => i.Instance == instance.Instance ? instance : i)),
    };

    private GroupWorld Fire(DateTimeOffset now)
    {
        if (Group.Armed?.FirstOrDefault(a => a.At <= now) is not { } due)
        {
            return this;
        }

        var (next, _) = After(new Change.SetGroupBounds(
            Group.Name,
            Group.Bounds,
            new Bounds(due.Minimum, due.Maximum ?? Group.Bounds.Maximum)));
        return next.Armed([.. Others(due.Name)]);
    }

    private GroupWorld Armed(EquatableList<ArmedFloor> armed) => this with { Group = Group with { Armed = armed } };

    private IEnumerable<ArmedFloor> Others(string name) => Group.Armed!.Where(a => a.Name != name);

    private InstanceSnapshot Age(InstanceSnapshot instance, DateTimeOffset now) => instance switch
    {
        { State: "stopping" } => instance with { State = "stopped" },
        { State: "pending" } => instance with { State = "running", LaunchedAt = now },
        { State: "running", StatusChecksPassed: not true } when now - instance.LaunchedAt >= TimeSpan.FromMinutes(1) =>
            instance with { StatusChecksPassed = !Sick.Contains(instance.Instance) },
        _ => instance,
    };

    private GroupMember Age(GroupMember member, InstanceSnapshot instance, DateTimeOffset now) => member switch
    {
        { LifecycleState: "EnteringStandby" } => member with { LifecycleState = "Standby" },
        { LifecycleState: "Pending" } when now - instance.LaunchedAt >= BootTime =>
            member with { LifecycleState = "InService" },
        { LifecycleState: "InService", Healthy: false } when !Group.IsSuspended("ReplaceUnhealthy") =>
            member with { LifecycleState = "Terminating" },
        _ => member,
    };

    private GroupWorld Reconcile(DateTimeOffset now)
    {
        var active = Group.Members.Where(m => m.LifecycleState is "InService" or "Pending").ToList();
        if (active.Count > Group.Desired)
        {
            // A scale-in takes the newest, so a test can tell whose choice a termination was.
            return With(active[^1] with { LifecycleState = "Terminating" }).Reconcile(now);
        }

        if (active.Count == Group.Desired || !CanLaunch || Group.IsSuspended("Launch"))
        {
            return this;
        }

        var id = Make.Id(0x1000 + Instances.Count);
        return (this with
        {
            Instances = Instances.Add(Make.Instance(id, now) with { StatusChecksPassed = null }),
            Group = Group with { Members = Group.Members.Add(new GroupMember(id, "Pending", true, false, "a")) },
        }).Reconcile(now);
    }

    private (GroupWorld World, string? Refusal) WithDesired(int desired) =>
        desired < Group.Bounds.Minimum || desired > Group.Bounds.Maximum
            ? (this, $"desired {desired} is outside {Group.Bounds}")
            : (this with { Group = Group with { Desired = desired } }, null);

    private (GroupWorld World, string? Refusal) WithMember(InstanceId id, string state, int desiredChange)
    {
        if (Group.Find(id) is not { } member)
        {
            return (this, $"{id} is no member");
        }

        var (world, refusal) = WithDesired(Group.Desired + desiredChange);
        return refusal is null ? (world.With(member with { LifecycleState = state }), null) : (this, refusal);
    }
}
