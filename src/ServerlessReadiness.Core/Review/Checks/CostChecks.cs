namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>What is paid for, and cleaned up.</summary>
internal static class CostChecks
{
    public static IReadOnlyList<(string Item, Func<ReviewFacts, Verdict> Check)> All { get; } =
    [
        ("COST-01", CapacityCostChecks.CleanedUp),
        ("COST-02", CapacityCostChecks.RightSizes),
        ("COST-03", CapacityCostChecks.Spot),
        ("COST-04", CapacityCostChecks.Reserved),
    ];
}
