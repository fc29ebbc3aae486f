namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>How a group divides its instances between On-Demand and Spot.</summary>
/// <param name="OnDemandBase">The first so many are On-Demand.</param>
/// <param name="OnDemandPercent">Share of On-Demand above the base, 0 to 100.</param>
public sealed record PurchaseShare(int OnDemandBase, int OnDemandPercent)
{
    private const int All = 100;

    /// <summary>A group without a mixed instances policy, and without Spot in its launch template.</summary>
    public static readonly PurchaseShare OnDemandOnly = new(0, All);

    public static readonly PurchaseShare SpotOnly = new(0, 0);

    /// <summary>Auto Scaling rounds the On-Demand part up.</summary>
    public int OnDemand(int units) => units <= OnDemandBase
        ? units
        : OnDemandBase + ((((units - OnDemandBase) * OnDemandPercent) + All - 1) / All);

    public int Spot(int units) => units - OnDemand(units);
}
