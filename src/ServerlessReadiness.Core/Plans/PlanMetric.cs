using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Core.Plans;

/// <summary>A CloudWatch metric that the plan watches.</summary>
/// <param name="Name">Unique in the plan.</param>
/// <param name="Component">The component that it tells of; null for the event as a whole.</param>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">A region code.</param>
/// <param name="Namespace">For example AWS/ApplicationELB.</param>
/// <param name="MetricName">For example RequestCount.</param>
/// <param name="Dimensions">Its dimensions.</param>
/// <param name="Statistic">As CloudWatch spells it: Average, Sum, p99, …</param>
/// <param name="Baseline">Its normal range; null means that Clock captures it before the event.</param>
public sealed record PlanMetric(
    string Name,
    ComponentName? Component,
    string Account,
    string Region,
    string Namespace,
    string MetricName,
    EquatableList<AlarmDimension> Dimensions,
    string Statistic,
    MetricRange? Baseline);
