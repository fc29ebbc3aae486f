namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A tunnel of a VPN connection.</summary>
/// <param name="Address">Its address outside.</param>
/// <param name="IsUp">Whether it is up.</param>
/// <param name="Says">What AWS says of it; may be empty.</param>
public sealed record TunnelView(string Address, bool IsUp, string Says);
