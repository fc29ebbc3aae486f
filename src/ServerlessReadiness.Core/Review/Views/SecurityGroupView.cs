namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A security group that something of the event uses.</summary>
/// <param name="At">Where it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Inbound">Its inbound rules, each source on its own.</param>
/// <param name="OutboundRules">How many outbound rules it has, counted likewise.</param>
public sealed record SecurityGroupView(
    Place At,
    string Id,
    string Name,
    EquatableList<SecurityRule> Inbound,
    int OutboundRules)
{
    public string Label => $"security group {Id} ({Name}) in {At}";
}
