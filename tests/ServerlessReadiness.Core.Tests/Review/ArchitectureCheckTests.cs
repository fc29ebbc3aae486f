using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Checks;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Tests.Review;

/// <summary>One fault at a time is planted into resources without any, and all checks are asked.</summary>
public sealed class ArchitectureCheckTests
{
    private static readonly string[] Items =
    [
        "SEC-01", "SEC-04", "SEC-05", "SEC-06", "SEC-08", "SEC-10", "SEC-11", "SEC-12", "REL-01", "REL-02", "REL-03",
        "REL-04", "REL-05", "REL-06", "REL-07", "REL-08", "REL-09", "REL-11", "REL-12", "REL-13", "PERF-03", "PERF-05",
        "PERF-08", "COST-01", "COST-02", "COST-03", "COST-04",
    ];

    private static readonly DateTimeOffset Now = Site.Now;

    public static TheoryData<string, string, string, string> Faults { get; } = new(Planted.Select(p =>
        (p.Name, p.Item, p.Resource, p.What)));

    // The fault's name, how it is planted, then the item, the resource and the words of its finding.
    private static IEnumerable<(string Name, Func<ReviewFacts, ReviewFacts> Plant, string Item, string Resource, string What)>
        Planted =>
    [
        .. OfSecurity(),
        .. OfReliability(),
        .. OfPerformanceAndCost(),
    ];

