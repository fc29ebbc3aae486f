using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Core.Reports;

/// <summary>A metric in a report.</summary>
/// <param name="Name">The metric's name in the plan.</param>
/// <param name="Component">The component that it tells of; null for the event as a whole.</param>
/// <param name="Value">Its newest value, in its own unit; null without data.</param>
/// <param name="Before">Its value in the report before; null without one.</param>
/// <param name="Normal">Its normal range; null when none is known.</param>
/// <param name="Allowed">
/// The same under the load that is expected now: what counts grows with the traffic. Null when none is known.
/// </param>
/// <param name="Forecast">What the plan's traffic makes of it now; null where the plan does not say.</param>
/// <param name="IsNormal">Whether it is in the range that is allowed; null when nobody can tell.</param>
public sealed record MetricRow(
    string Name,
    ComponentName? Component,
    double? Value,
    double? Before,
    MetricRange? Normal,
    MetricRange? Allowed,
    double? Forecast,
    bool? IsNormal);
