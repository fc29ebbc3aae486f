namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A Direct Connect connection.</summary>
/// <param name="At">Where it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Location">The place where it is plugged in.</param>
/// <param name="State">As the service spells it: available, down, …</param>
public sealed record DirectConnectView(Place At, string Id, string Location, string State)
{
    public string Label => $"Direct Connect connection {Id} in {At}";
}
