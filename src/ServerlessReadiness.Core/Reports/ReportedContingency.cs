namespace ServerlessReadiness.Core.Reports;

/// <summary>A contingency and how it did when it was tried.</summary>
/// <param name="Name">The contingency.</param>
/// <param name="Scenario">What it is for, in the plan's words.</param>
/// <param name="Target">Until when service has to be back.</param>
/// <param name="Measured">How long it took last; null when it never was, or never came back.</param>
/// <param name="Doubt">Why nobody knows that it works; null when it is known.</param>
public sealed record ReportedContingency(
    string Name,
    string Scenario,
    TimeSpan Target,
    TimeSpan? Measured,
    string? Doubt);
