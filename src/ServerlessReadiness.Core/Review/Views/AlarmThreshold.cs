namespace ServerlessReadiness.Core.Review.Views;

/// <summary>Where an alarm fires.</summary>
/// <param name="Value">In the metric's unit; of metric math in the result's.</param>
/// <param name="IsAbove">Whether it fires above it, rather than below.</param>
/// <param name="IsOfMath">Whether the value is one of metric math, which no metric's range can be held against.</param>
/// <param name="Statistic">The metric's statistic, as CloudWatch spells it; null for math.</param>
public sealed record AlarmThreshold(double Value, bool IsAbove, bool IsOfMath, string? Statistic);
