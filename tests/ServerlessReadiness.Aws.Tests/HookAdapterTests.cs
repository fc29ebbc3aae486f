using Amazon.EC2.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Hooks;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Runbooks;

using ElbTargetGroup = Amazon.ElasticLoadBalancingV2.Model.CreateTargetGroupRequest;

namespace ServerlessReadiness.Aws.Tests;

/// <summary>Hooks and what hangs on instances: against moto, and against canned answers for what moto lacks.</summary>
public sealed class HookAdapterTests(MotoFixture moto)
{
    private static readonly Resource.AutoScalingGroup Group = new(MotoFixture.Account, "eu-west-1", "web-asg");
    private static readonly InstanceId Id = InstanceId.Parse("i-0123456789abcdef0");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_interface_of_the_pool_is_attached_found_and_detached()
    {
        var (attachments, id, service) = await RunAsync();
        var subnet = (await service.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id.Value] }, Cancel))
            .Reservations[0].Instances[0].SubnetId;
        var made = (await service.CreateNetworkInterfaceAsync(
            new CreateNetworkInterfaceRequest { SubnetId = subnet }, Cancel)).NetworkInterface.NetworkInterfaceId;
        await service.CreateTagsAsync(
            new CreateTagsRequest { Resources = [made], Tags = [new("pool", id.Value)] }, Cancel);
        var pick = new PoolPick(null, new SettingValue("pool", id.Value));

        var before = await attachments.ReadInterfacesAsync(MotoFixture.Home, id, pick, Cancel);
        Assert.Equal([made], before.Free);
        Assert.Empty(before.Attached);
        await attachments.PerformAsync(MotoFixture.Home, new Change.AttachInterface(id, made, before.NextDevice), Cancel);

        var after = await attachments.ReadInterfacesAsync(MotoFixture.Home, id, pick, Cancel);
        var attached = Assert.Single(after.Attached);
        Assert.Equal((made, "attached"), (attached.InterfaceId, attached.State));
        Assert.NotEqual(0, attached.DeviceIndex);
        await attachments.PerformAsync(
            MotoFixture.Home, new Change.DetachInterface(id, made, attached.AttachmentId), Cancel);
        Assert.Empty((await attachments.ReadInterfacesAsync(MotoFixture.Home, id, pick, Cancel)).Attached);
    }

    [Fact]
    public async Task An_address_is_associated_and_tags_are_set()
    {
        var (attachments, id, service) = await RunAsync();
        var address = (await service.AllocateAddressAsync(new AllocateAddressRequest { Domain = "vpc" }, Cancel)).AllocationId;
        var pick = new PoolPick(address, null);
        Assert.Equal([address], (await attachments.ReadAddressesAsync(MotoFixture.Home, id, pick, Cancel)).Free);

        await attachments.PerformAsync(MotoFixture.Home, new Change.AssociateAddress(id, address), Cancel);
        await attachments.PerformAsync(MotoFixture.Home, new Change.TagInstance(id, [new("event", "sale")]), Cancel);

        var seen = await attachments.ReadAddressesAsync(MotoFixture.Home, id, pick, Cancel);
        Assert.Equal([address], seen.Associated);
        Assert.Empty(seen.Free);
        Assert.Contains(new SettingValue("event", "sale"), await attachments.ReadTagsAsync(MotoFixture.Home, id, Cancel));
    }

    [Fact]
    public async Task A_target_is_registered_and_deregistered()
    {
        var (attachments, id, service) = await RunAsync();
        var vpc = (await service.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id.Value] }, Cancel))
            .Reservations[0].Instances[0].VpcId;
        var group = (await (await moto.ClientsAsync()).LoadBalancers(MotoFixture.Home, ClientUse.Effect)
            .CreateTargetGroupAsync(
                new ElbTargetGroup { Name = $"t{id.Value[^12..]}", Protocol = "HTTP", Port = 80, VpcId = vpc },
                Cancel)).TargetGroups[0].TargetGroupArn;

        await attachments.PerformAsync(MotoFixture.Home, new Change.RegisterTarget(id, group), Cancel);
        Assert.False(Assert.Single(await attachments.ReadTargetsAsync(MotoFixture.Home, id, [group], Cancel)).IsAbsent);
        await attachments.PerformAsync(MotoFixture.Home, new Change.DeregisterTarget(id, group), Cancel);
    }

    [Fact]
    public async Task A_command_is_found_again_by_its_token()
    {
        var (attachments, id, _) = await RunAsync();
        await attachments.PerformAsync(
            MotoFixture.Home,
            new Change.SendCommand(id, "AWS-RunShellScript", null, [new("commands", "true")], "readiness run step"),
            Cancel);

        var seen = await attachments.ReadCommandAsync(MotoFixture.Home, id, "readiness run step", Cancel);

        Assert.NotNull(seen.State);
    }

    [Fact]
    public async Task Hooks_are_read_with_their_time_outs()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(request.Action, """
            <LifecycleHooks><member><LifecycleHookName>ready</LifecycleHookName>
              <AutoScalingGroupName>web-asg</AutoScalingGroupName>
              <LifecycleTransition>autoscaling:EC2_INSTANCE_LAUNCHING</LifecycleTransition>
              <HeartbeatTimeout>900</HeartbeatTimeout><GlobalTimeout>90000</GlobalTimeout>
              <DefaultResult>ABANDON</DefaultResult><NotificationMetadata>eni-1</NotificationMetadata></member>
            <member><LifecycleHookName>bye</LifecycleHookName>
              <LifecycleTransition>autoscaling:EC2_INSTANCE_TERMINATING</LifecycleTransition>
              <DefaultResult>CONTINUE</DefaultResult></member></LifecycleHooks>
            """));
        using var clients = aws.Clients();

        var hooks = await new AutoScalingHooks(clients).ReadAsync(Group, Cancel);

        Assert.Equal(
            [
                new HookTerms("ready", true, TimeSpan.FromMinutes(15), true, "eni-1", TimeSpan.FromHours(25)),
                new HookTerms("bye", false, TimeSpan.FromHours(1), false, null, null),
            ],
            hooks);
    }

    [Fact]
    public async Task Completing_what_is_over_is_done_and_a_heartbeat_for_it_is_refused()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(
            400, "ValidationError", "No active Lifecycle Action found with instance ID i-0123456789abcdef0"));
        using var clients = aws.Clients();
        var hooks = new AutoScalingHooks(clients);

        await hooks.PerformAsync(Group, new Change.CompleteHook("web-asg", "ready", Id, "t", Abandon: true), Cancel);
        var over = await Assert.ThrowsAsync<PortException>(() =>
            hooks.PerformAsync(Group, new Change.BeatHook("web-asg", "ready", Id, null), Cancel));

        Assert.Equal(PortFailure.Refused, over.Failure);
        var sent = Assert.Single(aws.Requests("CompleteLifecycleAction")).Form;
        Assert.Equal(("ABANDON", "t"), (sent["LifecycleActionResult"], sent["LifecycleActionToken"]));
        Assert.DoesNotContain(
            "LifecycleActionToken",
            Assert.Single(aws.Requests("RecordLifecycleActionHeartbeat")).Form.Keys);
    }

    [Fact]
    public async Task Another_refusal_of_a_completion_is_one()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(400, "ValidationError", "bad"));
        using var clients = aws.Clients();

        await Assert.ThrowsAsync<PortException>(() => new AutoScalingHooks(clients).PerformAsync(
            Group, new Change.CompleteHook("web-asg", "ready", Id, null, Abandon: false), Cancel));
    }

    [Theory]
    [InlineData("Online", true)]
    [InlineData("ConnectionLost", false)]
    [InlineData(null, false)]
    public async Task A_command_waits_for_an_agent_that_is_online(string? ping, bool online)
    {
        await using var aws = await CannedAws.StartAsync((request, _) =>
            request.Action.EndsWith("ListCommands", StringComparison.Ordinal)
                ? CannedAnswer.Json("""{"Commands":[]}""")
                : CannedAnswer.Json(ping is null
                    ? """{"InstanceInformationList":[]}"""
                    : $$"""{"InstanceInformationList":[{"InstanceId":"{{Id}}","PingStatus":"{{ping}}"}]}"""));
        using var clients = aws.Clients();

        var seen = await new AwsAttachments(clients).ReadCommandAsync(MotoFixture.Home, Id, "token", Cancel);

        Assert.Equal((online, (ReceiptState?)null), (seen.AgentOnline, seen.State));
    }

    private async Task<(AwsAttachments Attachments, InstanceId Id, Amazon.EC2.IAmazonEC2 Service)> RunAsync()
    {
        var clients = await moto.ClientsAsync();
        var service = clients.Ec2(MotoFixture.Home, ClientUse.Effect);
        var response = await service.RunInstancesAsync(
            new RunInstancesRequest { ImageId = "ami-12c6146b", InstanceType = "m5.large", MinCount = 1, MaxCount = 1 },
            Cancel);
        return (new AwsAttachments(clients), InstanceId.Parse(response.Reservation.Instances[0].InstanceId), service);
    }
}
