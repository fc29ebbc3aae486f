using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Core.Capacity;

/// <summary>One instance as its Auto Scaling group sees it.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="LifecycleState">As the service spells it: Pending, InService, Standby, Terminating:Wait, …</param>
/// <param name="Healthy">The group's own verdict.</param>
/// <param name="ProtectedFromScaleIn">Someone asked that it be kept.</param>
/// <param name="Zone">Its Availability Zone.</param>
public sealed record GroupMember(
    InstanceId Instance,
    string LifecycleState,
    bool Healthy,
    bool ProtectedFromScaleIn,
    string Zone)
{
    public const string InServiceState = "InService";
    public const string StandbyState = "Standby";

    /// <summary>Only this counts as capacity.</summary>
    public bool IsServing => Healthy && LifecycleState == InServiceState;

    public bool IsInStandby => LifecycleState == StandbyState;

    public bool IsLeaving => LifecycleState.StartsWith("Terminat", StringComparison.Ordinal)
        || LifecycleState.StartsWith("Detach", StringComparison.Ordinal);

    /// <summary>On its way in or out of service.</summary>
    public bool IsInTransition => LifecycleState is not (InServiceState or StandbyState)
        && !LifecycleState.StartsWith("Warmed", StringComparison.Ordinal);
}
