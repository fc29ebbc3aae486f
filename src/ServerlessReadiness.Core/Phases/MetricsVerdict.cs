namespace ServerlessReadiness.Core.Phases;

/// <summary>Whether the plan's metrics are in their normal range, and which are not.</summary>
public sealed record MetricsVerdict(bool InRange, string Reason);
