using Amazon.AutoScaling.Model;
using Amazon.EC2.Model;
using ServerlessReadiness.Aws.Clients;

namespace ServerlessReadiness.Bootstrap.Tests;

using Filter = Amazon.EC2.Model.Filter;
using Tag = Amazon.EC2.Model.Tag;

/// <summary>A lifecycle hook of the group, and an interface for the instance that waits in it.</summary>
internal sealed partial class Stage
{
    /// <returns>A member of the group and the pool's interface.</returns>
    public async Task<(string Instance, string Interface)> SetUpHooksAsync()
    {
        await Groups.PutLifecycleHookAsync(
            new PutLifecycleHookRequest
            {
                AutoScalingGroupName = TestPlan.Group,
                LifecycleHookName = HookPlans.Launch,
                LifecycleTransition = "autoscaling:EC2_INSTANCE_LAUNCHING",
                HeartbeatTimeout = 900,
                DefaultResult = "ABANDON",
            },
            Cancel);
        var service = _clients.Ec2(Home, ClientUse.Effect);
        var member = (await MembersInServiceAsync())[0];
        var found = await service.DescribeInstancesAsync(
            new DescribeInstancesRequest { InstanceIds = [member] }, Cancel);
        var made = await service.CreateNetworkInterfaceAsync(
            new CreateNetworkInterfaceRequest { SubnetId = found.Reservations[0].Instances[0].SubnetId }, Cancel);
        var id = made.NetworkInterface.NetworkInterfaceId;
        await service.CreateTagsAsync(
            new CreateTagsRequest { Resources = [id], Tags = [new Tag(HookPlans.Pool.Name, HookPlans.Pool.Value)] },
            Cancel);
        return (member, id);
    }

    public async Task<IReadOnlyList<string>> InterfacesOfAsync(string instance) =>
    [
        .. (await _clients.Ec2(Home, ClientUse.Read).DescribeNetworkInterfacesAsync(
            new DescribeNetworkInterfacesRequest
            {
                Filters = [new Filter($"tag:{HookPlans.Pool.Name}", [HookPlans.Pool.Value])],
            },
            Cancel)).NetworkInterfaces.Where(i => i.Attachment?.InstanceId == instance).Select(i => i.NetworkInterfaceId),
    ];
}
