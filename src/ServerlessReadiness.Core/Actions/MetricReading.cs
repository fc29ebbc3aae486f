namespace ServerlessReadiness.Core.Actions;

/// <summary>The newest value of a plan's metric.</summary>
public sealed record MetricReading(string Name, decimal Value, DateTimeOffset At);
