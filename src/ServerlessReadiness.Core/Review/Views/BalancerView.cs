namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A load balancer of the event.</summary>
/// <param name="At">Where it is.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Name">Its name.</param>
/// <param name="DnsName">The name that it answers to.</param>
/// <param name="IsPublic">Whether it faces the internet.</param>
/// <param name="Zones">The zones that it has nodes in.</param>
/// <param name="SecurityGroups">Ids of its security groups.</param>
public sealed record BalancerView(
    Place At,
    string Arn,
    string Name,
    string DnsName,
    bool IsPublic,
    EquatableList<string> Zones,
    EquatableList<string> SecurityGroups)
{
    public string Label => $"load balancer {Name} in {At}";
}
