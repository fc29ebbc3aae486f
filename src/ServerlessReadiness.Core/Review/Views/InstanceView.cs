namespace ServerlessReadiness.Core.Review.Views;

/// <summary>An instance of the event that has not ended.</summary>
/// <param name="At">Where it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its instance type.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="Vpc">Its VPC; empty when it has none.</param>
/// <param name="Group">The Auto Scaling group that owns it; null for none.</param>
/// <param name="Profile">The ARN of its instance profile; null for none.</param>
/// <param name="IsWindows">Whether it runs Windows.</param>
/// <param name="IsSpot">Whether it is a spot instance.</param>
/// <param name="IsEbsOptimised">Whether EBS optimisation was asked for; some types have it always.</param>
/// <param name="SecurityGroups">Ids of its security groups.</param>
/// <param name="Volumes">Its volumes.</param>
public sealed record InstanceView(
    Place At,
    string Id,
    string Type,
    string Zone,
    string Vpc,
    string? Group,
    string? Profile,
    bool IsWindows,
    bool IsSpot,
    bool IsEbsOptimised,
    EquatableList<string> SecurityGroups,
    EquatableList<AttachedVolume> Volumes)
{
    public string Label => $"instance {Id} in {At}";
}
