namespace ServerlessReadiness.Core.Metrics;

/// <summary>One data point: the period that starts at <paramref name="At"/>, in the metric's own unit.</summary>
public sealed record MetricPoint(DateTimeOffset At, double Value);
