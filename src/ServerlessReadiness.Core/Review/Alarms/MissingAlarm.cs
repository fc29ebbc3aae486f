using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>A metric, a response or an endpoint of the plan that no alarm serves.</summary>
/// <param name="Finding">In words.</param>
/// <param name="Metric">The metric, if it is one.</param>
/// <param name="Response">The response, if it is one.</param>
internal sealed record MissingAlarm(Finding Finding, PlanMetric? Metric, Response? Response);
