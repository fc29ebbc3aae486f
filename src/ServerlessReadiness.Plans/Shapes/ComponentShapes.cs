using static ServerlessReadiness.Plans.Shapes.Types;

namespace ServerlessReadiness.Plans.Shapes;

/// <summary>A component of the plan's YAML.</summary>
internal static class ComponentShapes
{
    public static readonly Shape Target = new("target", "Anything that Application Auto Scaling scales.",
    [
        new("service", Text, "Its service namespace.", "elasticache") { IsRequired = true },
        new("id", Text, "Its resource id.", "replication-group/sessions") { IsRequired = true },
        new("dimension", Text, "Its scalable dimension.", "elasticache:replication-group:Replicas")
            { IsRequired = true },
    ]);

    public static readonly Shape Model = new("model", "What the component can carry; needed to rehearse.",
    [
        new("requestsPerSecond", Whole, "What one unit serves.", "250")
            { IsRequired = true, Compiled = "requestsPerSecondPerUnit" },
        new("boot", Duration, "From a launch until the unit serves.", "4m")
            { IsRequired = true, Compiled = "bootTime" },
        new("failures", Whole, "Launches in a thousand that never serve.", "5", "0")
            { Compiled = "failuresPerThousandLaunches" },
        new("zones", Whole, "Availability Zones that its units are spread over.", "3", "defaults.zones"),
        new("targetUse", Percent, "The use that its own target tracking holds.", "60%", "no scaling policy")
            { Compiled = "targetUsePercent" },
        new(
            "connections",
            Whole,
            "The pool: connections that one unit opens to each database at most.",
            "20",
            "unknown")
            { Compiled = "connectionsPerUnit" },
    ]);

    public static readonly Shape Settings = new("set", "What a resource without bounds is set to for the event.",
    [
        new("class", Text, "A database's instance class; a new one restarts it.", "db.r6g.4xlarge"),
        new("iops", Whole, "Provisioned IOPS of a database or a volume.", "12000"),
        new("throughput", Whole, "A volume's throughput in MiB/s.", "500"),
        new("readUnits", Whole, "A table's warm throughput for reads; it cannot be lowered again.", "40000"),
        new("writeUnits", Whole, "A table's warm throughput for writes; it cannot be lowered again.", "20000"),
    ]);

    public static readonly Shape Restart = new("restart", "Who agreed to a restart, and when it may happen.",
    [
        new("approvedBy", Text, "Who agreed.", "Jae-hyun Kim") { IsRequired = true },
        new("from", Instant, "The maintenance window's start.", "prewarm") { IsRequired = true },
        new("until", Instant, "Its end; after it the change is no longer begun.", "prewarm + 1h")
            { IsRequired = true },
    ]);

    public static readonly Shape Budget = new("budget", "How much automation may do in one class.",
    [
        new("count", Whole, "Runs that may start within the window.", "6", "the class's own"),
        new("window", Duration, "The window's length; it slides.", "1h", "1h"),
        new("cooldown", Duration, "Least time between two runs.", "3m", "the class's own"),
        new("share", Percent, "For replace: the share of the fleet.", "20%", "the class's own")
            { Compiled = "sharePercent" },
    ]);

    public static readonly Shape Budgets = new("budgets", "Limits for automation on the component, by class.",
    [
        new("capacityUp", new KeyType.Of(Budget), "Raising.", "{ count: 6 }", "6 an hour, 3m apart"),
        new("capacityDown", new KeyType.Of(Budget), "Lowering.", "{ count: 6 }", "6 an hour, 10m apart"),
        new("replace", new KeyType.Of(Budget), "Replacing members.", "{ share: 20% }", "3 an hour, 2m apart, 20%"),
        new("traffic", new KeyType.Of(Budget), "Moving traffic.", "{ count: 4 }", "4 an hour, 5m apart"),
    ]);

