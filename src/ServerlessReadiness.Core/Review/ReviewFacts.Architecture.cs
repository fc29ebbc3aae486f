using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review;

/// <summary>The event's own resources, and what is asked of their accounts.</summary>
public sealed partial record ReviewFacts
{
    public Seen<GroupView> Groups { get; init; } = NotLooked.At<GroupView>();

    public Seen<LaunchView> Launches { get; init; } = NotLooked.At<LaunchView>();

    public Seen<InstanceView> Instances { get; init; } = NotLooked.At<InstanceView>();

    public Seen<VolumeView> Volumes { get; init; } = NotLooked.At<VolumeView>();

    public Seen<SnapshotView> Snapshots { get; init; } = NotLooked.At<SnapshotView>();

    public Seen<InstanceTypeView> InstanceTypes { get; init; } = NotLooked.At<InstanceTypeView>();

    public Seen<SecurityGroupView> SecurityGroups { get; init; } = NotLooked.At<SecurityGroupView>();

    public Seen<BalancerView> Balancers { get; init; } = NotLooked.At<BalancerView>();

    public Seen<ListenerView> Listeners { get; init; } = NotLooked.At<ListenerView>();

    public Seen<DatabaseView> Databases { get; init; } = NotLooked.At<DatabaseView>();

    /// <summary>All record sets of the zones that the plan names.</summary>
    public Seen<RecordView> Records { get; init; } = NotLooked.At<RecordView>();

    /// <summary>One for each of the plan's accounts.</summary>
    public Seen<AccessView> Access { get; init; } = NotLooked.At<AccessView>();

    public Seen<AdministratorView> Administrators { get; init; } = NotLooked.At<AdministratorView>();

    /// <summary>One for each of the plan's accounts.</summary>
    public Seen<AuditView> Audits { get; init; } = NotLooked.At<AuditView>();

    public Seen<PatchView> Patches { get; init; } = NotLooked.At<PatchView>();

    public Seen<DistributionView> Distributions { get; init; } = NotLooked.At<DistributionView>();

    /// <summary>VPN connections to the VPCs of the event's instances.</summary>
    public Seen<VpnView> Vpns { get; init; } = NotLooked.At<VpnView>();

    /// <summary>All of the plan's accounts and regions: which VPCs use one is the routers' affair.</summary>
    public Seen<DirectConnectView> DirectConnects { get; init; } = NotLooked.At<DirectConnectView>();

    /// <summary>Active reservations for the instance types of the event.</summary>
    public Seen<ReservationView> Reservations { get; init; } = NotLooked.At<ReservationView>();

    public Seen<ContingencyView> Contingencies { get; init; } = NotLooked.At<ContingencyView>();

    public Seen<RestoreView> Restores { get; init; } = NotLooked.At<RestoreView>();

    /// <summary>Where the plan and the event's tag differ.</summary>
    public Seen<TagGap> Untagged { get; init; } = NotLooked.At<TagGap>();
}
