using System.Text.Json;
using Amazon.AutoScaling.Model;
using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Traffic;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Aws.Tests;

/// <summary>moto does not know zonal shifts, so ARC's answers are canned.</summary>
public sealed class ArcZonesTests(MotoFixture moto)
{
    private const string BalancerArn =
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/0123456789abcdef";

    private const string GroupArn =
        "arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:1:autoScalingGroupName/web-asg";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Resource.AutoScalingGroup Web = new(MotoFixture.Account, "eu-west-1", "web-asg");

    private static readonly Resource.Listener Shop = new(
        MotoFixture.Account,
        "eu-west-1",
        BalancerArn.Replace(":loadbalancer/", ":listener/", StringComparison.Ordinal) + "/fedcba9876543210");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<Resource, string> Both => new() { { Shop, BalancerArn }, { Web, GroupArn } };

    [Theory]
    [MemberData(nameof(Both))]
    public async Task Zones_and_shifts_of_a_load_balancer_and_of_a_group_are_read(Resource resource, string arn)
    {
        await using var aws = await CannedAws.StartAsync((request, _) => Answer(request, """
            {"arn":"a","appliedWeights":{"euw1-az1":1.0,"euw1-az2":0.0},"zonalShifts":[{"appliedStatus":"APPLIED",
            "zonalShiftId":"s-1","resourceIdentifier":"a","awayFrom":"euw1-az2","expiryTime":1795439400.0,
            "startTime":1795435200.0,"comment":"run-1"}]}
            """));
        using var clients = aws.Clients();

        var seen = await new ArcZones(clients, Time()).ReadAsync(resource, Cancel);

        Assert.Equal(
            [new ZoneView("eu-west-1a", "euw1-az1", ["subnet-1", "subnet-3"]), new("eu-west-1b", "euw1-az2", ["subnet-2"])],
            seen.Zones);
        Assert.Equal(
            [new ZonalShift("s-1", "euw1-az2", DateTimeOffset.FromUnixTimeSeconds(1795439400), "run-1")],
            seen.Shifts);
        Assert.True(seen.CanShift);
        Assert.Single(aws.Requests($"GET /managedresources/{Uri.EscapeDataString(arn)}"));
        var asked = Assert.Single(aws.Requests("DescribeSubnets")).Form;
        Assert.Equal(
            ["subnet-1", "subnet-2", "subnet-3"],
            asked.Where(f => f.Key.StartsWith("SubnetId.", StringComparison.Ordinal)).Select(f => f.Value).Order());
    }

