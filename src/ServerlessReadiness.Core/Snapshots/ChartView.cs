using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>A metric over time, minute by minute.</summary>
/// <param name="Metric">Its name in the plan.</param>
/// <param name="Component">The component that it tells of; null for the event as a whole.</param>
/// <param name="Statistic">As CloudWatch spells it: Average, Sum, p99, …</param>
/// <param name="From">The first minute.</param>
/// <param name="Values">One a minute in the metric's own unit; null where there is no data, which is never zero.</param>
/// <param name="Forecast">
/// What the plan's traffic makes of each minute, also of those to come; empty where the plan does not say.
/// </param>
/// <param name="Normal">Its normal range under the load expected now; null when none is known.</param>
/// <param name="IsNormal">Whether the newest value is in it; null when nobody can tell.</param>
public sealed record ChartView(
    string Metric,
    ComponentName? Component,
    string Statistic,
    DateTimeOffset From,
    EquatableList<double?> Values,
    EquatableList<double?> Forecast,
    MetricRange? Normal,
    bool? IsNormal);
