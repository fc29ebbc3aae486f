using System.Diagnostics;
using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Plans;

/// <summary>The AWS resource behind a component. Every case names its account and region.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(AutoScalingGroup), "autoScalingGroup")]
[JsonDerivedType(typeof(ScalableTarget), "scalableTarget")]
[JsonDerivedType(typeof(StandaloneInstances), "instances")]
[JsonDerivedType(typeof(Setting), "setting")]
[JsonDerivedType(typeof(DnsRecords), "dns")]
[JsonDerivedType(typeof(Listener), "listener")]
public abstract record Resource
{
    private Resource(string account, string region)
    {
        Account = account;
        Region = region;
    }

    /// <summary>Twelve digits.</summary>
    public string Account { get; }

    /// <summary>A region code such as ap-northeast-2.</summary>
    public string Region { get; }

    /// <summary>
    /// The key under which the resource is leased and restored: an ARN without the parts that only the service
    /// knows, so a group created anew under its old name inherits its predecessor's record.
    /// </summary>
    [JsonIgnore]
    public abstract string Key { get; }

    /// <summary>The name as people know it.</summary>
    [JsonIgnore]
    public abstract string Label { get; }

    /// <summary>An EC2 Auto Scaling group.</summary>
    public sealed record AutoScalingGroup(string Account, string Region, string Name) : Resource(Account, Region)
    {
        [JsonIgnore]
        public override string Key =>
            $"arn:aws:autoscaling:{Region}:{Account}:autoScalingGroup:*:autoScalingGroupName/{Name}";

        [JsonIgnore]
        public override string Label => $"group {Name}";
    }

    /// <summary>Anything that Application Auto Scaling scales.</summary>
    /// <param name="Account">Twelve digits.</param>
    /// <param name="Region">A region code.</param>
    /// <param name="ServiceNamespace">For example ecs, dynamodb, lambda.</param>
    /// <param name="ResourceId">For example service/shop/web.</param>
    /// <param name="Dimension">For example ecs:service:DesiredCount.</param>
    public sealed record ScalableTarget(
        string Account,
        string Region,
        string ServiceNamespace,
        string ResourceId,
        string Dimension) : Resource(Account, Region)
    {
        [JsonIgnore]
        public override string Key =>
            $"arn:aws:application-autoscaling:{Region}:{Account}:scalable-target/"
            + $"{ServiceNamespace}/{ResourceId}/{Dimension}";

        [JsonIgnore]
        public override string Label => $"target {ServiceNamespace} {ResourceId}";
    }

    /// <summary>Instances that no group owns. They can be rebooted and recovered, not scaled or replaced.</summary>
    public sealed record StandaloneInstances(
        string Account,
        string Region,
        EquatableList<Instances.InstanceId> Ids) : Resource(Account, Region)
    {
        [JsonIgnore]
        public override string Key => $"arn:aws:ec2:{Region}:{Account}:instance/{string.Join('+', Ids)}";

        [JsonIgnore]
        public override string Label => $"instances {string.Join(", ", Ids)}";
    }

    /// <summary>A resource that is scaled by a setting, such as an instance class or provisioned IOPS.</summary>
    /// <param name="Account">Twelve digits.</param>
    /// <param name="Region">A region code.</param>
    /// <param name="Service">What it is.</param>
    /// <param name="Id">The database instance's identifier, the volume's id or the table's name.</param>
    public sealed record Setting(string Account, string Region, SettingService Service, string Id)
        : Resource(Account, Region)
    {
        [JsonIgnore]
        public override string Key => Service switch
        {
            SettingService.RdsInstance => $"arn:aws:rds:{Region}:{Account}:db:{Id}",
            SettingService.EbsVolume => $"arn:aws:ec2:{Region}:{Account}:volume/{Id}",
            SettingService.SsmParameters => $"arn:aws:ssm:{Region}:{Account}:parameter{Id}/*",
            SettingService.WebAclRateLimit => $"arn:aws:wafv2:{Region}:{Account}:{Id}/rate-limit",
            SettingService.TableWarmThroughput => $"arn:aws:dynamodb:{Region}:{Account}:table/{Id}/warm-throughput",
            _ => throw new UnreachableException($"No key for {Service}."),
        };

        [JsonIgnore]
        public override string Label => Service switch
        {
            SettingService.RdsInstance => $"database {Id}",
            SettingService.EbsVolume => $"volume {Id}",
            SettingService.SsmParameters => $"parameters {Id}",
            SettingService.WebAclRateLimit => $"rate limit of web ACL {Id}",
            SettingService.TableWarmThroughput => $"warm throughput of table {Id}",
            _ => throw new UnreachableException($"No label for {Service}."),
        };
    }

    /// <summary>The records of one name and type in a hosted zone, which share its traffic.</summary>
    /// <param name="Account">Twelve digits.</param>
    /// <param name="Region">Any region of the partition; Route 53 is not regional.</param>
    /// <param name="HostedZoneId">Such as Z0123456789ABCDEFGHIJ.</param>
    /// <param name="Name">The name, without a trailing dot.</param>
    /// <param name="Type">A, AAAA or CNAME.</param>
    /// <param name="Policy">How they share it.</param>
    public sealed record DnsRecords(
        string Account,
        string Region,
        string HostedZoneId,
        string Name,
        string Type,
        DnsPolicy Policy) : Resource(Account, Region)
    {
        [JsonIgnore]
        public override string Key => $"arn:aws:route53:::hostedzone/{HostedZoneId}/{Name}/{Type}";

        [JsonIgnore]
        public override string Label => $"records {Name} {Type}";
    }

    /// <summary>A listener of an Application Load Balancer.</summary>
    /// <param name="Account">Twelve digits.</param>
    /// <param name="Region">A region code.</param>
    /// <param name="Arn">The listener's ARN.</param>
    public sealed record Listener(string Account, string Region, string Arn) : Resource(Account, Region)
    {
        [JsonIgnore]
        public override string Key => Arn;

        [JsonIgnore]
        public override string Label => $"listener {Arn[(Arn.IndexOf('/', StringComparison.Ordinal) + 1)..]}";

        /// <summary>The load balancer's ARN, of which the listener's is made.</summary>
        [JsonIgnore]
        public string LoadBalancerArn => Arn[..Math.Max(0, Arn.LastIndexOf('/'))]
            .Replace(":listener/", ":loadbalancer/", StringComparison.Ordinal);
    }
}
