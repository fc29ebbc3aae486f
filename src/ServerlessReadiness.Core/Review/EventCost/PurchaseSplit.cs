namespace ServerlessReadiness.Core.Review.EventCost;

/// <summary>How the extra capacity is paid for.</summary>
/// <param name="SpotPercent">Share that runs on Spot, 0 to 100.</param>
/// <param name="ReservedPercent">Share that reservations or savings plans cover; the rest is On-Demand.</param>
/// <param name="SpotDiscountPercent">What Spot is below the plan's price, 0 to 100.</param>
/// <param name="ReservedDiscountPercent">What reserved capacity is below it, 0 to 100.</param>
public sealed record PurchaseSplit(
    int SpotPercent,
    int ReservedPercent,
    int SpotDiscountPercent,
    int ReservedDiscountPercent)
{
    private const int Whole = 100;

    /// <summary>Everything at the plan's prices.</summary>
    public static readonly PurchaseSplit OnDemandOnly = new(0, 0, 0, 0);

    public int OnDemandPercent => Whole - SpotPercent - ReservedPercent;

    /// <summary>What is wrong with it, with the next step; null for nothing.</summary>
    public string? Problem =>
        new[] { SpotPercent, ReservedPercent, SpotDiscountPercent, ReservedDiscountPercent }
            .Any(p => p is < 0 or > Whole) ? "a share or discount is outside 0 to 100 %; correct it"
        : OnDemandPercent < 0
            ? $"{SpotPercent} % spot and {ReservedPercent} % reserved are more than the whole; lower one of them"
        : null;

    /// <summary>What an amount at full price comes to, by kind.</summary>
    public CostSplit Of(decimal full) => new(
        full * OnDemandPercent / Whole,
        Discounted(full * SpotPercent / Whole, SpotDiscountPercent),
        Discounted(full * ReservedPercent / Whole, ReservedDiscountPercent));

    private static decimal Discounted(decimal amount, int percent) => amount * (Whole - percent) / Whole;
}