    /// <summary>The keys that say what a component is; a component has exactly one.</summary>
    public static readonly IReadOnlyList<Key> Resources =
    [
        new("group", Text, "An EC2 Auto Scaling group.", "web-asg") { Compiled = "resource.name" },
        new("ecsService", Text, "An ECS service as CLUSTER/SERVICE.", "shop/checkout")
            { Compiled = "resource.resourceId" },
        new("tableReads", Text, "A DynamoDB table's provisioned reads, or TABLE/index/INDEX.", "catalog")
            { Compiled = "resource.resourceId" },
        new("tableWrites", Text, "A DynamoDB table's provisioned writes, or TABLE/index/INDEX.", "orders")
            { Compiled = "resource.resourceId" },
        new("lambdaConcurrency", Text, "A function's provisioned concurrency as FUNCTION:ALIAS.", "checkout:live")
            { Compiled = "resource.resourceId" },
        new("target", new KeyType.Of(Target), "Any other target of Application Auto Scaling.", "…")
            { Compiled = "resource" },
        new("instances", TextList, "Instances that no group owns; repaired, not scaled.", "[i-0abc1234]")
            { Compiled = "resource.ids" },
        new("database", Text, "An RDS instance, scaled by class and iops.", "orders-db")
            { Compiled = "resource.id" },
        new("volume", Text, "An EBS volume, scaled by iops and throughput.", "vol-0abc1234")
            { Compiled = "resource.id" },
        new("warmThroughput", Text, "A DynamoDB table's warm throughput.", "catalog") { Compiled = "resource.id" },
        new("dns", new KeyType.Of(DnsShapes.Dns), "A name in Route 53, whose traffic can be moved.",
            "{ zone: Z0123456789ABCDEFGHIJ, name: shop.example.com }") { Compiled = "resource" },
        new("listener", Text, "An Application Load Balancer's listener by its ARN, for pages and zones.",
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2")
            { Compiled = "resource.arn" },
        new("parameters", Text, "The path of SSM parameters that the application reads.", "/shop/features")
            { Compiled = "resource.id" },
        new("webAcl", Text, "A WAF web ACL as regional/NAME/ID or cloudfront/NAME/ID, for a limit on rates.",
            "regional/shop/a1b2c3d4") { Compiled = "resource.id" },
    ];

    public static readonly Shape Component = new("component", "One scalable part of the workload.",
    [
        .. Resources,
        new("account", Text, "The AWS account, twelve digits.", "\"123456789012\"", "defaults.account")
            { Compiled = "resource.account" },
        new("region", Text, "The region's code.", "eu-west-1", "defaults.region") { Compiled = "resource.region" },
        new("normal", Whole, "Units in service on a normal day.", "6") { Compiled = "model.normalUnits" },
        new("factor", Factor, "Its own peak as a multiple of its normal.", "6x", "expect.peak"),
        new("floor", Whole, "The least capacity while the event runs; of a setting: the units that it then carries.",
            "48", "normal × factor, rounded up"),
        new("ceiling", Whole, "The most that automation may ever set; required where there are bounds.", "80"),
        new("dependsOn", new KeyType.Either([Text, TextList, MapOf(Factor)]),
            "The components that it calls, with the calls that one request makes.", "{ orders: 0.4, catalog: 2 }"),
        new("model", new KeyType.Of(Model), "What it can carry; needs normal.", "…"),
        new("leadTime", Duration, "From raising until it is in service.", "20m",
            "twice the boot time, at least 10m; database 45m, volume 30m, warm throughput 15m"),
        new("price", Number, "What one unit costs an hour.", "0.34") { Compiled = "unitPricePerHour" },
        new("alternative", Text, "The component raised instead when AWS has no capacity.", "web-spare"),
        new("armed", Flag, "Whether a group's floors are also scheduled in AWS itself.", "true", "defaults.armed"),
        new("set", new KeyType.Of(Settings), "Of a database, volume or warm throughput: its values.",
            "{ class: db.r6g.4xlarge }") { Compiled = "settings" },
        .. DnsShapes.ComponentKeys,
        .. ReliefShapes.ComponentKeys,
        new("restart", new KeyType.Of(Restart), "The consent that a new instance class needs.", "…"),
        new("restartBack", new KeyType.Of(Restart),
            "The consent to restart once more on the way back; without it a person sees to that.", "…"),
        new("minimumHealthy", Percent, "Share that stays in service during repairs.", "80%", "75%")
            { Compiled = "minimumHealthyPercent" },
        new("alarmCooldown", Duration, "An alarm that still fires is looked at again after it.", "5m", "5m"),
        new("budgets", new KeyType.Of(Budgets), "Limits for automation by class.", "{ replace: { count: 2 } }"),
    ]);
}
