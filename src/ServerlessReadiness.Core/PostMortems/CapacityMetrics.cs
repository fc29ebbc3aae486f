using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>The metrics in which AWS itself counts a component's units, where it does.</summary>
public static class CapacityMetrics
{
    private const string Prefix = "units of ";

    public static IReadOnlyList<PlanMetric> Of(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. plan.Components.Select(Of).OfType<PlanMetric>()];
    }

    /// <summary>Units by period, beside the requests that the plan's own metrics counted at the component.</summary>
    public static IReadOnlyList<CapacityPoint> Points(CompiledPlan plan, IReadOnlyCollection<MetricSeries> series)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var byName = series.DistinctBy(s => s.Name).ToDictionary(s => s.Name, StringComparer.Ordinal);
        var asked = plan.Ladders.Select(l => l.Offered).ToHashSet(StringComparer.Ordinal);
        var points = new List<CapacityPoint>();
        foreach (var component in plan.Components)
        {
            if (!byName.TryGetValue(Prefix + component.Name, out var units))
            {
                continue;
            }

            var counted = plan.Metrics.FirstOrDefault(m => m.Component == component.Name && m.Statistic == "Sum"
                && !asked.Contains(m.Name) && m.MetricName.Contains("Request", StringComparison.Ordinal));
            var requests = counted is not null && byName.TryGetValue(counted.Name, out var found)
                ? found.Points.GroupBy(p => p.At).ToDictionary(g => g.Key, g => g.First().Value)
                : [];
            points.AddRange(units.Points.Select(p => new CapacityPoint(
                p.At,
                component.Name,
                (decimal)Math.Round(p.Value, 3),
                requests.TryGetValue(p.At, out var offered) ? (long)Math.Round(offered) : null)));
        }

        return [.. points.OrderBy(p => p.At)];
    }

    private static PlanMetric? Of(Component component) => component.Resource switch
    {
        Resource.AutoScalingGroup group => Metric(
            component,
            "AWS/AutoScaling",
            "GroupInServiceInstances",
            [new AlarmDimension("AutoScalingGroupName", group.Name)]),
        Resource.ScalableTarget { ServiceNamespace: "ecs" } target when target.ResourceId.Split('/') is
            [_, var cluster, var service] => Metric(
                component,
                "ECS/ContainerInsights",
                "RunningTaskCount",
                [new AlarmDimension("ClusterName", cluster), new AlarmDimension("ServiceName", service)]),
        _ => null,
    };

    private static PlanMetric Metric(
        Component component,
        string metricNamespace,
        string name,
        EquatableList<AlarmDimension> dimensions) => new(
        Prefix + component.Name,
        component.Name,
        component.Resource.Account,
        component.Resource.Region,
        metricNamespace,
        name,
        dimensions,
        "Average",
        null);
}
