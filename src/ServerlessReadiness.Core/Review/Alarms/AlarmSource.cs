using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>The metric of AWS that comes nearest to what the rehearsal's alarm measures.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Statistic">As CloudWatch spells it.</param>
/// <param name="Threshold">In the metric's unit, or in percent of <paramref name="PercentOf"/>.</param>
/// <param name="PercentOf">What the metric is a part of; null when it is not.</param>
internal sealed record AlarmSource(WatchedMetric Metric, string Statistic, double Threshold, WatchedMetric? PercentOf)
{
    private const double Whole = 100;

    /// <summary>Null when there is none.</summary>
    public static AlarmSource? Of(CompiledPlan plan, Component component, Response response, AlarmModel model) =>
        model.Measure == AlarmMeasure.FailedPercent
            ? Failed(plan, component, model)
            : Usual(component.Resource, model) is { } usual && Fits(response.Alarm, usual.Metric) ? usual : null;

    private static bool Fits(AlarmSelector selector, WatchedMetric metric) =>
        selector.NamePattern is not null
        || (selector.MetricNamespace == metric.Namespace && selector.MetricName == metric.Name);

    private static AlarmSource? Usual(Resource resource, AlarmModel model) => (model.Measure, resource) switch
    {
        (AlarmMeasure.UsePercent, Resource.AutoScalingGroup group) => Average(
            "AWS/EC2", "CPUUtilization", model, ("AutoScalingGroupName", group.Name)),
        (AlarmMeasure.UsePercent, Resource.Setting { Service: SettingService.RdsInstance } database) => Average(
            "AWS/RDS", "CPUUtilization", model, ("DBInstanceIdentifier", database.Id)),
        (AlarmMeasure.UsePercent, Resource.ScalableTarget { ServiceNamespace: "ecs" } target)
            when target.ResourceId.Split('/') is [_, var cluster, var service] => Average(
                "AWS/ECS", "CPUUtilization", model, ("ClusterName", cluster), ("ServiceName", service)),

        // CloudWatch gives this one as a share of 1.
        (AlarmMeasure.UsePercent, Resource.ScalableTarget { ServiceNamespace: "lambda" } target)
            when target.ResourceId.Split(':') is [_, var function, var alias] => new AlarmSource(
                Watched(
                    "AWS/Lambda",
                    "ProvisionedConcurrencyUtilization",
                    ("FunctionName", function),
                    ("Resource", $"{function}:{alias}")),
                "Maximum",
                model.Above / Whole,
                null),
        (AlarmMeasure.StatusCheck, Resource.AutoScalingGroup group) => new AlarmSource(
            Watched("AWS/EC2", "StatusCheckFailed", ("AutoScalingGroupName", group.Name)), "Maximum", model.Above, null),
        (AlarmMeasure.StatusCheck, Resource.StandaloneInstances { Ids: [var only] }) => new AlarmSource(
            Watched("AWS/EC2", "StatusCheckFailed", ("InstanceId", only.Value)), "Maximum", model.Above, null),
        _ => null,
    };

    private static AlarmSource? Failed(CompiledPlan plan, Component component, AlarmModel model)
    {
        var failed = plan.Metrics.FirstOrDefault(m => m.Name == plan.Reports.Failed);
        var requests = plan.Metrics.FirstOrDefault(m => m.Name == plan.Reports.Requests);
        return failed is null || requests is null
            || (failed.Account, failed.Region) != (component.Resource.Account, component.Resource.Region)
            || (requests.Account, requests.Region) != (failed.Account, failed.Region)
            ? null
            : new AlarmSource(Watched(failed), "Sum", model.Above, Watched(requests));
    }

    private static AlarmSource Average(string ns, string name, AlarmModel model, params (string, string)[] dimensions) =>
        new(Watched(ns, name, dimensions), "Average", model.Above, null);

    private static WatchedMetric Watched(PlanMetric metric) =>
        new(metric.Namespace, metric.MetricName, metric.Dimensions);

    private static WatchedMetric Watched(string ns, string name, params (string Name, string Value)[] dimensions) =>
        new(ns, name, EquatableList.From(dimensions.Select(d => new AlarmDimension(d.Name, d.Value))));
}
