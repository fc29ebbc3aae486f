using ServerlessReadiness.Core.Capacity;
using static ServerlessReadiness.Core.Actions.ActionNames;

namespace ServerlessReadiness.Core.Actions.Capacity;

/// <summary>
/// What forbids which action on a group, checked in this order before the action's first effect. Each is a named
/// refusal; nothing here is retried, because a person or another process put it there.
/// </summary>
public static class GroupBlockers
{
    public const string BeingDeleted = "being deleted";
    public const string LaunchSuspended = "launch suspended";
    public const string TerminateSuspended = "terminate suspended";
    public const string ReplaceUnhealthySuspended = "replace unhealthy suspended";
    public const string RefreshInProgress = "refresh in progress";
    public const string RefreshUnknown = "refresh unknown";
    public const string SchedulesSuspended = "schedules suspended";
    public const string NotInService = "not in service";
    public const string ProtectedFromScaleIn = "protected from scale-in";
    public const string ManyImpaired = "many impaired";
    public const string Short = "short";
    public const string BelowMinimumHealthy = "below minimum healthy";
    public const string NoHeadroom = "no headroom";
    public const string NoStandbyRoom = "no standby room";

    /// <summary>The table.</summary>
    public static EquatableList<GroupBlocker> All { get; } =
    [
        new(BeingDeleted,
            [
                CapacityRaise, CapacityFloor, CapacityRestore, CapacityArm, InstanceReplace, InstanceReboot,
                InstanceRecover, InstanceQuarantine, HealthMark,
            ],
            c => c.Group.BeingDeleted ? $"group {c.Group.Name} is being deleted; nothing can be done on it" : null),
        new(LaunchSuspended,
            [CapacityRaise, CapacityFloor, InstanceReplace, InstanceQuarantine, HealthMark],
            c => Suspended(c, "Launch", "it would launch nothing")),
        new(TerminateSuspended,
            [CapacityRestore, InstanceReplace, HealthMark],
            c => Suspended(c, "Terminate", "it would terminate nothing")),
        new(SchedulesSuspended,
            [CapacityArm],
            c => Suspended(c, "ScheduledActions", "it would carry out nothing that is armed")),
        new(ReplaceUnhealthySuspended,
            [HealthMark],
            c => Suspended(c, "ReplaceUnhealthy", "it would not act on the mark")),
        new(RefreshInProgress,
            [InstanceReplace, InstanceReboot, InstanceRecover, InstanceQuarantine, HealthMark],
            c => c.Group.RefreshInProgress == true
                ? $"an instance refresh is running on group {c.Group.Name}; wait for its end or cancel it"
                : null),

        // Not knowing is no reason to hold back while all members are settled: a running refresh would show.
        new(RefreshUnknown,
            [InstanceReplace, InstanceReboot, InstanceRecover, InstanceQuarantine, HealthMark],
            c => c.Group.RefreshInProgress is null && c.Group.Members.Any(m => m.IsInTransition)
                ? $"it cannot be read whether an instance refresh runs on group {c.Group.Name}, and members come or "
                    + "go; allow autoscaling:DescribeInstanceRefreshes or wait until they have settled"
                : null),
        new(NotInService,
            [InstanceReplace, InstanceReboot, InstanceRecover, InstanceQuarantine, HealthMark],
            c => c.Member is { } member && member.LifecycleState != GroupMember.InServiceState
                ? $"{member.Instance} is {member.LifecycleState} in group {c.Group.Name}, not InService; "
                    + "whoever moved it there decides on it"
                : null),
        new(ProtectedFromScaleIn,
            [InstanceReplace, HealthMark],
            c => c.Member is { ProtectedFromScaleIn: true } member
                ? $"{member.Instance} is protected from scale-in: someone asked that it be kept; lift the protection "
                    + "first"
                : null),
        new(ManyImpaired,
            [InstanceReplace, InstanceReboot, InstanceRecover, InstanceQuarantine, HealthMark],
            c => c.Impaired > c.ImpairedMax
                ? $"{c.Impaired} members of group {c.Group.Name} are impaired, more than {c.ImpairedMax}: many "
                    + "impaired members at once are one shared cause: page, do not replace"
                : null),
        new(Short,
            [InstanceReplace, InstanceQuarantine, HealthMark],
            c => c.IsShort
                ? $"group {c.Group.Name} is short: {c.Group.Serving} of {c.Group.Desired} are in service{Trouble(c)}; "
                    + "wait until it is whole"
                : null),
        new(BelowMinimumHealthy,
            [InstanceReboot, InstanceRecover, InstanceQuarantine, HealthMark],
            c => c.OthersServing < c.HealthyNeed
                ? $"without {c.Member?.Instance} {c.OthersServing} would serve in group {c.Group.Name}, and "
                    + $"{c.HealthyNeed} of them must; raise the capacity first, or use instance.replace, which "
                    + "launches before it terminates"
                : null),
        new(NoHeadroom,
            [InstanceReplace],
            c => c.Group.Desired + 1 > c.Group.Bounds.Maximum && c.Group.Bounds.Maximum + 1 > c.Component.Ceiling
                ? $"group {c.Group.Name} has no room for a substitute: {c.Group.Desired} are desired, the maximum is "
                    + $"{c.Group.Bounds.Maximum} and the ceiling {c.Component.Ceiling}; raise the component's ceiling "
                    + "in the plan"
                : null),
        new(NoStandbyRoom,
            [InstanceQuarantine],
            NoRoomForReturn),
    ];

    /// <summary>Why the action may not be done now, or null.</summary>
    public static string? Find(string action, GroupCase present) =>
        All.Where(b => b.Stops.Contains(action, StringComparer.Ordinal))
            .Select(b => b.Message(present))
            .FirstOrDefault(message => message is not null);

    /// <summary>
    /// A member that left for Standby with a substitute raises the desired capacity by one when it returns, which the
    /// service refuses above the maximum.
    /// </summary>
    public static string? NoRoomForReturn(GroupCase present)
    {
        ArgumentNullException.ThrowIfNull(present);
        return present.Group.Desired + 1 > present.Group.Bounds.Maximum
            ? $"{present.Member?.Instance} could not return from Standby: group {present.Group.Name} desires "
                + $"{present.Group.Desired} of at most {present.Group.Bounds.Maximum}; raise its maximum first"
            : null;
    }

    /// <summary>What a suspended process means, or null when it is not suspended.</summary>
    public static string? Suspended(GroupCase present, string process, string effect)
    {
        ArgumentNullException.ThrowIfNull(present);
        return present.Group.IsSuspended(process)
            ? $"{process} is suspended on group {present.Group.Name}, so {effect}; resume the process first"
            : null;
    }

    private static string Trouble(GroupCase present) =>
        present.Group.LaunchTrouble is { } trouble ? $" (newest launch failure: {trouble})" : "";
}
