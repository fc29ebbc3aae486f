using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>An instance and, while its group has it, its membership.</summary>
public sealed record FakeMember(
    InstanceId Id,
    string LifecycleState,
    DateTimeOffset LifecycleSince,
    bool Healthy,
    string State,
    DateTimeOffset StateSince,
    IReadOnlyList<string> SecurityGroups,
    bool IsMember)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ChecksTake = TimeSpan.FromMinutes(1);

    /// <summary>Its Availability Zone.</summary>
    public string Zone { get; init; } = FakeGroup.ZoneDefault;

    /// <summary>Its status checks never pass again.</summary>
    public bool IsBroken { get; init; }

    public bool IsActive => IsMember && (LifecycleState == GroupMember.InServiceState
        || LifecycleState.StartsWith("Pending", StringComparison.Ordinal));

    public bool IsServing => IsMember && Healthy && LifecycleState == GroupMember.InServiceState;

    /// <summary>The same after time has passed.</summary>
    public FakeMember At(DateTimeOffset now, TimeSpan bootTime)
    {
        var next = (State, now - StateSince) switch
        {
            ("stopping", var d) when d >= Short => this with { State = "stopped", StateSince = now },
            ("pending", var d) when d >= Short => this with { State = "running", StateSince = now },
            _ => this,
        };
        return (next.LifecycleState, now - next.LifecycleSince) switch
        {
            ("Pending", var d) when d >= bootTime => next.To(GroupMember.InServiceState, now),
            ("EnteringStandby", var d) when d >= Short => next.To(GroupMember.StandbyState, now),
            ("Terminating", var d) when d >= Short => next with { IsMember = false, State = "terminated", StateSince = now },
            (GroupMember.InServiceState, var d) when !Healthy && d >= Short => next.To("Terminating", now),
            _ => next,
        };
    }

    public FakeMember To(string lifecycleState, DateTimeOffset now) =>
        this with { LifecycleState = lifecycleState, LifecycleSince = now };

    public FakeMember In(string state, DateTimeOffset now) => this with { State = state, StateSince = now };

    public GroupMember Snapshot() => new(Id, LifecycleState, Healthy, ProtectedFromScaleIn: false, Zone);

    public InstanceSnapshot Instance(DateTimeOffset now) => new(
        Id,
        State,
        State != "running" || now - StateSince < ChecksTake ? null : !IsBroken,
        [.. SecurityGroups],
        HasInstanceStore: false,
        StateSince);
}
