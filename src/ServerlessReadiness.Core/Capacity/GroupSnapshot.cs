using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Core.Capacity;

/// <summary>An Auto Scaling group as it was read just now, with all that may stand in an action's way.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bounds">Minimum and maximum.</param>
/// <param name="Desired">What the group is trying to reach. The user's scaling policies own it.</param>
/// <param name="Members">Its instances.</param>
/// <param name="SuspendedProcesses">For example Launch, Terminate, AlarmNotification.</param>
/// <param name="RefreshInProgress">Whether an instance refresh runs; null when that could not be read.</param>
/// <param name="MinimumHealthyPercent">Of the group's instance maintenance policy; null without one.</param>
/// <param name="HasWarmPool">Whether launches come from a warm pool.</param>
/// <param name="BeingDeleted">The group is on its way out.</param>
/// <param name="LaunchTrouble">
/// The newest failed launch's message, such as a capacity shortage; null without one.
/// </param>
public sealed record GroupSnapshot(
    string Name,
    Bounds Bounds,
    int Desired,
    EquatableList<GroupMember> Members,
    EquatableList<string> SuspendedProcesses,
    bool? RefreshInProgress,
    int? MinimumHealthyPercent,
    bool HasWarmPool,
    bool BeingDeleted,
    string? LaunchTrouble)
{
    /// <summary>Whether it has scaling policies that are enabled; null when that was not read.</summary>
    public bool? HasScalingPolicies { get; init; }

    /// <summary>Scheduled actions whose names are ours; null when they were not read.</summary>
    public EquatableList<ArmedFloor>? Armed { get; init; }

    /// <summary>Members in service and healthy: the only capacity that counts.</summary>
    public int Serving => Members.Count(m => m.IsServing);

    public GroupMember? Find(InstanceId instance) => Members.FirstOrDefault(m => m.Instance == instance);

    public bool IsSuspended(string process) => SuspendedProcesses.Contains(process, StringComparer.Ordinal);
}
