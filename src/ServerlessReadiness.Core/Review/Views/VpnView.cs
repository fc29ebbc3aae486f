namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A VPN connection to one of the event's VPCs.</summary>
/// <param name="At">Where it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Tunnels">Its tunnels.</param>
public sealed record VpnView(Place At, string Id, EquatableList<TunnelView> Tunnels)
{
    public string Label => $"VPN connection {Id} in {At}";
}
