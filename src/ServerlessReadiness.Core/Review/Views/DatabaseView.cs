namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A database of the event.</summary>
/// <param name="At">Where it is.</param>
/// <param name="Id">The instance's identifier.</param>
/// <param name="IsMultiZone">Whether it has a standby in another zone.</param>
/// <param name="Cluster">The cluster that it is a member of; null for none.</param>
/// <param name="ClusterZones">The zones of the cluster's members; empty without a cluster.</param>
/// <param name="ReplicaOf">What it is a read replica of; null when it is none.</param>
/// <param name="IsPublic">Whether it has a public address.</param>
/// <param name="SecurityGroups">Ids of its security groups.</param>
public sealed record DatabaseView(
    Place At,
    string Id,
    bool IsMultiZone,
    string? Cluster,
    EquatableList<string> ClusterZones,
    string? ReplicaOf,
    bool IsPublic,
    EquatableList<string> SecurityGroups)
{
    public string Label => $"database {Id} in {At}";
}
