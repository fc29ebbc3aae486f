using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Review;

/// <summary>An event's resources without a fault: every check of the architecture answers yes.</summary>
internal static class Site
{
    public const string Account = "123456789012";
    public const string Zone = "Z1";

    public static readonly DateTimeOffset Now = Make.T0;
    public static readonly Place At = new(Account, "eu-west-1");
    public static readonly ComponentName Web = ComponentName.Parse("web");
    public static readonly ComponentName Data = ComponentName.Parse("data");
    public static readonly ComponentName Edge = ComponentName.Parse("edge");

    public static CompiledPlan Plan { get; } = new(
        EventId.Parse("sale"),
        "Sale",
        "UTC",
        [],
        new EventSchedule(Now.AddDays(2), Now.AddDays(3), Now.AddDays(4), Now.AddDays(5)),
        [
            new Component(Web, new Resource.AutoScalingGroup(Account, "eu-west-1", "web-asg"), 4, 40, 50, Minutes(5), [])
            {
                Model = new CapacityModel(2, 100, Minutes(2), 0, 2, null),
            },
            new Component(
                Data,
                new Resource.Setting(Account, "eu-west-1", SettingService.RdsInstance, "shop"), 1, 1, 50, Minutes(5), [])
            {
                Restart = new RestartConsent("kim", Now.AddDays(2), Now.AddDays(3)),
                RestartBack = new RestartConsent("kim", Now.AddDays(5), Now.AddDays(6)),
            },
            new Component(
                Edge,
                new Resource.DnsRecords(Account, "eu-west-1", Zone, "www.example.com", "A", DnsPolicy.Weighted),
                1,
                1,
                50,
                Minutes(5),
                []),
        ],
        [],
        [],
        Minutes(15))
    {
        Stages = [new PrewarmStage(1, Now.AddDays(2), Now.AddDays(2), [new StageGoal(Web, 20), new StageGoal(Data, 1)])],
        Metrics =
        [
            new PlanMetric("requests", Web, Account, "eu-west-1", "AWS/ApplicationELB", "RequestCount", [], "Sum", null),
        ],
    };

    public static GroupView Group { get; } = new(
        At,
        "web-asg",
        ["eu-west-1a", "eu-west-1b"],
        "ELB",
        ["tg-1"],
        [],
        2,
        2,
        [new MemberView("i-1", "eu-west-1a", true), new MemberView("i-2", "eu-west-1b", true)],
        true,
        new MixView(2, 50, ["m6i.large", "m6a.large"], false));

    public static InstanceView Instance { get; } = new(
        At,
        "i-1",
        "m6i.large",
        "eu-west-1a",
        "vpc-1",
        "web-asg",
        "arn:aws:iam::123456789012:instance-profile/web",
        false,
        false,
        true,
        ["sg-1"],
        [new AttachedVolume("vol-1", "/dev/xvda", true), new AttachedVolume("vol-2", "/dev/sdf", false)]);

    public static VolumeView Root { get; } = new(At, "vol-1", "i-1", true, "gp3", 20, 3000, 125);

    public static VolumeView DataVolume { get; } = new(At, "vol-2", "i-1", false, "gp3", 200, 3000, 125);

    public static SecurityGroupView SecurityGroup { get; } = new(
        At,
        "sg-1",
        "web",
        [
            new SecurityRule("tcp", 443, 443, "0.0.0.0/0"),
            new SecurityRule("tcp", 80, 80, "::/0"),
            new SecurityRule("tcp", 22, 22, "10.0.0.0/8"),
            new SecurityRule("icmp", 3, 4, "0.0.0.0/0"),
            new SecurityRule("tcp", 8080, 8080, "sg-2"),
        ],
        1);

    public static BalancerView Balancer { get; } =
        new(At, "lb-arn", "shop", "shop-1.eu-west-1.elb.amazonaws.com", true, ["eu-west-1a", "eu-west-1b"], ["sg-1"]);

    public static ListenerView Listener { get; } =
        new(At, "listener-arn", "shop", true, "HTTPS", 443, "ELBSecurityPolicy-TLS13-1-2-2021-06", false);

    public static DatabaseView Database { get; } = new(At, "shop", true, null, [], null, false, ["sg-1"]);

    public static RecordView Name { get; } =
        new(Zone, "www.example.com", "A", "blue", null, "dualstack.shop-1.eu-west-1.elb.amazonaws.com", []);

    public static RecordView Mail { get; } =
        new(Zone, "example.com", "MX", null, TimeSpan.FromHours(1), null, ["10 mail.example.com"]);

    public static RecordView Sender { get; } =
        new(Zone, "example.com", "TXT", null, TimeSpan.FromHours(1), null, ["\"v=spf1 mx -all\""]);

    public static CredentialView User { get; } =
        new("kim", true, Now.AddDays(-30), Now.AddDays(-1), true, [new AccessKeyView(1, Now.AddDays(-89))]);

    public static CredentialView RootUser { get; } =
        new(CredentialView.Root, true, null, Now.AddDays(-300), true, []);

    public static AccessView Access { get; } =
        new(Account, [RootUser, User], new PasswordRules(14, TimeSpan.FromDays(90), 5));

    public static ContingencyView ZoneLost { get; } =
        new("zone-lost", [Web, Data, Edge], "zone-loss", Now.AddDays(-3), false, null);

    public static SnapshotView[] Fresh { get; } =
        [new SnapshotView("vol-1", Now.AddHours(-20)), new SnapshotView("vol-2", Now.AddHours(-20))];

    public static PatchState Patched { get; } = new(0, 0, 0, 0, 0, Now.AddDays(-1));

    public static ReviewFacts Clean { get; } = new(Plan, Now)
    {
        Groups = Of(Group),
        Launches = Of(new LaunchView(At, "launch template web (lt-1) version 3", "web-asg", "web", ["sg-1"])),
        Instances = Of(Instance),
        Volumes = Of(Root, DataVolume),
        Snapshots = Of(new SnapshotView("vol-2", Now.AddHours(-20))),
        InstanceTypes = Of(new InstanceTypeView("m6i.large", true, "default", 400, 20_000)),
        SecurityGroups = Of(SecurityGroup),
        Balancers = Of(Balancer),
        Listeners = Of(Listener, Listener with { Protocol = "HTTP", Port = 80, SslPolicy = null, RedirectsToHttps = true }),
        Databases = Of(Database),
        Records = Of(Name, Mail, Sender),
        Access = Of(Access),
        Administrators = Of(new AdministratorView(Account, "AdministratorAccess", [], 2)),
        Audits = Of(new AuditView(Account, [new TrailView("trail-arn", true, true, null)])),
        Patches = Of(new PatchView("i-1", Patched)),
        Distributions = Of(new DistributionView(Account, "E1", "d1.cloudfront.net", [], ["www.example.com"], true)),
        Vpns = Of(new VpnView(At, "vpn-1", [new TunnelView("192.0.2.1", true, ""), new TunnelView("192.0.2.2", true, "")])),
        DirectConnects = Of(
            new DirectConnectView(At, "dx-1", "EqDC2", "available"),
            new DirectConnectView(At, "dx-2", "EqLD5", "available")),
        Reservations = Of(new ReservationView(At, "ri-1", "m6i.large", 2, Now.AddDays(300))),
        Contingencies = Of(ZoneLost),
        Restores = Of(new RestoreView(Web, null, false), new RestoreView(Data, null, false)),
        Untagged = Of<TagGap>(),
    };

    public static Seen<T> Of<T>(params IEnumerable<T> items) => new(EquatableList.From(items), []);

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);
}
