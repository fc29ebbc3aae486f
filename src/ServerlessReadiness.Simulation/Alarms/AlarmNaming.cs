using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Alarms;

/// <summary>Gives an alarm of the rehearsal a name, metric and dimensions that its response selects.</summary>
internal static class AlarmNaming
{
    private const int BalancerPrefixLength = 13;

    public static SimulatedAlarm Make(
        Response response,
        WorldComponent component,
        Machine? machine,
        long nowMs,
        bool isSilent = false)
    {
        var resource = component.Plan.Resource;
        var metric = response.Alarm is { MetricNamespace: { } space, MetricName: { } name }
            ? new AlarmMetric(space, name)
            : MetricOf(response.Model!.Measure, resource);
        return new SimulatedAlarm(
            AlarmId.Of(resource.Region, resource.Account, NameOf(response, component, machine)),
            response,
            response.Model!,
            component,
            machine?.Id,
            metric,
            DimensionsOf(resource, machine),
            nowMs) { IsSilent = isSilent };
    }

    /// <summary>A pattern's last * becomes the instance, any other the component; a name is taken as is.</summary>
    private static string NameOf(Response response, WorldComponent component, Machine? machine)
    {
        if (response.Alarm.NamePattern is not { } pattern)
        {
            return machine is null
                ? $"{response.Name}-{component.Plan.Name}"
                : $"{response.Name}-{component.Plan.Name}-{machine.Id}";
        }

        var name = pattern.Replace('?', '1');
        var last = name.LastIndexOf('*');
        if (last < 0)
        {
            return name;
        }

        var filling = machine?.Id.Value ?? component.Plan.Name.Value;
        name = name[..last] + filling + name[(last + 1)..];
        return name.Replace("*", component.Plan.Name.Value, StringComparison.Ordinal);
    }

    private static AlarmMetric MetricOf(AlarmMeasure measure, Resource resource) => (measure, resource) switch
    {
        (AlarmMeasure.StatusCheck, _) => new("AWS/EC2", "StatusCheckFailed"),
        (AlarmMeasure.FailedPercent, _) => new("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count"),
        (_, Resource.ScalableTarget target) =>
            new($"AWS/{target.ServiceNamespace.ToUpperInvariant()}", "CPUUtilization"),
        (_, Resource.Setting { Service: SettingService.WebAclRateLimit }) => new("AWS/WAFV2", "BlockedRequests"),
        (_, Resource.Setting) => new("AWS/RDS", "CPUUtilization"),
        (_, Resource.Listener) => new("AWS/ApplicationELB", "RequestCount"),
        _ => new("AWS/EC2", "CPUUtilization"),
    };

    private static EquatableList<AlarmDimension> DimensionsOf(Resource resource, Machine? machine)
    {
        var dimensions = new List<AlarmDimension>();
        if (machine is not null)
        {
            dimensions.Add(new AlarmDimension("InstanceId", machine.Id.Value));
        }

        switch (resource)
        {
            case Resource.AutoScalingGroup group:
                dimensions.Add(new AlarmDimension("AutoScalingGroupName", group.Name));
                break;
            case Resource.ScalableTarget { ServiceNamespace: "ecs" } target
                when target.ResourceId.Split('/') is ["service", var cluster, var service]:
                dimensions.Add(new AlarmDimension("ClusterName", cluster));
                dimensions.Add(new AlarmDimension("ServiceName", service));
                break;
            case Resource.ScalableTarget { ServiceNamespace: "dynamodb" } target:
                var slash = target.ResourceId.IndexOf('/');
                dimensions.Add(new AlarmDimension("TableName", target.ResourceId[(slash + 1)..]));
                break;
            case Resource.Setting { Service: SettingService.WebAclRateLimit } setting
                when setting.Id.Split('/') is [_, var acl, _]:
                dimensions.Add(new AlarmDimension("WebACL", acl));
                break;
            case Resource.Listener listener:
                var balancer = listener.LoadBalancerArn;
                dimensions.Add(new AlarmDimension(
                    "LoadBalancer", balancer[(balancer.IndexOf("loadbalancer/", StringComparison.Ordinal) + BalancerPrefixLength)..]));
                break;
            case Resource.Setting { Service: SettingService.RdsInstance } setting:
                dimensions.Add(new AlarmDimension("DBInstanceIdentifier", setting.Id));
                break;
        }

        return EquatableList.From(dimensions);
    }
}
