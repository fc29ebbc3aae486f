namespace ServerlessReadiness.Core.Metrics;

/// <summary>What CloudWatch holds of one metric over a time, oldest first. Empty means no data, never zero.</summary>
public sealed record MetricSeries(string Name, EquatableList<MetricPoint> Points);
