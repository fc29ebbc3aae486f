using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Limits;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Runs;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Review.Limits;

/// <summary>An event all of whose limits suffice: ten instances that become fifty, a hundred at most.</summary>
internal static class LimitWorld
{
    public const string Account = "123456789012";
    public const string Region = "ap-northeast-2";
    public const string Balancer = "arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:loadbalancer/app/shop/50dc";
    public const string TargetGroup = "arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:targetgroup/web/1";

    public static readonly ComponentName Web = ComponentName.Parse("web");
    public static readonly ComponentName Data = ComponentName.Parse("data");
    public static readonly ComponentName Door = ComponentName.Parse("door");

    public static readonly Resource.Setting Database = new(Account, Region, SettingService.RdsInstance, "shop");

    public static readonly QuotaKey Standard = VcpuQuotas.Of("m7g.large", spot: false)!;

    private static readonly FixedPage Closed = new(503, "text/plain", "back soon");

    public static CompiledPlan Plan { get; } = RunbookBindingTests.Plan(
        new Component(Web, new Resource.AutoScalingGroup(Account, Region, "web-asg"), 40, 100, 50, TimeSpan.Zero, [])
        {
            Factor = 5,
            Model = new CapacityModel(10, 100, TimeSpan.FromMinutes(4), 0, 3, null) { ConnectionsPerUnit = 10 },
            DependsOn = [new Dependency(Data, 1)],
        },
        new Component(Data, Database, 0, 0, 0, TimeSpan.Zero, []),
        new Component(Door, Make.Door, 0, 0, 0, TimeSpan.Zero, [])) with
    {
        Ladders =
        [
            new ShedLadder(
                Web,
                [
                    new ShedLevel(
                        "page",
                        [
                            new RunbookStep(
                                "close",
                                new StepAction.MaintenanceOn(Closed, [], [], new SettingValue("x-operator", "yes")),
                                TimeSpan.FromMinutes(5))
                            {
                                On = Door,
                            },
                        ]),
                ],
                TimeSpan.FromMinutes(1),
                TimeSpan.FromMinutes(1),
                80,
                TimeSpan.FromMinutes(30),
                "offered"),
        ],
    };

    public static GroupUse Group { get; } = new(
        Web,
        Account,
        Region,
        "web-asg",
        10,
        [new TypeSize("m7g.large", 2)],
        PurchaseShare.OnDemandOnly,
        ["subnet-a", "subnet-b", "subnet-c"],
        [TargetGroup],
        [new HookTerms("ready", true, TimeSpan.FromMinutes(10), true, null, null)]);

    public static DatabaseUse Connections { get; } = new(
        Data,
        Database,
        "db.r6g.2xlarge",
        "LEAST({DBInstanceClassMemory/9531392},5000)",
        64L * 1024 * 1024 * 1024,
        120);

    public static NatUse Nat { get; } = new(Account, Region, "nat-1", ["subnet-a"], 1, 2000, 0);

    public static ListenerUse Listener { get; } = new(Make.Door, new ListenerSnapshot([], []), 5);

    public static LimitFacts Limits { get; } = new(
        Of(
            Quota(Standard, 1000, 20),
            Quota(new("elasticloadbalancing", "L-A0D0B863", "Targets per Target Group per Region (instances or IP addresses)"), 1000),
            Quota(new("elasticloadbalancing", "L-7E6692B2", "Targets per Application Load Balancer"), 1000),
            Quota(new("elasticloadbalancing", "L-7EED9B64", "Rules per Application Load Balancer"), 100)),
        Of(Group),
        Of(Subnet("a"), Subnet("b"), Subnet("c")),
        Of(new TargetGroupUse(Account, Region, TargetGroup, "web", 10, Balancer)),
        Of(Listener),
        Of(Connections),
        Of(Nat));

    public static ReviewFacts Facts { get; } = new(Plan, Make.T0) { Limits = Limits };

    public static Seen<T> Of<T>(params T[] items) => new(EquatableList.From(items), []);

    public static SubnetUse Subnet(string zone, int free = 240) =>
        new(Account, Region, $"subnet-{zone}", $"{Region}{zone}", 251, free);

    public static QuotaUse Quota(QuotaKey key, decimal value, decimal? used = null) =>
        new(Account, Region, key, key.Name, value, true, true, used, used is null ? "the quota has no usage metric" : "AWS/Usage");

    public static ReviewFacts With(Func<LimitFacts, LimitFacts> change) => Facts with { Limits = change(Limits) };

    public static Seen<QuotaUse> Allow(string code, decimal value) => new(
        EquatableList.From(Limits.Quotas.Items.Select(q => q.Code == code ? q with { Value = value } : q)),
        []);

    public static LimitRow Row(ReviewFacts facts, string name) =>
        LimitProjection.Of(facts).Items.Single(r => r.Name.Contains(name, StringComparison.Ordinal));
}
