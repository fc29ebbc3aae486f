using ServerlessReadiness.Aws.Review;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Tests.Review;

/// <summary>The wire format of what moto does not answer or answers in one page, and what is denied.</summary>
public sealed class ArchitectureSourceTests
{
    private const string StrayGroup =
        "<AutoScalingGroups><member><AutoScalingGroupName>stray</AutoScalingGroupName>"
        + "<LaunchConfigurationName>old</LaunchConfigurationName>"
        + "<LoadBalancerNames><member>classic-1</member></LoadBalancerNames>"
        + "<Tags><member><Key>readiness:event</Key><Value>sale</Value></member></Tags></member></AutoScalingGroups>";

    private const string TemplateVersion =
        "<launchTemplateVersionSet><item><launchTemplateId>lt-1</launchTemplateId>"
        + "<launchTemplateName>web</launchTemplateName><versionNumber>7</versionNumber><launchTemplateData>"
        + "<iamInstanceProfile><name>web-role</name></iamInstanceProfile>"
        + "<networkInterfaceSet><item><groupSet><groupId>sg-9</groupId></groupSet></item></networkInterfaceSet>"
        + "</launchTemplateData></item></launchTemplateVersionSet>";

    [Fact]
    public async Task Everything_denied_is_said_with_each_missing_permission_and_nothing_is_thrown()
    {
        await using var aws = await CannedAws.StartAsync((r, _) => r.Action switch
        {
            var a when a.StartsWith("GET ", StringComparison.Ordinal) => new CannedAnswer(
                403,
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>",
                "text/xml"),
            "GetResources" or "DescribeTrails" or "DescribeConnections" or "DescribeInstancePatchStates" =>
                CannedAnswer.JsonError(400, "AccessDeniedException"),
            "DescribeInstances" => CannedAnswer.Ec2Error(403, "UnauthorizedOperation"),
            _ => CannedAnswer.QueryError(403, "AccessDenied"),
        });
        using var clients = aws.Clients();

        var facts = await ReviewPlan.ReadAllAsync(
            ReviewPlan.Of(
                ReviewPlan.Group("web"),
                new Resource.Setting(MotoFixture.Account, "eu-west-1", SettingService.RdsInstance, "shop"),
                new Resource.DnsRecords(MotoFixture.Account, "eu-west-1", "Z1", "www.example.com", "A", DnsPolicy.Weighted)),
            clients);

        ReviewPlan.AssertUnread(facts.Groups, "allow autoscaling:DescribeAutoScalingGroups");
        ReviewPlan.AssertUnread(facts.Launches, "allow autoscaling:DescribeAutoScalingGroups");
        ReviewPlan.AssertUnread(facts.Instances, "allow ec2:DescribeInstances");
        ReviewPlan.AssertUnread(facts.Volumes, "allow ec2:DescribeInstances");
        ReviewPlan.AssertUnread(facts.Listeners, "allow autoscaling:DescribeAutoScalingGroups");
        ReviewPlan.AssertUnread(facts.Databases, "allow rds:DescribeDBInstances");
        ReviewPlan.AssertUnread(facts.SecurityGroups, "allow rds:DescribeDBInstances");
        ReviewPlan.AssertUnread(facts.Records, "allow route53:ListResourceRecordSets");
        ReviewPlan.AssertUnread(facts.Access, "allow iam:GenerateCredentialReport");
        ReviewPlan.AssertUnread(facts.Administrators, "allow iam:ListEntitiesForPolicy");
        ReviewPlan.AssertUnread(facts.Audits, "allow cloudtrail:DescribeTrails");
        ReviewPlan.AssertUnread(facts.Distributions, "allow cloudfront:ListDistributions");
        ReviewPlan.AssertUnread(facts.DirectConnects, "allow directconnect:DescribeConnections");
        ReviewPlan.AssertUnread(facts.Untagged, "allow tag:GetResources");
    }

