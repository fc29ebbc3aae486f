using ServerlessReadiness.Aws.Review;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Tests.Review;

/// <summary>What hangs on the plan's components, in the wire formats of its services.</summary>
public sealed class ResourceSourceTests
{
    private static readonly Place At = new(MotoFixture.Account, "eu-west-1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instances_are_those_of_groups_of_the_plan_and_of_the_tag_each_once()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Ec2(
            request.Action,
            "<reservationSet><item><instancesSet>"
            + (request.Form["Filter.1.Name"] == "instance-id" ? Instance("i-1", "<platform>windows</platform>") : "")
            + Instance("i-0000000f", "<instanceLifecycle>spot</instanceLifecycle><tagSet><item><key>aws:autoscaling:groupName"
                + "</key><value>api</value></item></tagSet>")
            + "</instancesSet></item></reservationSet>"));
        using var clients = aws.Clients();
        var facts = Facts(new Resource.StandaloneInstances(
            MotoFixture.Account,
            "eu-west-1",
            [InstanceId.Parse("i-0000000a")])) with
        {
            Groups = Of(new GroupView(At, "web", [], "ELB", [], [], 1, 1, [new MemberView("i-1", "a", true)], true, null)),
        };

        var read = await new InstanceSource(clients).ReadAsync(facts, [MotoFixture.Home], Cancel);

        Assert.Equal(
            ["i-0000000f api False True", "i-1 web True False"],
            read.Instances.Items.Select(i => $"{i.Id} {i.Group} {i.IsWindows} {i.IsSpot}"));
        Assert.Equal(
            [new AttachedVolume("vol-a", "/dev/xvda", true), new AttachedVolume("vol-b", "/dev/sdf", false)],
            read.Instances.Items[1].Volumes);
        Assert.Equal(["sg-1"], read.Instances.Items[1].SecurityGroups);
        Assert.Contains("no instance i-0000000a", Assert.Single(read.Instances.Unread), StringComparison.Ordinal);
        var asked = aws.Requests("DescribeInstances");
        Assert.Equal(["i-1", "i-0000000a"], [asked[1].Form["Filter.1.Value.1"], asked[1].Form["Filter.1.Value.2"]]);
    }

    [Fact]
    public async Task The_newest_snapshot_counts_and_a_launched_root_volume_needs_none()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action switch
        {
            "DescribeVolumes" => CannedAnswer.Ec2(
                request.Action,
                "<volumeSet><item><volumeId>vol-a</volumeId><volumeType>gp3</volumeType><size>8</size></item>"
                + "<item><volumeId>vol-b</volumeId><volumeType>io2</volumeType><size>100</size><iops>4000</iops></item>"
                + "</volumeSet>"),
            "DescribeSnapshots" when !request.Form.ContainsKey("NextToken") => CannedAnswer.Ec2(
                request.Action,
                "<snapshotSet><item><volumeId>vol-b</volumeId><startTime>2026-02-28T09:00:00Z</startTime></item>"
                + "</snapshotSet><nextToken>more</nextToken>"),
            "DescribeSnapshots" => CannedAnswer.Ec2(
                request.Action,
                "<snapshotSet><item><volumeId>vol-b</volumeId><startTime>2026-02-27T09:00:00Z</startTime></item>"
                + "</snapshotSet>"),
            _ => CannedAnswer.Ec2(
                request.Action,
                "<instanceTypeSet><item><instanceType>m4.large</instanceType><currentGeneration>false</currentGeneration>"
                + "<ebsInfo><ebsOptimizedSupport>supported</ebsOptimizedSupport><ebsOptimizedInfo>"
                + "<baselineIops>3600</baselineIops><baselineThroughputInMBps>56.25</baselineThroughputInMBps>"
                + "</ebsOptimizedInfo></ebsInfo></item></instanceTypeSet>"),
        });
        using var clients = aws.Clients();
        var instance = new InstanceView(At, "i-1", "m4.large", "a", "vpc-1", "web", null, false, false, false, [], [
            new AttachedVolume("vol-a", "/dev/xvda", true), new AttachedVolume("vol-b", "/dev/sdf", false)]);
        var facts = Facts() with { Instances = Of(instance) };

        var read = await new VolumeSource(clients).ReadAsync(facts, [MotoFixture.Home], Cancel);

        Assert.Equal(
            [
                new VolumeView(At, "vol-a", "i-1", true, "gp3", 8, null, null),
                new VolumeView(At, "vol-b", "i-1", false, "io2", 100, 4000, null),
            ],
            read.Volumes.Items);
        Assert.Equal(
            [new SnapshotView("vol-b", new DateTimeOffset(2026, 2, 28, 9, 0, 0, TimeSpan.Zero))],
            read.Snapshots.Items);
        Assert.Equal([new InstanceTypeView("m4.large", false, "supported", 56.25, 3600)], read.InstanceTypes.Items);
    }

    [Theory]
    [InlineData("<Type>redirect</Type><RedirectConfig><Protocol>HTTPS</Protocol></RedirectConfig>", true)]
    [InlineData("<Type>redirect</Type><RedirectConfig><Protocol>HTTP</Protocol></RedirectConfig>", false)]
    [InlineData("<Type>fixed-response</Type>", true)]
    [InlineData("<Type>forward</Type>", false)]
    public async Task An_HTTP_listener_leads_to_HTTPS_when_all_of_its_rules_do(string rule, bool leads)
    {
        const string Https = "<member><Type>redirect</Type><RedirectConfig><Protocol>HTTPS</Protocol></RedirectConfig></member>";
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(request.Action, request.Action switch
        {
            "DescribeTargetGroups" =>
                "<TargetGroups><member><LoadBalancerArns><member>lb-1</member></LoadBalancerArns></member></TargetGroups>",
            "DescribeLoadBalancers" =>
                "<LoadBalancers><member><LoadBalancerArn>lb-1</LoadBalancerArn><LoadBalancerName>shop</LoadBalancerName>"
                + "<DNSName>shop.elb.amazonaws.com</DNSName><Scheme>internet-facing</Scheme><AvailabilityZones><member>"
                + "<ZoneName>a</ZoneName></member></AvailabilityZones></member></LoadBalancers>",
            "DescribeListeners" =>
                "<Listeners><member><ListenerArn>l-1</ListenerArn><Protocol>HTTP</Protocol><Port>80</Port>"
                + $"<DefaultActions>{Https}</DefaultActions></member></Listeners>",
            _ => $"<Rules><member><Actions>{Https}</Actions></member><member><Actions><member>{rule}</member></Actions></member>"
                + "</Rules>",
        }));
        using var clients = aws.Clients();
        var facts = Facts() with
        {
            Groups = Of(new GroupView(At, "web", [], "ELB", ["tg-1"], ["old"], 1, 1, [], true, null)),
        };

        var read = await new BalancerSource(clients).ReadAsync(facts, [MotoFixture.Home], Cancel);

        Assert.Equal(leads, Assert.Single(read.Listeners.Items).RedirectsToHttps);
        Assert.Equal(("shop", true), (read.Balancers.Items[0].Name, read.Balancers.Items[0].IsPublic));
        Assert.Contains("classic load balancer old", Assert.Single(read.Listeners.Unread), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_zones_of_a_cluster_are_those_of_its_members()
    {
        const string Member = "<DBInstance><DBInstanceIdentifier>{0}</DBInstanceIdentifier><DBClusterIdentifier>c-1"
            + "</DBClusterIdentifier><AvailabilityZone>{1}</AvailabilityZone><VpcSecurityGroups>"
            + "<VpcSecurityGroupMembership><VpcSecurityGroupId>sg-7</VpcSecurityGroupId></VpcSecurityGroupMembership>"
            + "</VpcSecurityGroups></DBInstance>";
        static string Of(string id, string zone) =>
            Member.Replace("{0}", id, StringComparison.Ordinal).Replace("{1}", zone, StringComparison.Ordinal);
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(
            request.Action,
            request.Form["Filters.Filter.1.Name"] == "db-cluster-id"
                ? $"<DBInstances>{Of("shop", "a")}{Of("shop-2", "b")}</DBInstances>"
                : $"<DBInstances>{Of("shop", "a")}</DBInstances>"));
        using var clients = aws.Clients();

        var read = await new DatabaseSource(clients).ReadAsync(
            Facts(
                new Resource.Setting(MotoFixture.Account, "eu-west-1", SettingService.RdsInstance, "shop"),
                new Resource.Setting(MotoFixture.Account, "eu-west-1", SettingService.RdsInstance, "gone")),
            [MotoFixture.Home],
            Cancel);

        Assert.Equal([new DatabaseView(At, "shop", false, "c-1", ["a", "b"], null, false, ["sg-7"])], read.Databases.Items);
        Assert.Contains("no database gone", Assert.Single(read.Databases.Unread), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_pages_of_a_zone_are_read_with_aliases_and_wildcards()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.RestXml(
            request.Action.Contains("name=www", StringComparison.Ordinal)
                ? "<R><ResourceRecordSets><ResourceRecordSet><Name>www.example.com.</Name><Type>A</Type><AliasTarget>"
                    + "<DNSName>dualstack.shop.elb.amazonaws.com.</DNSName></AliasTarget></ResourceRecordSet>"
                    + "</ResourceRecordSets><IsTruncated>false</IsTruncated></R>"
                : "<R><ResourceRecordSets><ResourceRecordSet><Name>\\052.example.com.</Name><Type>CNAME</Type><TTL>30</TTL>"
                    + "<ResourceRecords><ResourceRecord><Value>a.example.net</Value></ResourceRecord></ResourceRecords>"
                    + "</ResourceRecordSet></ResourceRecordSets><IsTruncated>true</IsTruncated>"
                    + "<NextRecordName>www.example.com.</NextRecordName><NextRecordType>A</NextRecordType></R>"));
        using var clients = aws.Clients();

        var read = await new RecordSource(clients).ReadAsync(
            Facts(new Resource.DnsRecords(MotoFixture.Account, "eu-west-1", "Z1", "www.example.com", "A", DnsPolicy.Weighted)),
            [MotoFixture.Home],
            Cancel);

        Assert.Equal(
            [
                new RecordView("Z1", "*.example.com", "CNAME", null, TimeSpan.FromSeconds(30), null, ["a.example.net"]),
                new RecordView("Z1", "www.example.com", "A", null, null, "dualstack.shop.elb.amazonaws.com", []),
            ],
            read.Records.Items);
    }

    [Fact]
    public async Task Each_source_of_a_rule_counts_by_itself_and_reservations_are_those_of_the_types_in_use()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Ec2(
            request.Action,
            request.Action == "DescribeSecurityGroups"
                ? "<securityGroupInfo><item><groupId>sg-1</groupId><groupName>web</groupName><ipPermissions><item>"
                    + "<ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort>"
                    + "<ipRanges><item><cidrIp>10.0.0.0/8</cidrIp></item></ipRanges>"
                    + "<ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges>"
                    + "<prefixListIds><item><prefixListId>pl-1</prefixListId></item></prefixListIds>"
                    + "<groups><item><groupId>sg-2</groupId></item></groups></item></ipPermissions>"
                    + "<ipPermissionsEgress><item><ipProtocol>-1</ipProtocol><ipRanges><item><cidrIp>0.0.0.0/0</cidrIp></item>"
                    + "</ipRanges></item></ipPermissionsEgress></item></securityGroupInfo>"
                : "<reservedInstancesSet><item><reservedInstancesId>ri-1</reservedInstancesId><instanceType>m6i.large"
                    + "</instanceType><instanceCount>3</instanceCount><end>2026-12-31T00:00:00Z</end></item>"
                    + "</reservedInstancesSet>"));
        using var clients = aws.Clients();
        var facts = Facts() with
        {
            Instances = Of(new InstanceView(At, "i-1", "m6i.large", "a", "", null, null, false, false, true, ["sg-1"], [])),
        };

        var groups = await new SecurityGroupSource(clients).ReadAsync(facts, [MotoFixture.Home], Cancel);
        var reservations = await new ReservationSource(clients).ReadAsync(facts, [MotoFixture.Home], Cancel);

        var group = Assert.Single(groups.SecurityGroups.Items);
        Assert.Equal(
            ["tcp 22 from 10.0.0.0/8", "tcp 22 from ::/0", "tcp 22 from pl-1", "tcp 22 from sg-2"],
            group.Inbound.Select(r => r.ToString()));
        Assert.Equal(1, group.OutboundRules);
        Assert.Equal(
            [new ReservationView(At, "ri-1", "m6i.large", 3, new DateTimeOffset(2026, 12, 31, 0, 0, 0, TimeSpan.Zero))],
            reservations.Reservations.Items);
    }

    private static ReviewFacts Facts(params Resource[] resources) =>
        new(ReviewPlan.Of(resources), ReviewPlan.Now)
        {
            Groups = Of<GroupView>(),
            Instances = Of<InstanceView>(),
            Launches = Of<LaunchView>(),
            Balancers = Of<BalancerView>(),
            Databases = Of<DatabaseView>(),
        };

    private static Seen<T> Of<T>(params IEnumerable<T> items) => new(EquatableList.From(items), []);

    private static string Instance(string id, string more) =>
        $"<item><instanceId>{id}</instanceId><instanceType>m6i.large</instanceType>{more}<rootDeviceName>/dev/xvda</rootDeviceName>"
        + "<blockDeviceMapping><item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-a</volumeId></ebs></item>"
        + "<item><deviceName>/dev/sdf</deviceName><ebs><volumeId>vol-b</volumeId></ebs></item></blockDeviceMapping>"
        + "<groupSet><item><groupId>sg-1</groupId></item></groupSet></item>";
}
