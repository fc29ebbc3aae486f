using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Reports;

/// <summary>A success criterion as far as it can be measured yet.</summary>
/// <param name="Name">The criterion's name.</param>
/// <param name="Measure">What it measures.</param>
/// <param name="Limit">Its limit, in the measure's unit.</param>
/// <param name="Value">What was measured; null when it cannot be from what reports read.</param>
/// <param name="Holds">Whether it holds so far; null when that cannot be told.</param>
public sealed record ReportedCriterion(
    string Name,
    CriterionMeasure Measure,
    decimal Limit,
    decimal? Value,
    bool? Holds);
