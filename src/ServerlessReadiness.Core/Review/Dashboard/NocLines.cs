using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Review.Dashboard;

/// <summary>Which metrics tell each kind of thing: those of the plan, and those that AWS has for its components.</summary>
internal sealed class NocLines(CompiledPlan plan, string regionOfStack)
{
    private const string Mean = "Average";
    private const string Most = "Maximum";
    private const string Sum = "Sum";

    private static readonly string[] Times = ["latency", "responsetime", "duration", "timetofirstbyte"];
    private static readonly string[] Counts = ["requestcount", "requests", "invocations", "httpcode_target_2xx_count"];

    private static readonly string[] Databases =
        ["AWS/RDS", "AWS/DynamoDB", "AWS/ElastiCache", "AWS/DocDB", "AWS/Neptune", "AWS/Redshift"];

    /// <summary>The region of log group and canaries.</summary>
    public string Region => plan.Dashboard.Region ?? regionOfStack;

    public IReadOnlyList<DashboardLine> Of(NocKind kind) =>
    [
        .. (kind switch
        {
            NocKind.Utilisation => plan.Components.SelectMany(Utilisation),
            NocKind.ResponseTime => Listeners("TargetResponseTime", "p99").Concat(Metrics(IsTime)),
            NocKind.Traffic => Listeners("RequestCount", Sum).Concat(Metrics(IsTraffic)),
            NocKind.TrafficByRegion => ByRegion(),
            NocKind.Database => plan.Components.SelectMany(Database).Concat(Metrics(m => Databases.Contains(m.Namespace))),
            NocKind.Conversion => Metrics(m => m.Name == plan.Dashboard.Conversion),
            NocKind.Errors => Listeners("HTTPCode_Target_5XX_Count", Sum).Concat(Metrics(IsError)),
            _ => plan.Dashboard.Canaries.SelectMany(Canary),
        }).DistinctBy(l => (l.Account, l.Region, l.Namespace, l.Metric, l.Dimensions, l.Statistic)),
    ];

    /// <summary>The mean hides a hot server, so the hottest stands beside it.</summary>
    private static IEnumerable<DashboardLine> Utilisation(Component component) => component.Resource switch
    {
        Resource.AutoScalingGroup group =>
        [
            Line(component, "AWS/EC2", "CPUUtilization", Mean, "mean %", ("AutoScalingGroupName", group.Name)),
            Line(component, "AWS/EC2", "CPUUtilization", Most, "hottest %", ("AutoScalingGroupName", group.Name)),
            Line(component, "AWS/AutoScaling", "GroupInServiceInstances", Mean, "in service",
                ("AutoScalingGroupName", group.Name)) with { IsRight = true },
        ],
        Resource.StandaloneInstances instances => instances.Ids.Select(id =>
            Line(component, "AWS/EC2", "CPUUtilization", Most, $"{id} %", ("InstanceId", id.Value))),
        Resource.ScalableTarget { ServiceNamespace: "ecs" } target
            when target.ResourceId.Split('/') is [_, var cluster, var service] =>
            [
                Line(component, "AWS/ECS", "CPUUtilization", Mean, "mean %", ("ClusterName", cluster), ("ServiceName", service)),
                Line(component, "AWS/ECS", "CPUUtilization", Most, "hottest %",
                    ("ClusterName", cluster), ("ServiceName", service)),
            ],
        Resource.ScalableTarget { ServiceNamespace: "lambda" } target
            when target.ResourceId.Split(':') is [_, var function, var alias] =>
            [
                Line(component, "AWS/Lambda", "ProvisionedConcurrentExecutions", Most, "provisioned in use",
                    ("FunctionName", function), ("Resource", $"{function}:{alias}")) with { IsRight = true },
            ],
        _ => [],
    };

