namespace ServerlessReadiness.Core.Review.Views;

/// <summary>An Auto Scaling group of the event.</summary>
/// <param name="At">Where it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Zones">The zones that it may launch in.</param>
/// <param name="HealthCheckType">As the service spells it: EC2, ELB, or several with commas.</param>
/// <param name="TargetGroups">ARNs of the target groups that its instances join.</param>
/// <param name="ClassicBalancers">Names of the classic load balancers that its instances join.</param>
/// <param name="Minimum">The fewest instances.</param>
/// <param name="Desired">The instances that it should have now.</param>
/// <param name="Members">Its instances.</param>
/// <param name="IsTagged">Whether it has the event's tag.</param>
/// <param name="Mix">Its mixed instances policy; null when it has none.</param>
public sealed record GroupView(
    Place At,
    string Name,
    EquatableList<string> Zones,
    string HealthCheckType,
    EquatableList<string> TargetGroups,
    EquatableList<string> ClassicBalancers,
    int Minimum,
    int Desired,
    EquatableList<MemberView> Members,
    bool IsTagged,
    MixView? Mix)
{
    public string Label => $"group {Name} in {At}";

    public bool IsBehindBalancer => TargetGroups.Count + ClassicBalancers.Count > 0;
}
