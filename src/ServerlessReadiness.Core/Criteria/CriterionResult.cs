using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Criteria;

/// <summary>Whether a success criterion held, and by what number.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="Value">What was measured, in the measure's own unit; null when it could not be measured.</param>
/// <param name="Held">Whether it held; what could not be measured did not.</param>
/// <param name="Reason">Both numbers in words, or why there is none.</param>
public sealed record CriterionResult(SuccessCriterion Criterion, decimal? Value, bool Held, string Reason);