    [Fact]
    public async Task Groups_are_read_page_by_page_with_what_they_launch_from()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action switch
        {
            "DescribeAutoScalingGroups" when request.Form.ContainsKey("Filters.member.1.Name") => CannedAnswer.Query(
                request.Action,
                StrayGroup),
            "DescribeAutoScalingGroups" when !request.Form.ContainsKey("NextToken") => CannedAnswer.Query(
                request.Action,
                "<AutoScalingGroups></AutoScalingGroups><NextToken>more</NextToken>"),
            "DescribeAutoScalingGroups" => CannedAnswer.Query(
                request.Action,
                "<AutoScalingGroups><member><AutoScalingGroupName>web</AutoScalingGroupName><MinSize>2</MinSize>"
                + "<DesiredCapacity>3</DesiredCapacity><HealthCheckType>EC2,ELB</HealthCheckType>"
                + "<AvailabilityZones><member>eu-west-1a</member><member>eu-west-1b</member></AvailabilityZones>"
                + "<TargetGroupARNs><member>tg-1</member></TargetGroupARNs>"
                + "<TrafficSources><member><Identifier>tg-1</Identifier><Type>elbv2</Type></member></TrafficSources>"
                + "<Instances><member><InstanceId>i-1</InstanceId><AvailabilityZone>eu-west-1a</AvailabilityZone>"
                + "<LifecycleState>InService</LifecycleState></member></Instances>"
                + "<MixedInstancesPolicy><LaunchTemplate><LaunchTemplateSpecification>"
                + "<LaunchTemplateId>lt-1</LaunchTemplateId><Version>$Latest</Version></LaunchTemplateSpecification>"
                + "<Overrides><member><InstanceType>m6i.large</InstanceType></member>"
                + "<member><InstanceType>m6a.large</InstanceType></member></Overrides></LaunchTemplate>"
                + "<InstancesDistribution><OnDemandBaseCapacity>2</OnDemandBaseCapacity>"
                + "<OnDemandPercentageAboveBaseCapacity>25</OnDemandPercentageAboveBaseCapacity></InstancesDistribution>"
                + "</MixedInstancesPolicy></member></AutoScalingGroups>"),
            "DescribeLaunchTemplateVersions" => CannedAnswer.Ec2(
                request.Action,
                TemplateVersion),
            _ => CannedAnswer.Query(
                request.Action,
                "<LaunchConfigurations><member><LaunchConfigurationName>old</LaunchConfigurationName>"
                + "<SecurityGroups><member>sg-8</member></SecurityGroups></member></LaunchConfigurations>"),
        });
        using var clients = aws.Clients();

        var facts = await ReviewPlan.ReadAsync(
            ReviewPlan.Of(ReviewPlan.Group("web"), ReviewPlan.Group("gone")),
            new GroupSource(clients));

        Assert.Equal(
            new GroupView(
                new Place(MotoFixture.Account, "eu-west-1"),
                "web",
                ["eu-west-1a", "eu-west-1b"],
                "EC2,ELB",
                ["tg-1"],
                [],
                2,
                3,
                [new MemberView("i-1", "eu-west-1a", true)],
                false,
                new MixView(2, 25, ["m6i.large", "m6a.large"], false)),
            facts.Groups.Items[0]);
        Assert.Equal(("stray", true), (facts.Groups.Items[1].Name, facts.Groups.Items[1].IsTagged));
        Assert.Contains("there is no group gone", Assert.Single(facts.Groups.Unread), StringComparison.Ordinal);
        Assert.Equal(
            ["launch template web (lt-1) version 7: web-role sg-9", "launch configuration old:  sg-8"],
            facts.Launches.Items.Select(l => $"{l.Name}: {l.Profile} {string.Join('+', l.SecurityGroups)}"));
        Assert.Equal("$Latest", Assert.Single(aws.Requests("DescribeLaunchTemplateVersions")).Form["LaunchTemplateVersion.1"]);
    }

    [Fact]
    public async Task Trails_lines_and_distributions_are_read_in_their_wire_formats()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action switch
        {
            "DescribeTrails" => CannedAnswer.Json("""{"trailList":[{"TrailARN":"t-1","IsMultiRegionTrail":true}]}"""),
            "GetTrailStatus" => CannedAnswer.Json("""{"IsLogging":true,"LatestDeliveryError":"NoSuchBucket"}"""),
            "DescribeConnections" => request.Body.Contains("more", StringComparison.Ordinal)
                ? CannedAnswer.Json("""{"connections":[{"connectionId":"dx-2","location":"EqLD5","connectionState":"down"}]}""")
                : CannedAnswer.Json(
                    """
                    {"connections":[{"connectionId":"dx-1","location":"EqDC2","connectionState":"available"}],
                     "nextToken":"more"}
                    """),
            var a when a.StartsWith("GET /2020-05-31/distribution", StringComparison.Ordinal) => CannedAnswer.RestXml(
                a.Contains("Marker=m2", StringComparison.Ordinal)
                    ? "<DistributionList><IsTruncated>false</IsTruncated><Items>" + Distribution("E2") + "</Items></DistributionList>"
                    : "<DistributionList><IsTruncated>true</IsTruncated><NextMarker>m2</NextMarker><Items>"
                        + Distribution("E1") + "</Items></DistributionList>"),
            _ => ReviewPlan.Empty(request),
        });
        using var clients = aws.Clients();

        var facts = await ReviewPlan.ReadAsync(
            ReviewPlan.Of(ReviewPlan.Group("web")),
            new TrailSource(clients),
            new LinkSource(clients),
            new DistributionSource(clients));

        Assert.Equal(
            [new AuditView(MotoFixture.Account, [new TrailView("t-1", true, true, "NoSuchBucket")])],
            facts.Audits.Items);
        Assert.Equal(["dx-1 EqDC2 available", "dx-2 EqLD5 down"], facts.DirectConnects.Items
            .Select(d => $"{d.Id} {d.Location} {d.State}"));
        Assert.Equal(["E1 www.example.com True", "E2 www.example.com True"], facts.Distributions.Items
            .Select(d => $"{d.Id} {d.Origins[0]} {d.IsEnabled}"));
    }

    [Fact]
    public async Task Patches_are_asked_for_fifty_at_a_time_and_each_instance_has_an_answer()
    {
        var instances = Enumerable.Range(1, 60).Select(n => Instance($"i-{n}")).ToList();
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.Json(
            """
            {"InstancePatchStates":[{"InstanceId":"i-60","MissingCount":1,"FailedCount":2,"InstalledPendingRebootCount":3,
             "CriticalNonCompliantCount":4,"SecurityNonCompliantCount":5,"OperationEndTime":1767225600}]}
            """));
        using var clients = aws.Clients();
        var facts = new ReviewFacts(ReviewPlan.Of(ReviewPlan.Group("web")), ReviewPlan.Now)
        {
            Instances = new Seen<InstanceView>(Core.EquatableList.From(instances), []),
        };

        var read = await new PatchSource(clients).ReadAsync(facts, [MotoFixture.Home], TestContext.Current.CancellationToken);

        Assert.Equal(2, aws.Requests("DescribeInstancePatchStates").Count);
        Assert.Equal(60, read.Patches.Items.Count);
        Assert.Null(read.Patches.Items[0].State);
        Assert.Equal(
            new PatchState(1, 2, 3, 4, 5, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            read.Patches.Items[59].State);
    }

    [Fact]
    public async Task Tunnels_are_those_of_the_gateways_of_the_events_own_networks()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action switch
        {
            "DescribeVpnGateways" => CannedAnswer.Ec2(
                request.Action,
                "<vpnGatewaySet><item><vpnGatewayId>vgw-1</vpnGatewayId></item></vpnGatewaySet>"),
            "DescribeTransitGatewayVpcAttachments" => CannedAnswer.Ec2(
                request.Action,
                "<transitGatewayVpcAttachments><item><transitGatewayId>tgw-1</transitGatewayId></item>"
                + "</transitGatewayVpcAttachments>"),
            "DescribeVpnConnections" => CannedAnswer.Ec2(
                request.Action,
                $"<vpnConnectionSet><item><vpnConnectionId>vpn-{request.Form["Filter.1.Value.1"]}</vpnConnectionId>"
                + "<vgwTelemetry><item><outsideIpAddress>192.0.2.1</outsideIpAddress><status>UP</status></item>"
                + "<item><outsideIpAddress>192.0.2.2</outsideIpAddress><status>DOWN</status>"
                + "<statusMessage>IKE</statusMessage></item></vgwTelemetry></item></vpnConnectionSet>"),
            _ => ReviewPlan.Empty(request),
        });
        using var clients = aws.Clients();
        var facts = new ReviewFacts(ReviewPlan.Of(ReviewPlan.Group("web")), ReviewPlan.Now)
        {
            Instances = new Seen<InstanceView>([Instance("i-1")], []),
        };

        var read = await new LinkSource(clients).ReadAsync(facts, [MotoFixture.Home], TestContext.Current.CancellationToken);

        Assert.Equal(["vpn-vgw-1", "vpn-tgw-1"], read.Vpns.Items.Select(v => v.Id));
        Assert.All(read.Vpns.Items, v => Assert.Equal(
            [new TunnelView("192.0.2.1", true, ""), new TunnelView("192.0.2.2", false, "IKE")],
            v.Tunnels));
        Assert.Equal("vpc-1", Assert.Single(aws.Requests("DescribeVpnGateways")).Form["Filter.1.Value.1"]);
    }

    [Fact]
    public async Task A_distribution_without_origins_is_no_answer_and_a_zone_that_is_named_twice_is_one()
    {
        await using var aws = await CannedAws.StartAsync((request, _) =>
            request.Action.StartsWith("GET /2020-05-31/distribution", StringComparison.Ordinal)
                ? CannedAnswer.RestXml(
                    "<DistributionList><IsTruncated>false</IsTruncated><Items><DistributionSummary><Id>E1</Id>"
                    + "<DomainName>e1.cloudfront.net</DomainName></DistributionSummary></Items></DistributionList>")
                : request.Action == "DescribeAutoScalingGroups"
                    ? CannedAnswer.Query(
                        request.Action,
                        "<AutoScalingGroups><member><AutoScalingGroupName>web</AutoScalingGroupName><AvailabilityZones>"
                        + "<member>eu-west-1a</member><member>eu-west-1a</member></AvailabilityZones></member></AutoScalingGroups>")
                    : ReviewPlan.Empty(request));
        using var clients = aws.Clients();

        var facts = await ReviewPlan.ReadAsync(
            ReviewPlan.Of(ReviewPlan.Group("web")),
            new GroupSource(clients),
            new DistributionSource(clients));

        Assert.Empty(facts.Distributions.Items);
        Assert.Contains("without its state or origins", Assert.Single(facts.Distributions.Unread), StringComparison.Ordinal);
        Assert.Equal(["eu-west-1a"], Assert.Single(facts.Groups.Items).Zones);
    }

    [Fact]
    public async Task What_has_the_tag_and_what_lacks_it_is_told_apart()
    {
        const string Ours = "arn:aws:ec2:eu-west-1:123456789012:volume/vol-1";
        const string Stray = "arn:aws:dynamodb:eu-west-1:123456789012:table/forgotten";
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Json(
            request.Body.Contains("more", StringComparison.Ordinal)
                ? $$"""{"PaginationToken":"","ResourceTagMappingList":[{"ResourceARN":"{{Stray}}"}]}"""
                : $$"""{"PaginationToken":"more","ResourceTagMappingList":[{"ResourceARN":"{{Ours}}"}]}"""));
        using var clients = aws.Clients();
        var facts = new ReviewFacts(
            ReviewPlan.Of(
                new Resource.Setting(MotoFixture.Account, "eu-west-1", SettingService.EbsVolume, "vol-1"),
                new Resource.Setting(MotoFixture.Account, "eu-west-1", SettingService.RdsInstance, "shop")),
            ReviewPlan.Now)
        {
            Groups = new Seen<GroupView>([], []),
            Instances = new Seen<InstanceView>([], []),
        };

        var read = await new TagSource(clients).ReadAsync(facts, [MotoFixture.Home], TestContext.Current.CancellationToken);

        Assert.Equal(
            [new TagGap("arn:aws:rds:eu-west-1:123456789012:db:shop", true), new TagGap(Stray, false)],
            read.Untagged.Items);
        Assert.Empty(read.Untagged.Unread);
        Assert.Contains(
            "{\"Key\":\"readiness:event\",\"Values\":[\"sale\"]}",
            aws.Requests("GetResources")[0].Body,
            StringComparison.Ordinal);
    }

    private static InstanceView Instance(string id) => new(
        new Place(MotoFixture.Account, "eu-west-1"), id, "m6i.large", "eu-west-1a", "vpc-1", "web", null, false, false, true, [], []);

    private static string Distribution(string id) =>
        $"<DistributionSummary><Id>{id}</Id><DomainName>{id}.cloudfront.net</DomainName><Enabled>true</Enabled><Origins>"
        + "<Quantity>1</Quantity><Items><Origin><Id>o</Id><DomainName>www.example.com</DomainName></Origin></Items></Origins>"
        + "</DistributionSummary>";
}