    [Fact]
    public async Task What_ARC_does_not_know_cannot_be_shifted()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => Answer(request, null));
        using var clients = aws.Clients();
        var seen = await new ArcZones(clients, Time()).ReadAsync(Shop, Cancel);
        Assert.False(seen.CanShift);
        Assert.Empty(seen.Shifts);
        Assert.Equal(2, seen.Zones.Count);
    }

    [Fact]
    public async Task What_ARC_may_not_be_asked_is_an_error_and_not_an_answer()
    {
        await using var aws = await CannedAws.StartAsync((request, _) =>
            request.Action.StartsWith("GET /managedresources", StringComparison.Ordinal)
                ? CannedAnswer.RestError(403, "AccessDeniedException")
                : Answer(request, null));
        using var clients = aws.Clients();
        var error = await Assert.ThrowsAsync<PortException>(() => new ArcZones(clients, Time()).ReadAsync(Shop, Cancel));
        Assert.Equal(PortFailure.Denied, error.Failure);
        Assert.Contains("allow arc-zonal-shift:GetManagedResource", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public async Task A_shift_names_the_resource_the_zone_and_how_long(Resource resource, string arn)
    {
        await using var aws = await CannedAws.StartAsync((request, _) => Answer(request, "{}"));
        using var clients = aws.Clients();
        var change = new Change.StartZonalShift(
            "euw1-az2", "eu-west-1b", Now.AddMinutes(90.2), new string('c', 200));

        await new ArcZones(clients, Time()).PerformAsync(resource, change, Cancel);

        using var sent = JsonDocument.Parse(Assert.Single(aws.Requests("POST /zonalshifts")).Body);
        Assert.Equal(arn, sent.RootElement.GetProperty("resourceIdentifier").GetString());
        Assert.Equal("euw1-az2", sent.RootElement.GetProperty("awayFrom").GetString());
        Assert.Equal("91m", sent.RootElement.GetProperty("expiresIn").GetString());
        Assert.Equal(128, sent.RootElement.GetProperty("comment").GetString()!.Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0.5)]
    [InlineData(73 * 60)]
    public async Task A_shift_that_ARC_would_not_take_is_not_sent(double minutes)
    {
        await using var aws = await CannedAws.StartAsync((request, _) => Answer(request, "{}"));
        using var clients = aws.Clients();
        var change = new Change.StartZonalShift("euw1-az2", "eu-west-1b", Now.AddMinutes(minutes), "run-1");
        var error = await Assert.ThrowsAsync<PortException>(
            () => new ArcZones(clients, Time()).PerformAsync(Shop, change, Cancel));
        Assert.Equal(PortFailure.Refused, error.Failure);
        Assert.Empty(aws.Requests("POST /zonalshifts"));
    }

    [Theory]
    [InlineData(409, "ConflictException", PortFailure.Refused)]
    [InlineData(404, "ResourceNotFoundException", PortFailure.NotFound)]
    [InlineData(429, "ThrottlingException", PortFailure.Throttled)]
    [InlineData(403, "AccessDeniedException", PortFailure.Denied)]
    [InlineData(500, "InternalServerException", PortFailure.Unavailable)]
    public async Task An_error_of_ARC_is_what_the_executor_can_act_on(int status, string code, PortFailure failure)
    {
        await using var aws = await CannedAws.StartAsync((request, _) =>
            request.Action == "POST /zonalshifts" ? CannedAnswer.RestError(status, code) : Answer(request, "{}"));
        using var clients = aws.Clients();
        var change = new Change.StartZonalShift("euw1-az2", "eu-west-1b", Now.AddHours(1), "run-1");
        var error = await Assert.ThrowsAsync<PortException>(
            () => new ArcZones(clients, Time()).PerformAsync(Shop, change, Cancel));
        Assert.Equal(failure, error.Failure);
    }

    [Fact]
    public async Task A_shift_is_cancelled_and_one_that_has_ended_is_done()
    {
        await using var aws = await CannedAws.StartAsync((_, count) => count == 1
            ? CannedAnswer.RestJson("{}")
            : CannedAnswer.RestError(404, "ResourceNotFoundException"));
        using var clients = aws.Clients();
        var zones = new ArcZones(clients, Time());
        await zones.PerformAsync(Shop, new Change.CancelZonalShift("s-1", "eu-west-1b"), Cancel);
        await zones.PerformAsync(Shop, new Change.CancelZonalShift("s-1", "eu-west-1b"), Cancel);
        Assert.Equal(2, aws.Requests("DELETE /zonalshifts/s-1").Count);
    }

    [Fact]
    public async Task A_group_gets_other_subnets()
    {
        var clients = await moto.ClientsAsync();
        var subnets = (await clients.Ec2(MotoFixture.Home, ClientUse.Effect)
            .DescribeSubnetsAsync(new Amazon.EC2.Model.DescribeSubnetsRequest(), Cancel)).Subnets
            .Select(s => s.SubnetId).Order(StringComparer.Ordinal).ToArray();
        var name = $"asg-{Guid.NewGuid():N}";
        var service = clients.AutoScaling(MotoFixture.Home, ClientUse.Effect);
        await service.CreateLaunchConfigurationAsync(
            new CreateLaunchConfigurationRequest
            {
                LaunchConfigurationName = name, ImageId = "ami-12c6146b", InstanceType = "m5.large",
            },
            Cancel);
        var create = new CreateAutoScalingGroupRequest
        {
            AutoScalingGroupName = name,
            LaunchConfigurationName = name,
            VPCZoneIdentifier = string.Join(',', subnets[..2]),
            MinSize = 0,
            MaxSize = 4,
        };
        await service.CreateAutoScalingGroupAsync(create, Cancel);
        Resource.AutoScalingGroup group = new(MotoFixture.Account, "eu-west-1", name);

        var change = new Change.SetGroupSubnets(name, [.. subnets[..2]], [subnets[1]]);
        await new ArcZones(clients, Time()).PerformAsync(group, change, Cancel);

        var seen = await service.DescribeAutoScalingGroupsAsync(
            new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [name] }, Cancel);
        Assert.Equal(subnets[1], seen.AutoScalingGroups[0].VPCZoneIdentifier);
        Assert.Equal((0, 4), (seen.AutoScalingGroups[0].MinSize, seen.AutoScalingGroups[0].MaxSize));
    }

    [Fact]
    public async Task What_has_no_zones_is_refused()
    {
        var zones = new ArcZones(await moto.ClientsAsync(), Time());
        Resource table = new Resource.Setting(MotoFixture.Account, "eu-west-1", SettingService.TableWarmThroughput, "t");
        var error = await Assert.ThrowsAsync<PortException>(() => zones.ReadAsync(table, Cancel));
        Assert.Equal(PortFailure.Refused, error.Failure);
    }

    [Fact]
    public async Task A_group_that_is_not_there_is_not_found()
    {
        var zones = new ArcZones(await moto.ClientsAsync(), Time());
        var error = await Assert.ThrowsAsync<PortException>(() => zones.ReadAsync(Web, Cancel));
        Assert.Equal(PortFailure.NotFound, error.Failure);
        Assert.Contains("group web-asg", error.Message, StringComparison.Ordinal);
    }

    private static FakeTimeProvider Time() => new(Now);

    private static CannedAnswer Answer(CannedRequest request, string? managed) => request.Action switch
    {
        "DescribeLoadBalancers" => CannedAnswer.Query(
            request.Action,
            $"<LoadBalancers><member><LoadBalancerArn>{BalancerArn}</LoadBalancerArn><AvailabilityZones>"
            + string.Concat(Enumerable.Range(1, 3).Select(i => $"<member><SubnetId>subnet-{i}</SubnetId></member>"))
            + "</AvailabilityZones></member></LoadBalancers>"),
        "DescribeAutoScalingGroups" => CannedAnswer.Query(
            request.Action,
            $"<AutoScalingGroups><member><AutoScalingGroupName>web-asg</AutoScalingGroupName><AutoScalingGroupARN>{GroupArn}"
            + "</AutoScalingGroupARN><VPCZoneIdentifier>subnet-2,subnet-3, subnet-1</VPCZoneIdentifier></member>"
            + "</AutoScalingGroups>"),
        "DescribeSubnets" => CannedAnswer.Ec2(
            request.Action,
            "<subnetSet>"
            + string.Concat(new[] { ("3", "a", "1"), ("2", "b", "2"), ("1", "a", "1") }.Select(s =>
                $"<item><subnetId>subnet-{s.Item1}</subnetId><availabilityZone>eu-west-1{s.Item2}</availabilityZone>"
                + $"<availabilityZoneId>euw1-az{s.Item3}</availabilityZoneId></item>"))
            + "</subnetSet>"),
        _ when managed is null => CannedAnswer.RestError(404, "ResourceNotFoundException"),
        _ => CannedAnswer.RestJson(managed),
    };
}
