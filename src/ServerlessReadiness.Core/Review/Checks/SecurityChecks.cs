namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>Access, encryption and audit.</summary>
internal static class SecurityChecks
{
    public static IReadOnlyList<(string Item, Func<ReviewFacts, Verdict> Check)> All { get; } = [];
}
