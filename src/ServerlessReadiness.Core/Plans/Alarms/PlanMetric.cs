using System.Diagnostics;
using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Alarms;

namespace ServerlessReadiness.Core.Plans.Alarms;

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
    MetricRange? Baseline)
{
    /// <summary>On which side of its range it is bad.</summary>
    [JsonRequired]
    public MetricDirection Worse { get; init; }

    /// <summary>Whether a value is normal, given the metric's range.</summary>
    public bool IsNormal(double value, MetricRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return Worse switch
        {
            MetricDirection.Above => value <= range.High,
            MetricDirection.Below => value >= range.Low,
            MetricDirection.Either => range.Holds(value),
            _ => throw new UnreachableException($"No row for {Worse}."),
        };
    }
}
