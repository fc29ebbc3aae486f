namespace ServerlessReadiness.Core.Reports;

/// <summary>The parts of a report that its colour is judged by.</summary>
public sealed record ReportParts(
    EquatableList<MetricRow> Metrics,
    EquatableList<CapacityRow> Capacity,
    EquatableList<ReportedCriterion> Criteria,
    decimal? ServedPercent);
