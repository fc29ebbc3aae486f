using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Route53;
using Amazon.Route53.Model;

namespace ServerlessReadiness.Sdk.Tests.Moto;

public sealed class TrafficTests(MotoFixture moto) : IClassFixture<MotoFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Weighted_records_are_written_in_one_batch_and_listed()
    {
        using var client = Dns();
        var zone = await CreateZoneAsync(client, "batch");

        var change = await client.ChangeResourceRecordSetsAsync(
            new ChangeResourceRecordSetsRequest
            {
                HostedZoneId = zone.Id,
                ChangeBatch = new ChangeBatch
                {
                    Comment = "shift <10> & more",
                    Changes = [Weighted("blue", 90), Weighted("green", 10)],
                },
            },
            Cancelled);
        Assert.NotEmpty(change.ChangeInfo.Id);
        var state = await client.GetChangeAsync(new GetChangeRequest { Id = change.ChangeInfo.Id }, Cancelled);
        Assert.Equal(ChangeStatus.INSYNC, state.ChangeInfo.Status);

        var listed = await client.ListResourceRecordSetsAsync(
            new ListResourceRecordSetsRequest { HostedZoneId = zone.Id, StartRecordName = "www.batch.example.", StartRecordType = RRType.A },
            Cancelled);
        var weights = listed.ResourceRecordSets.Where(record => record.SetIdentifier is not null)
            .ToDictionary(record => record.SetIdentifier, record => record.Weight, StringComparer.Ordinal);
        Assert.Equal(new Dictionary<string, long?> { ["blue"] = 90, ["green"] = 10 }, weights);
        Assert.All(
            listed.ResourceRecordSets.Where(record => record.SetIdentifier is not null),
            record => Assert.Equal(("192.0.2.1", 60L), (record.ResourceRecords[0].Value, record.TTL)));
    }

    [Fact]
    public async Task A_new_zone_says_where_it_is_and_who_serves_it()
    {
        using var client = Dns();

        var created = await client.CreateHostedZoneAsync(
            new CreateHostedZoneRequest { Name = "zone.example", CallerReference = "zone" }, Cancelled);

        Assert.StartsWith("/hostedzone/", created.HostedZone.Id, StringComparison.Ordinal);
        Assert.NotEmpty(created.DelegationSet.NameServers);
        Assert.Contains("hostedzone", created.Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_health_check_is_created_inverted_and_asked()
    {
        using var client = Dns();
        var check = (await client.CreateHealthCheckAsync(
            new CreateHealthCheckRequest
            {
                CallerReference = "check",
                HealthCheckConfig = new HealthCheckConfig
                {
                    Type = HealthCheckType.HTTPS, FullyQualifiedDomainName = "www.example.com", Port = 443,
                    ResourcePath = "/ready?deep=1&x=2", RequestInterval = 10, FailureThreshold = 2,
                },
            },
            Cancelled)).HealthCheck;
        Assert.Equal("/ready?deep=1&x=2", check.HealthCheckConfig.ResourcePath);

        var changed = await client.UpdateHealthCheckAsync(
            new UpdateHealthCheckRequest { HealthCheckId = check.Id, Inverted = true }, Cancelled);
        Assert.True(changed.HealthCheck.HealthCheckConfig.Inverted);

        var status = await client.GetHealthCheckStatusAsync(
            new GetHealthCheckStatusRequest { HealthCheckId = check.Id }, Cancelled);
        Assert.NotEmpty(status.HealthCheckObservations);
        Assert.NotEmpty(status.HealthCheckObservations[0].StatusReport.Status);
    }

    [Fact]
    public async Task Targets_are_registered_seen_healthy_and_deregistered()
    {
        using var client = new AmazonElasticLoadBalancingV2Client(
            MotoFixture.Credentials, moto.Configure(new AmazonElasticLoadBalancingV2Config()));
        using var ec2 = new AmazonEC2Client(MotoFixture.Credentials, moto.Configure(new AmazonEC2Config()));
        var vpc = (await ec2.DescribeVpcsAsync(new Amazon.EC2.Model.DescribeVpcsRequest(), Cancelled)).Vpcs[0].VpcId;
        var instance = (await ec2.RunInstancesAsync(
            new Amazon.EC2.Model.RunInstancesRequest { ImageId = "ami-12c6146b", MinCount = 1, MaxCount = 1 },
            Cancelled)).Reservation.Instances[0].InstanceId;
        var group = (await client.CreateTargetGroupAsync(
            new CreateTargetGroupRequest
            {
                Name = "front", Protocol = ProtocolEnum.HTTP, Port = 8080, VpcId = vpc, TargetType = TargetTypeEnum.Instance,
                HealthCheckPath = "/ready", Matcher = new Matcher { HttpCode = "200-299" },
            },
            Cancelled)).TargetGroups[0].TargetGroupArn;

        await client.RegisterTargetsAsync(
            new RegisterTargetsRequest { TargetGroupArn = group, Targets = [new TargetDescription { Id = instance, Port = 8081 }] },
            Cancelled);
        var health = await client.DescribeTargetHealthAsync(
            new DescribeTargetHealthRequest { TargetGroupArn = group }, Cancelled);
        var target = Assert.Single(health.TargetHealthDescriptions);
        Assert.Equal((instance, 8081), (target.Target.Id, target.Target.Port));
        Assert.NotNull(target.TargetHealth.State);

        var described = await client.DescribeTargetGroupsAsync(
            new DescribeTargetGroupsRequest { TargetGroupArns = [group] }, Cancelled);
        Assert.Equal(("/ready", "200-299"), (described.TargetGroups[0].HealthCheckPath, described.TargetGroups[0].Matcher.HttpCode));

        await client.DeregisterTargetsAsync(
            new DeregisterTargetsRequest { TargetGroupArn = group, Targets = [new TargetDescription { Id = instance, Port = 8081 }] },
            Cancelled);
        health = await client.DescribeTargetHealthAsync(
            new DescribeTargetHealthRequest { TargetGroupArn = group },
            Cancelled);
        Assert.DoesNotContain(
            health.TargetHealthDescriptions, d => d.TargetHealth.State == TargetHealthStateEnum.Healthy);
    }

    private AmazonRoute53Client Dns() => new(MotoFixture.Credentials, moto.Configure(new AmazonRoute53Config()));

    private static async Task<HostedZone> CreateZoneAsync(AmazonRoute53Client client, string name)
    {
        var created = await client.CreateHostedZoneAsync(
            new CreateHostedZoneRequest { Name = name + ".example.", CallerReference = name }, Cancelled);
        return created.HostedZone;
    }

    private static Change Weighted(string id, long weight) => new()
    {
        Action = ChangeAction.UPSERT,
        ResourceRecordSet = new ResourceRecordSet
        {
            Name = "www.batch.example.", Type = RRType.A, SetIdentifier = id, Weight = weight, TTL = 60,
            ResourceRecords = [new ResourceRecord { Value = "192.0.2.1" }],
        },
    };
}
