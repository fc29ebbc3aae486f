using Amazon.AutoScaling;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Aws.Fleets;

using Amazon.AutoScaling.Model;

/// <summary>The service's description of a group in our words.</summary>
internal static class GroupMapping
{
    private const string LaunchDescription = "Launching a new EC2 instance";

    public static GroupSnapshot ToSnapshot(
        AutoScalingGroup group,
        bool? refreshInProgress,
        string? launchTrouble) => new(
        group.AutoScalingGroupName,
        new Bounds(group.MinSize ?? 0, group.MaxSize ?? 0),
        group.DesiredCapacity ?? 0,
        EquatableList.From((group.Instances ?? []).Select(i => ToMember(group, i))),
        EquatableList.From((group.SuspendedProcesses ?? []).Select(p => p.ProcessName)),
        refreshInProgress,
        // −1 is how the service spells a policy whose limit was cleared.
        group.InstanceMaintenancePolicy?.MinHealthyPercentage is { } percent and >= 0 ? percent : null,
        group.WarmPoolConfiguration is not null,
        // The status is set only while the group is being deleted.
        !string.IsNullOrEmpty(group.Status),
        launchTrouble);

    /// <summary>Null when the refreshes could not be read.</summary>
    public static bool? RefreshInProgress(DescribeInstanceRefreshesResponse? response) =>
        response is null ? null : (response.InstanceRefreshes ?? []).Any(r => !HasEnded(r.Status));

    /// <summary>What the newest failed launch since then says; null without one.</summary>
    public static string? LaunchTrouble(DescribeScalingActivitiesResponse? response, DateTimeOffset since) =>
        (response?.Activities ?? [])
            .Where(a => IsFailedLaunch(a) && At(a) >= since)
            .MaxBy(At)
            ?.StatusMessage;

    private static GroupMember ToMember(AutoScalingGroup group, Instance instance) => new(
        InstanceId.TryParse(instance.InstanceId, out var id) ? id : throw new PortException(
            PortFailure.Refused,
            $"Group {group.AutoScalingGroupName} has a member \"{instance.InstanceId}\", which is no EC2 instance id: "
            + $"{InstanceId.Rule}. A count without it would be wrong, so the group is not touched."),
        instance.LifecycleState?.Value ?? "",
        string.Equals(instance.HealthStatus, "Healthy", StringComparison.OrdinalIgnoreCase),
        instance.ProtectedFromScaleIn ?? false,
        instance.AvailabilityZone ?? "");

    // A status that we do not know is a refresh that may still be running.
    private static bool HasEnded(InstanceRefreshStatus? status) => status?.Value is
        "Successful" or "Failed" or "Cancelled" or "RollbackFailed" or "RollbackSuccessful";

    private static bool IsFailedLaunch(Activity activity) =>
        activity.StatusCode?.Value is "Failed" or "Cancelled"
        && !string.IsNullOrEmpty(activity.StatusMessage)
        && (activity.Description ?? "").StartsWith(LaunchDescription, StringComparison.Ordinal);

    private static DateTimeOffset At(Activity activity) =>
        Instant.Of(activity.EndTime) ?? Instant.Of(activity.StartTime) ?? DateTimeOffset.MinValue;
}
