using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Simulation.Player;

/// <summary>The small sale's front twice, in two regions behind one name, with everything that steers or turns away
/// traffic.</summary>
public static class SteeredSale
{
    public const string Host = "shop.example";
    public const string OtherRegion = "us-west-2";
    public const string Listener =
        "arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:listener/app/shop/0123456789abcdef/fedcba9876543210";

    public static readonly ComponentName Front = SmallSale.Front;
    public static readonly ComponentName Other = ComponentName.Parse("other-front");
    public static readonly ComponentName Name = ComponentName.Parse("name");
    public static readonly ComponentName Door = ComponentName.Parse("door");
    public static readonly ComponentName Features = ComponentName.Parse("features");
    public static readonly ComponentName Limit = ComponentName.Parse("limit");

    public static CompiledPlan Plan { get; } = SmallSale.Plan with
    {
        Components =
        [
            .. SmallSale.Plan.Components,
            SmallSale.Plan.FindComponent(Front)! with
            {
                Name = Other,
                Resource = new Resource.AutoScalingGroup(SmallSale.Account, OtherRegion, "web-2"),
                DependsOn = [],
            },
            Bare(Name, new Resource.DnsRecords(
                SmallSale.Account,
                SmallSale.Region,
                "Z0123456789ABCDEFGHIJ",
                Host,
                "A",
                DnsPolicy.Weighted)) with
            {
                Endpoints =
                [
                    new Endpoint("here", Front, ["here-failures"], false, "requests"),
                    new Endpoint("there", Other, ["there-failures"], false, null),
                    new Endpoint("page", null, [], true, null),
                ],
            },
            Bare(Door, new Resource.Listener(SmallSale.Account, SmallSale.Region, Listener)) with
            {
                DependsOn = [new Dependency(Front, 1)],
            },
            Bare(Features, new Resource.Setting(
                SmallSale.Account,
                SmallSale.Region,
                SettingService.SsmParameters,
                "/shop/features")) with { Relief = new Relief([Front], 40) },
            Bare(Limit, new Resource.Setting(
                SmallSale.Account,
                SmallSale.Region,
                SettingService.WebAclRateLimit,
                "regional/shop/11111111-2222-3333-4444-555555555555")),
        ],
        Runbooks =
        [
            .. SmallSale.Plan.Runbooks,
            new Runbook(
                RunbookName.Parse("less"),
                [
                    new RunbookStep(
                        "less",
                        new StepAction.FeatureReduce([new SettingValue("recommendations", "off")]),
                        TimeSpan.FromMinutes(5)) { On = Features },
                ]),
        ],
        Traffic =
        [
            SmallSale.Plan.Traffic[0] with
            {
                Name = Host,
                Targets = [new StreamTarget(Front, 50), new StreamTarget(Other, 50)],
            },
        ],
    };

    private static Component Bare(ComponentName name, Resource resource) =>
        new(name, resource, 0, 0, 0, TimeSpan.FromMinutes(5), []);
}
