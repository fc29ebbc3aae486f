using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;

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

    private static readonly FixedPage Page = new(503, "text/plain", "We are busy; please come back in a few minutes.");

    public static CompiledPlan Plan { get; } = SmallSale.Plan with
    {
        Components =
        [
            .. SmallSale.Plan.Components,
            SmallSale.Plan.FindComponent(Front)! with
            {
                Name = Other,
                Floor = 24,
                Model = SmallSale.Plan.FindComponent(Front)!.Model! with { NormalUnits = 24 },
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
                    new Endpoint("here", Front, ["here-failures"], false, "asked"),
                    new Endpoint("there", Other, ["there-failures"], false, "there"),
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
            Runbook("away", Step("away", null, new StepAction.DnsShift(
                [new EndpointShare("there", 100)],
                40,
                TimeSpan.FromMinutes(2),
                []))),
            Runbook("back", Step("back", null, new StepAction.DnsRestore(40, TimeSpan.FromMinutes(2)))),
            Runbook("show-page", Step("page", Door, new StepAction.MaintenanceOn(Page, [], [], null))),
            Runbook("hide-page", Step("unpage", Door, new StepAction.MaintenanceOff())),
            Runbook("leave-zone", Step("leave", null, new StepAction.ZoneAway(
                $"{SmallSale.Region}a",
                TimeSpan.FromHours(2))) with
            {
                Approval = new ApprovalTerms(
                    ["commander"],
                    TimeSpan.FromMinutes(10),
                    ApprovalDefault.Reject,
                    "Can the other zones carry it?"),
            }),
            Runbook("use-zone", Step("use", null, new StepAction.ZoneBack())),
        ],
        Responses =
        [
            .. SmallSale.Plan.Responses.Where(r => r.Name != "front-failures"),
            SmallSale.Plan.Responses.First(r => r.Name == "front-failures") with
            {
                Runbook = RunbookName.Parse("shed"),
            },
        ],
        Metrics =
        [
            .. SmallSale.Plan.Metrics,
            SmallSale.Plan.Metrics[0] with { Name = "asked" },
            SmallSale.Plan.Metrics[0] with { Name = "there", Component = Other, Region = OtherRegion },
        ],
        Ladders =
        [
            new ShedLadder(
                Front,
                [
                    new ShedLevel("fewer features", [Step("reduce", Features, new StepAction.FeatureReduce(
                        [new SettingValue("recommendations", "off")]))]),
                    new ShedLevel("limited rates", [Step("limit", Limit, new StepAction.RateLimit(500))]),
                    new ShedLevel("page for search", [Step("partial", Door, new StepAction.MaintenanceOn(
                        Page,
                        [],
                        ["/search/*"],
                        null))]),
                    new ShedLevel("page", [Step("full", Door, new StepAction.MaintenanceOn(Page, [], [], null))]),
                ],
                TimeSpan.FromMinutes(3),
                TimeSpan.FromMinutes(8),
                75,
                TimeSpan.FromMinutes(30),
                "asked"),
        ],
        Roles = [new PlanRole("commander", ["arn:aws:iam::123456789012:role/commander"])],
        Contingencies =
        [
            new Contingency(
                "other-region",
                "The home region cannot carry it",
                Name,
                RunbookName.Parse("away"),
                RunbookName.Parse("back"),
                TimeSpan.FromMinutes(20),
                null),
            new Contingency(
                "page",
                "Nothing serves",
                Door,
                RunbookName.Parse("show-page"),
                RunbookName.Parse("hide-page"),
                TimeSpan.FromMinutes(10),
                "capacity-shortage:front"),
            new Contingency(
                "zone",
                "A zone is sick",
                Door,
                RunbookName.Parse("leave-zone"),
                RunbookName.Parse("use-zone"),
                TimeSpan.FromMinutes(10),
                null),
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

    private static Runbook Runbook(string name, RunbookStep step) => new(RunbookName.Parse(name), [step]);

    private static RunbookStep Step(string name, ComponentName? on, StepAction action) =>
        new(name, action, TimeSpan.FromMinutes(40), OnFailure.Undo) { On = on };

    private static Component Bare(ComponentName name, Resource resource) =>
        new(name, resource, 1, 1, 0, TimeSpan.FromMinutes(5), []);
}
