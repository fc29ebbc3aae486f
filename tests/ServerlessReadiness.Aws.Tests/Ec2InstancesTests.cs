using Amazon.EC2;
using Amazon.EC2.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Aws.Tests;

public sealed class Ec2InstancesTests(MotoFixture moto)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instance_is_read_stopped_started_and_rebooted()
    {
        var (instances, id) = await RunAsync("m5.large");

        var running = await instances.ReadAsync(MotoFixture.Home, id, Cancel);
        Assert.True(running.IsRunning);
        Assert.True(running.StatusChecksPassed);
        Assert.False(running.HasInstanceStore);
        Assert.NotEmpty(running.SecurityGroups);
        Assert.InRange(running.LaunchedAt, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));

        await instances.PerformAsync(MotoFixture.Home, new Change.StopInstance(id), Cancel);
        Assert.True((await instances.ReadAsync(MotoFixture.Home, id, Cancel)).IsStopped);

        await instances.PerformAsync(MotoFixture.Home, new Change.StartInstance(id), Cancel);
        Assert.True((await instances.ReadAsync(MotoFixture.Home, id, Cancel)).IsRunning);

        await instances.PerformAsync(MotoFixture.Home, new Change.RebootInstance(id), Cancel);
        Assert.True((await instances.ReadAsync(MotoFixture.Home, id, Cancel)).IsRunning);
    }

    [Fact]
    public async Task Local_disks_are_told_by_the_instance_type()
    {
        var (instances, id) = await RunAsync("m5d.large");

        Assert.True((await instances.ReadAsync(MotoFixture.Home, id, Cancel)).HasInstanceStore);
    }

    [Fact]
    public async Task Security_groups_are_replaced()
    {
        var (instances, id) = await RunAsync("m5.large");
        var service = (await moto.ClientsAsync()).Ec2(MotoFixture.Home, ClientUse.Effect);
        var made = await service.CreateSecurityGroupAsync(
            new CreateSecurityGroupRequest { GroupName = $"quarantine-{id}", Description = "nothing in or out" },
            Cancel);
        var before = (await instances.ReadAsync(MotoFixture.Home, id, Cancel)).SecurityGroups;

        await instances.PerformAsync(
            MotoFixture.Home,
            new Change.SetSecurityGroups(id, before, [made.GroupId]),
            Cancel);

        // moto adds the new group to the interface's and replaces those of the instance; EC2 replaces both.
        Assert.Contains(made.GroupId, (await instances.ReadAsync(MotoFixture.Home, id, Cancel)).SecurityGroups);
        var now = await service.DescribeInstancesAsync(
            new DescribeInstancesRequest { InstanceIds = [id.Value] },
            Cancel);
        Assert.Equal([made.GroupId], now.Reservations[0].Instances[0].SecurityGroups.Select(g => g.GroupId));
    }

    [Fact]
    public async Task An_unknown_instance_is_not_found()
    {
        var clients = await moto.ClientsAsync();
        var instances = new Ec2Instances(clients, new InstanceTypes(clients));

        var error = await Assert.ThrowsAsync<PortException>(
            () => instances.ReadAsync(MotoFixture.Home, InstanceId.Parse("i-00000000000000000"), Cancel));

        Assert.Equal(PortFailure.NotFound, error.Failure);
        Assert.Contains("i-00000000000000000", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ok", "ok", true)]
    [InlineData("ok", "impaired", false)]
    [InlineData("impaired", "ok", false)]
    [InlineData("initializing", "ok", null)]
    [InlineData("insufficient-data", "ok", null)]
    public async Task Status_checks_pass_only_when_both_are_ok(string instance, string system, bool? passed)
    {
        var seen = await CannedAsync(CannedAnswer.Ec2(
            "DescribeInstanceStatus",
            $"<instanceStatusSet><item><instanceStatus><status>{instance}</status></instanceStatus>"
            + $"<systemStatus><status>{system}</status></systemStatus></item></instanceStatusSet>"));

        Assert.Equal(passed, seen.StatusChecksPassed);
    }

    [Fact]
    public async Task What_could_not_be_read_is_an_unknown_status_and_local_disks_that_stopping_would_lose()
    {
        var seen = await CannedAsync(CannedAnswer.Ec2Error(500, "InternalError"));

        Assert.Null(seen.StatusChecksPassed);
        Assert.True(seen.HasInstanceStore);
        Assert.True(seen.IsRunning);
        Assert.Equal(["sg-primary"], seen.SecurityGroups);
    }

    private static async Task<InstanceSnapshot> CannedAsync(CannedAnswer status)
    {
        const string Instance = """
            <reservationSet><item><instancesSet><item>
              <instanceId>i-0123456789abcdef0</instanceId><instanceType>m5.large</instanceType>
              <instanceState><code>16</code><name>running</name></instanceState>
              <launchTime>2026-11-23T10:00:00.000Z</launchTime><rootDeviceType>ebs</rootDeviceType>
              <networkInterfaceSet>
                <item><attachment><deviceIndex>1</deviceIndex></attachment>
                  <groupSet><item><groupId>sg-second</groupId></item></groupSet></item>
                <item><attachment><deviceIndex>0</deviceIndex></attachment>
                  <groupSet><item><groupId>sg-primary</groupId></item></groupSet></item>
              </networkInterfaceSet>
            </item></instancesSet></item></reservationSet>
            """;
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action switch
        {
            "DescribeInstances" => CannedAnswer.Ec2(request.Action, Instance),
            "DescribeInstanceStatus" => status,
            _ => CannedAnswer.Ec2Error(500, "InternalError"),
        });
        using var clients = aws.Clients();
        return await new Ec2Instances(clients, new InstanceTypes(clients))
            .ReadAsync(MotoFixture.Home, InstanceId.Parse("i-0123456789abcdef0"), Cancel);
    }

    private async Task<(Ec2Instances Instances, InstanceId Id)> RunAsync(string type)
    {
        var clients = await moto.ClientsAsync();
        var response = await clients.Ec2(MotoFixture.Home, ClientUse.Effect).RunInstancesAsync(
            new RunInstancesRequest
            {
                ImageId = "ami-12c6146b",
                InstanceType = InstanceType.FindValue(type),
                MinCount = 1,
                MaxCount = 1,
            },
            Cancel);
        var id = InstanceId.Parse(response.Reservation.Instances[0].InstanceId);
        return (new Ec2Instances(clients, new InstanceTypes(clients)), id);
    }
}
