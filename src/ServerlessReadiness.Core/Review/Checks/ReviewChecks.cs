namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>The items that APIs answer, each with its rule.</summary>
public static class ReviewChecks
{
    /// <summary>By the item's id. A test compares them with the items that are not attested alone.</summary>
    public static IReadOnlyDictionary<string, Func<ReviewFacts, Verdict>> All { get; } = new[]
    {
        SecurityChecks.All,
        ReliabilityChecks.All,
        PerformanceChecks.All,
        CostChecks.All,
        OperationsChecks.All,
        AlarmChecks.All,
    }
        .SelectMany(checks => checks)
        .ToDictionary(c => c.Item, c => c.Check, StringComparer.Ordinal);
}
