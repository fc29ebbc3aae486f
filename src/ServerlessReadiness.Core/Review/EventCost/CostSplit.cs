namespace ServerlessReadiness.Core.Review.EventCost;

/// <summary>An amount of money by how the capacity is paid for, in the plan's currency.</summary>
public sealed record CostSplit(decimal OnDemand, decimal Spot, decimal Reserved)
{
    public static readonly CostSplit None = new(0, 0, 0);

    public decimal Total => OnDemand + Spot + Reserved;

    public CostSplit Plus(CostSplit other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new CostSplit(OnDemand + other.OnDemand, Spot + other.Spot, Reserved + other.Reserved);
    }
}