    private static IEnumerable<DashboardLine> Database(Component component) => component.Resource switch
    {
        Resource.Setting { Service: SettingService.RdsInstance } database =>
        [
            Line(component, "AWS/RDS", "CPUUtilization", Mean, "CPU %", ("DBInstanceIdentifier", database.Id)),
            Line(component, "AWS/RDS", "DatabaseConnections", Most, "connections", ("DBInstanceIdentifier", database.Id))
                with { IsRight = true },
            Line(component, "AWS/RDS", "ReadLatency", "p99", "read s", ("DBInstanceIdentifier", database.Id)),
            Line(component, "AWS/RDS", "WriteLatency", "p99", "write s", ("DBInstanceIdentifier", database.Id)),
        ],
        Resource.ScalableTarget { ServiceNamespace: "dynamodb" } target
            when target.ResourceId.Split('/') is [_, var table, ..] => Table(component, table),
        Resource.Setting { Service: SettingService.TableWarmThroughput } warm => Table(component, warm.Id),
        _ => [],
    };

    private static IEnumerable<DashboardLine> Table(Component component, string table) =>
    [
        Line(component, "AWS/DynamoDB", "ConsumedReadCapacityUnits", Sum, "read units", ("TableName", table)),
        Line(component, "AWS/DynamoDB", "ConsumedWriteCapacityUnits", Sum, "write units", ("TableName", table)),
        Line(component, "AWS/DynamoDB", "ReadThrottleEvents", Sum, "throttled reads", ("TableName", table))
            with { IsRight = true },
        Line(component, "AWS/DynamoDB", "WriteThrottleEvents", Sum, "throttled writes", ("TableName", table))
            with { IsRight = true },
    ];

    private IEnumerable<DashboardLine> Listeners(string metric, string statistic) =>
        plan.Components.Where(c => c.Resource is Resource.Listener).Select(c => Line(
            c,
            "AWS/ApplicationELB",
            metric,
            statistic,
            statistic == Sum ? "a minute" : $"{statistic} s",
            ("LoadBalancer", Balancer((Resource.Listener)c.Resource))));

    /// <summary>What the metrics call a load balancer: app/NAME/ID.</summary>
    private static string Balancer(Resource.Listener listener)
    {
        const string Mark = ":loadbalancer/";
        var arn = listener.LoadBalancerArn;
        var at = arn.IndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? arn : arn[(at + Mark.Length)..];
    }

    private IEnumerable<DashboardLine> ByRegion() => Of(NocKind.Traffic)
        .OrderBy(l => l.Region, StringComparer.Ordinal)
        .Select(l => l with { Label = $"{l.Region}: {l.Label}" });

    private IEnumerable<DashboardLine> Canary(string name)
    {
        EquatableList<AlarmDimension> dimensions = [new AlarmDimension("CanaryName", name)];
        yield return new DashboardLine(
            "", Region, "CloudWatchSynthetics", "SuccessPercent", dimensions, Mean, $"{name} success %");
        yield return new DashboardLine(
            "", Region, "CloudWatchSynthetics", "Duration", dimensions, Mean, $"{name} ms", IsRight: true);
    }

    private IEnumerable<DashboardLine> Metrics(Func<PlanMetric, bool> which) => plan.Metrics.Where(which).Select(m =>
        new DashboardLine(m.Account, m.Region, m.Namespace, m.MetricName, m.Dimensions, m.Statistic, m.Name));

    private bool IsTime(PlanMetric metric) =>
        !Databases.Contains(metric.Namespace) && Holds(metric.MetricName, Times);

    private bool IsTraffic(PlanMetric metric) =>
        metric.Name == plan.Reports.Requests
        || plan.Ladders.Any(l => l.Offered == metric.Name)
        || plan.Components.Any(c => c.Endpoints.Any(e => e.Load == metric.Name))
        || (Holds(metric.MetricName, Counts) && metric.Name != plan.Dashboard.Conversion);

    private bool IsError(PlanMetric metric) =>
        metric.Name == plan.Reports.Failed || Holds(metric.MetricName, ["5xx", "error", "fault"]);

    private static bool Holds(string text, string[] pieces) =>
        pieces.Any(p => text.Contains(p, StringComparison.OrdinalIgnoreCase));

    private static DashboardLine Line(
        Component component,
        string ns,
        string metric,
        string statistic,
        string what,
        params (string Name, string Value)[] dimensions) => new(
        component.Resource.Account,
        component.Resource.Region,
        ns,
        metric,
        EquatableList.From(dimensions.Select(d => new AlarmDimension(d.Name, d.Value))),
        statistic,
        $"{component.Name} {what}");
}
