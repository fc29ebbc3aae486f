namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>The operations review.</summary>
internal static class OperationsChecks
{
    public static IReadOnlyList<(string Item, Func<ReviewFacts, Verdict> Check)> All { get; } = [];
}