    [Fact]
    public void Resources_without_a_fault_have_no_finding_and_every_question_is_answered()
    {
        Assert.Empty(Findings(Site.Clean));
        Assert.All(Items, i => Assert.Equal((i, ReviewAnswer.Yes), (i, ReviewChecks.All[i](Site.Clean).Answer)));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_gives_its_finding_and_no_other(string name, string item, string resource, string what)
    {
        var fault = Planted.First(p => p.Name == name);
        var finding = Assert.Single(Findings(fault.Plant(Site.Clean)));
        Assert.Equal(item, finding.Item);
        Assert.StartsWith(resource, finding.Finding.Resource, StringComparison.Ordinal);
        Assert.Contains(what, finding.Finding.What, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Finding.Fix);
    }

    [Fact]
    public void Without_a_look_nothing_is_answered_and_nothing_is_found()
    {
        var facts = new ReviewFacts(Site.Plan, Now);
        Assert.Empty(Findings(facts));
        Assert.All(Items, i => Assert.Equal((i, ReviewAnswer.CouldNotTell), (i, ReviewChecks.All[i](facts).Answer)));
    }

    [Fact]
    public void An_event_without_resources_has_no_finding()
    {
        var facts = new ReviewFacts(
            Site.Plan with { Components = [], Stages = [] },
            Now)
        {
            Groups = Site.Of<GroupView>(),
            Launches = Site.Of<LaunchView>(),
            Instances = Site.Of<InstanceView>(),
            Volumes = Site.Of<VolumeView>(),
            SecurityGroups = Site.Of<SecurityGroupView>(),
            Balancers = Site.Of<BalancerView>(),
            Listeners = Site.Of<ListenerView>(),
            Databases = Site.Of<DatabaseView>(),
            Records = Site.Of<RecordView>(),
            Vpns = Site.Of<VpnView>(),
            DirectConnects = Site.Of<DirectConnectView>(),
            Reservations = Site.Of<ReservationView>(),
            Contingencies = Site.Of<ContingencyView>(),
        };
        Assert.Empty(Findings(facts));
        string[] left = ["SEC-01", "SEC-05", "SEC-08", "REL-03"];
        Assert.All(
            Items.Except(left),
            i => Assert.Equal((i, ReviewAnswer.NotApplicable), (i, ReviewChecks.All[i](facts).Answer)));
    }

    private static List<(string Item, Finding Finding)> Findings(ReviewFacts facts) =>
        [.. Items.SelectMany(i => ReviewChecks.All[i](facts).Findings.Select(f => (i, f)))];

    private static IEnumerable<(string, Func<ReviewFacts, ReviewFacts>, string, string, string)> OfSecurity() =>
    [
        ("an old key", User(u => u with { Keys = [new AccessKeyView(2, Now.AddDays(-91))] }),
            "SEC-01", "user kim of account 123456789012", "access key 2 is 91 days old"),
        ("a key of unknown age", User(u => u with { Keys = [new AccessKeyView(1, null)] }),
            "SEC-01", "user kim", "nobody knows"),
        ("no second factor", User(u => u with { HasMfa = false }), "SEC-01", "user kim", "without a second factor"),
        ("an old password", User(u => u with { PasswordChangedAt = Now.AddDays(-91) }),
            "SEC-01", "user kim", "password is 91 days old"),
        ("a key of root", Root(u => u with { Keys = [new AccessKeyView(1, Now)] }), "SEC-01", "root user", "has access key 1"),
        ("root without a second factor", Root(u => u with { HasMfa = false }), "SEC-01", "root user", "second factor"),
        ("no password policy", Access(a => a with { Passwords = null }), "SEC-01", "password policy", "there is none"),
        ("passwords for ever", Access(a => a with { Passwords = new PasswordRules(14, null, 5) }),
            "SEC-01", "password policy", "never expire"),
        ("passwords of half a year", Access(a => a with { Passwords = new PasswordRules(14, TimeSpan.FromDays(180), 5) }),
            "SEC-01", "password policy", "180 days"),
        ("short passwords", Access(a => a with { Passwords = new PasswordRules(6, TimeSpan.FromDays(90), 5) }),
            "SEC-01", "password policy", "6 characters"),
        ("an instance without a role", Instance(i => i with { Profile = null }), "SEC-04", "instance i-1", "no instance profile"),
        ("a template without a role",
            f => f with { Launches = Site.Of(f.Launches.Items[0] with { Profile = null }) },
            "SEC-04", "launch template web (lt-1) version 3 of group web-asg", "no instance profile"),
        ("an administrator by hand",
            f => f with { Administrators = Site.Of(f.Administrators.Items[0] with { Users = ["lee"] }) },
            "SEC-05", "user lee of account 123456789012", "AdministratorAccess"),
        ("root at work", Root(u => u with { PasswordUsedAt = Now.AddDays(-29) }), "SEC-05", "root user", "signed in"),
        ("a security patch", Patch(p => p with { Security = 1 }), "SEC-06", "instance i-1", "1 security patches"),
        ("no trail", f => f with { Audits = Site.Of(new AuditView(Site.Account, [])) },
            "SEC-08", "CloudTrail of account 123456789012", "there is no trail"),
        ("a trail of one region", Trail(t => t with { IsMultiRegion = false }), "SEC-08", "CloudTrail", "all regions"),
        ("a trail that stopped", Trail(t => t with { IsLogging = false }), "SEC-08", "trail-arn", "does not record"),
        ("a trail without a bucket", Trail(t => t with { DeliveryError = "NoSuchBucket" }), "SEC-08", "trail-arn", "NoSuchBucket"),
        ("SSH for everybody", Rule(new SecurityRule("tcp", 22, 22, "0.0.0.0/0")), "SEC-10", "security group sg-1 (web)", "tcp 22"),
        ("SSH for half of everybody", Rule(new SecurityRule("tcp", 22, 22, "128.0.0.0/1")), "SEC-10", "security group", "128"),
        ("all ports from IPv6", Rule(new SecurityRule("-1", null, null, "::/0")), "SEC-10", "security group", "everything from ::/0"),
        ("a range around HTTPS", Rule(new SecurityRule("tcp", 80, 443, "0.0.0.0/0")), "SEC-10", "security group", "tcp 80-443"),
        ("DNS on 80", Rule(new SecurityRule("udp", 80, 80, "0.0.0.0/0")), "SEC-10", "security group", "udp 80"),
        ("no encryption", Listener(l => l with { Protocol = "HTTP", Port = 80, SslPolicy = null }),
            "SEC-11", "listener HTTP 80 of load balancer shop", "without encryption"),
        ("TCP on 80", Listener(l => l with { Protocol = "TCP", Port = 80, SslPolicy = null }), "SEC-11", "listener TCP", "without"),
        ("TLS 1.0", Listener(l => l with { SslPolicy = "ELBSecurityPolicy-2016-08" }), "SEC-11", "listener HTTPS 443", "2016-08"),
        ("TLS 1.0 and 1.3", Listener(l => l with { SslPolicy = "ELBSecurityPolicy-TLS13-1-0-2021-06" }),
            "SEC-11", "listener HTTPS 443", "TLS13-1-0"),
        ("mail without SPF", f => f with { Records = Site.Of(Site.Name, Site.Mail, Site.Sender with { Values = ["\"x\""] }) },
            "SEC-12", "record example.com MX", "v=spf1"),
        ("SPF of another name", f => f with { Records = Site.Of(Site.Name, Site.Mail, Site.Sender with { Name = "m.example.com" }) },
            "SEC-12", "record example.com MX", "v=spf1"),
    ];

    private static IEnumerable<(string, Func<ReviewFacts, ReviewFacts>, string, string, string)> OfReliability() =>
    [
        ("an instance by itself", Instance(i => i with { Group = null }), "REL-01", "instance i-1", "no Auto Scaling group"),
        ("health by EC2", Group(g => g with { HealthCheckType = "EC2" }), "REL-02", "group web-asg in eu-west-1", "EC2"),
        ("a group in one zone", Group(g => g with { Zones = ["eu-west-1a"] }), "REL-03", "group web-asg", "eu-west-1a only"),
        ("instances in one zone",
            Group(g => g with { Members = [g.Members[0], g.Members[1] with { Zone = "eu-west-1a" }] }),
            "REL-03", "group web-asg", "all 2 instances in service are in eu-west-1a"),
        ("a load balancer in one zone", f => f with { Balancers = Site.Of(Site.Balancer with { Zones = ["eu-west-1a"] }) },
            "REL-03", "load balancer shop", "eu-west-1a only"),
        ("a zone that was not survived",
            f => f with { Contingencies = Site.Of(Site.ZoneLost with { Failed = true }) },
            "REL-03", "contingency zone-lost", "did not hold"),
        ("a database in one zone", Database(d => d with { IsMultiZone = false }), "REL-04", "database shop", "no standby"),
        ("a cluster in one zone",
            Database(d => d with { IsMultiZone = false, Cluster = "c-1", ClusterZones = ["eu-west-1a"] }),
            "REL-04", "database shop", "cluster c-1 are in eu-west-1a"),
        ("no plan for the edge",
            f => f with { Contingencies = Site.Of(Site.ZoneLost with { Components = [Site.Web, Site.Data] }) },
            "REL-05", "component edge", "no contingency"),
        ("a plan in doubt",
            f => f with
            {
                Contingencies = Site.Of(Site.ZoneLost, Site.ZoneLost with { Name = "bad-release", Fault = null, Doubt = "never" }),
            },
            "REL-05", "contingency bad-release", "never"),
        ("a name of addresses", Named(r => r with { Alias = null, Ttl = TimeSpan.FromMinutes(1), Values = ["192.0.2.1"] }),
            "REL-06", "record www.example.com A (blue) in zone Z1", "address 192.0.2.1"),
        ("a name for an hour",
            Named(r => r with { Type = "CNAME", Alias = null, Ttl = TimeSpan.FromSeconds(61), Values = ["x.example.net"] }),
            "REL-07", "record www.example.com CNAME", "61 s"),
        ("another name for an hour",
            f => f with
            {
                Records = Site.Of(Site.Name, new RecordView(
                    Site.Zone, "m.example.com", "CNAME", null, TimeSpan.FromHours(1), null, [Site.Balancer.DnsName + "."])),
            },
            "REL-07", "record m.example.com CNAME", "3600 s"),
        ("a tunnel down", f => f with
        {
            Vpns = Site.Of(f.Vpns.Items[0] with
            {
                Tunnels = [new TunnelView("192.0.2.1", true, ""), new TunnelView("192.0.2.2", false, "IKE is down")],
            }),
        }, "REL-08", "VPN connection vpn-1", "192.0.2.2 (IKE is down)"),
        ("one line", f => f with { DirectConnects = Site.Of(f.DirectConnects.Items[0]) },
            "REL-09", "Direct Connect connection dx-1", "plugged in at EqDC2"),
        ("a third line down", f => f with
        {
            DirectConnects = Site.Of([.. f.DirectConnects.Items, new DirectConnectView(Site.At, "dx-3", "EqDC2", "down")]),
        }, "REL-09", "Direct Connect connection dx-3", "it is down"),
        ("an old snapshot", f => f with { Snapshots = Site.Of(new SnapshotView("vol-2", Now.AddHours(-27))) },
            "REL-11", "volume vol-2", "newest snapshot is of"),
        ("no snapshot", f => f with { Snapshots = Site.Of(new SnapshotView("vol-2", null)) }, "REL-11", "volume vol-2", "no snapshot"),
        ("a patch", Patch(p => p with { Missing = 2 }), "REL-13", "instance i-1", "2 patches are missing"),
        ("a patch that failed", Patch(p => p with { Failed = 1 }), "REL-13", "instance i-1", "1 failed"),
        ("a restart to come", Patch(p => p with { PendingReboot = 3 }), "REL-13", "instance i-1", "3 wait for a restart"),
    ];

    private static IEnumerable<(string, Func<ReviewFacts, ReviewFacts>, string, string, string)> OfPerformanceAndCost() =>
    [
        ("no distribution", f => f with { Distributions = Site.Of<DistributionView>() },
            "PERF-03", "load balancer shop", "no enabled CloudFront"),
        ("a distribution that is off",
            f => f with { Distributions = Site.Of(f.Distributions.Items[0] with { IsEnabled = false }) },
            "PERF-03", "load balancer shop", "no enabled CloudFront"),
        ("slow type", Type(t => t with { BaselineMBps = 200 }), "PERF-05", "instance i-1", "262 MB/s together"),
        ("few operations", Type(t => t with { BaselineIops = 5999 }), "PERF-05", "instance i-1", "6000 operations"),
        ("no EBS optimisation", Type(t => t with { EbsOptimised = "unsupported" }), "PERF-05", "instance i-1", "shares its network"),
        ("credits", f => f with { Volumes = Site.Of(Site.Root, Site.DataVolume with { Type = "gp2", Iops = 600 }) },
            "PERF-05", "volume vol-2", "gp2"),
        ("many rules",
            f => f with
            {
                SecurityGroups = Site.Of(Site.SecurityGroup with
                {
                    Inbound = EquatableList.From(Enumerable.Range(1, NetworkRulesMax + 1)
                        .Select(n => new SecurityRule("tcp", n, n, "10.0.0.0/8"))),
                }),
            },
            "PERF-08", "security group sg-1", "51 inbound rules"),
        ("many rules out",
            f => f with { SecurityGroups = Site.Of(Site.SecurityGroup with { OutboundRules = NetworkRulesMax + 1 }) },
            "PERF-08", "security group sg-1", "51 outbound rules"),
        ("nothing to go back to", f => f with { Restores = Site.Of(new RestoreView(Site.Web, null, true)) },
            "COST-01", "component web (group web-asg)", "nobody knows what it goes back to"),
        ("no end in sight", f => f with { Plan = f.Plan with { Metrics = [] } }, "COST-01", "plan of sale", "no metric"),
        ("no way back", f => f with
        {
            Plan = f.Plan with
            {
                Components = EquatableList.From(f.Plan.Components.Select(c => c with { RestartBack = null })),
            },
        }, "COST-01", "component data", "restart"),
        ("an old type", Type(t => t with { IsCurrent = false }), "COST-02", "instance i-1", "earlier generation"),
        ("no mix", Group(g => g with { Mix = null }), "COST-03", "group web-asg", "no mixed instances policy"),
        ("no spot", Group(g => g with { Mix = g.Mix! with { OnDemandPercentAbove = 100 } }), "COST-03", "group web-asg", "no spot"),
        ("all spot", Group(g => g with { Mix = g.Mix! with { OnDemandBase = 0, OnDemandPercentAbove = 0 } }),
            "COST-03", "group web-asg", "all of it is spot"),
        ("one type", Group(g => g with { Mix = g.Mix! with { Types = ["m6i.large"] } }), "COST-03", "group web-asg", "one type"),
        ("a reservation that ends", f => f with { Reservations = Site.Of(f.Reservations.Items[0] with { Until = Now.AddDays(4) }) },
            "COST-04", "reservation ri-1", "before the event is over"),
    ];

    private const int NetworkRulesMax = 50;

    private static Func<ReviewFacts, ReviewFacts> Access(Func<AccessView, AccessView> change) =>
        f => f with { Access = Site.Of(change(Site.Access)) };

    private static Func<ReviewFacts, ReviewFacts> User(Func<CredentialView, CredentialView> change) =>
        Access(a => a with { Users = [Site.RootUser, change(Site.User)] });

    private static Func<ReviewFacts, ReviewFacts> Root(Func<CredentialView, CredentialView> change) =>
        Access(a => a with { Users = [change(Site.RootUser), Site.User] });

    private static Func<ReviewFacts, ReviewFacts> Instance(Func<InstanceView, InstanceView> change) =>
        f => f with { Instances = Site.Of(change(Site.Instance)), Snapshots = Site.Of(Site.Fresh) };

    private static Func<ReviewFacts, ReviewFacts> Patch(Func<PatchState, PatchState> change) =>
        f => f with { Patches = Site.Of(new PatchView("i-1", change(Site.Patched))) };

    private static Func<ReviewFacts, ReviewFacts> Trail(Func<TrailView, TrailView> change) =>
        f => f with { Audits = Site.Of(new AuditView(Site.Account, [change(f.Audits.Items[0].Trails[0])])) };

    private static Func<ReviewFacts, ReviewFacts> Rule(SecurityRule rule) => f => f with
    {
        SecurityGroups = Site.Of(Site.SecurityGroup with { Inbound = Site.SecurityGroup.Inbound.Add(rule) }),
    };

    private static Func<ReviewFacts, ReviewFacts> Listener(Func<ListenerView, ListenerView> change) =>
        f => f with { Listeners = Site.Of(change(Site.Listener)) };

    private static Func<ReviewFacts, ReviewFacts> Group(Func<GroupView, GroupView> change) =>
        f => f with { Groups = Site.Of(change(Site.Group)) };

    private static Func<ReviewFacts, ReviewFacts> Database(Func<DatabaseView, DatabaseView> change) =>
        f => f with { Databases = Site.Of(change(Site.Database)) };

    private static Func<ReviewFacts, ReviewFacts> Named(Func<RecordView, RecordView> change) => f => f with
    {
        Records = Site.Of(change(Site.Name)),
        Distributions = Site.Of(f.Distributions.Items[0] with { Origins = [Site.Balancer.DnsName] }),
    };

    private static Func<ReviewFacts, ReviewFacts> Type(Func<InstanceTypeView, InstanceTypeView> change) =>
        f => f with { InstanceTypes = Site.Of(change(f.InstanceTypes.Items[0])) };
}
