namespace ServerlessReadiness.Core.Review.EventCost;

/// <summary>What the event's extra capacity is estimated to cost.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Components">By component, in the plan's order.</param>
/// <param name="AtFloor">All together at the floors.</param>
/// <param name="AtCeiling">All together at the ceilings: the most that automation can spend.</param>
/// <param name="Limit">What the plan allows; null for no limit.</param>
/// <param name="Untold">Components that cannot be estimated, each with what the plan does not state.</param>
public sealed record CostEstimate(
    string Currency,
    EquatableList<ComponentCost> Components,
    CostSplit AtFloor,
    CostSplit AtCeiling,
    decimal? Limit,
    EquatableList<string> Untold)
{
    /// <summary>Whether the floors alone go over the plan's limit.</summary>
    public bool IsOverLimit => AtFloor.Total > Limit;
}
