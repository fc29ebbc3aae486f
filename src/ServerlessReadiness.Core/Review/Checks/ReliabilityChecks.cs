namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>Spread over zones, recovery and names.</summary>
internal static class ReliabilityChecks
{
    public static IReadOnlyList<(string Item, Func<ReviewFacts, Verdict> Check)> All { get; } = [];
}
