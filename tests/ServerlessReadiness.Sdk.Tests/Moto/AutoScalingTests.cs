using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;

namespace ServerlessReadiness.Sdk.Tests.Moto;

public sealed class AutoScalingTests(MotoFixture moto) : IClassFixture<MotoFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_is_created_described_updated_and_deleted()
    {
        using var client = Client();
        var name = await CreateGroupAsync(client, "life", desired: 2);

        var group = await DescribeAsync(client, name);
        Assert.Equal((1, 4, 2), (group.MinSize, group.MaxSize, group.DesiredCapacity));
        Assert.Equal(["eu-central-1a"], group.AvailabilityZones);
        Assert.Equal(2, group.Instances.Count);
        Assert.All(group.Instances, instance => Assert.Equal(LifecycleState.InService, instance.LifecycleState));
        Assert.Equal("team", Assert.Single(group.Tags).Key);
        Assert.Equal(DateTimeKind.Utc, group.CreatedTime!.Value.Kind);
        Assert.InRange(group.CreatedTime.Value, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));

        await client.UpdateAutoScalingGroupAsync(
            new UpdateAutoScalingGroupRequest { AutoScalingGroupName = name, MinSize = 3, MaxSize = 6 }, Cancelled);
        await client.SetDesiredCapacityAsync(
            new SetDesiredCapacityRequest { AutoScalingGroupName = name, DesiredCapacity = 5, HonorCooldown = false },
            Cancelled);
        group = await DescribeAsync(client, name);
        Assert.Equal((3, 6, 5), (group.MinSize, group.MaxSize, group.DesiredCapacity));

        await client.DeleteAutoScalingGroupAsync(
            new DeleteAutoScalingGroupRequest { AutoScalingGroupName = name, ForceDelete = true }, Cancelled);
        var left = await client.DescribeAutoScalingGroupsAsync(
            new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [name] }, Cancelled);
        Assert.Empty(left.AutoScalingGroups);
    }

    [Fact]
    public async Task An_instance_goes_to_standby_and_back_and_changes_health_and_protection()
    {
        using var client = Client();
        var name = await CreateGroupAsync(client, "standby", desired: 2);
        var instance = (await DescribeAsync(client, name)).Instances[0].InstanceId;

        var left = await client.EnterStandbyAsync(
            new EnterStandbyRequest
            {
                AutoScalingGroupName = name, InstanceIds = [instance], ShouldDecrementDesiredCapacity = true,
            },
            Cancelled);
        Assert.NotEmpty(left.Activities[0].ActivityId);
        Assert.Equal("Standby", (await InstanceAsync(client, instance)).LifecycleState);

        await client.ExitStandbyAsync(
            new ExitStandbyRequest { AutoScalingGroupName = name, InstanceIds = [instance] },
            Cancelled);
        Assert.Equal("InService", (await InstanceAsync(client, instance)).LifecycleState);

        await client.SetInstanceProtectionAsync(
            new SetInstanceProtectionRequest { AutoScalingGroupName = name, InstanceIds = [instance], ProtectedFromScaleIn = true },
            Cancelled);
        await client.SetInstanceHealthAsync(
            new SetInstanceHealthRequest { InstanceId = instance, HealthStatus = "Unhealthy", ShouldRespectGracePeriod = false },
            Cancelled);
        var changed = await InstanceAsync(client, instance);
        Assert.True(changed.ProtectedFromScaleIn);
        Assert.Equal("Unhealthy", changed.HealthStatus, ignoreCase: true);
    }

    [Fact]
    public async Task Instances_are_detached_attached_and_terminated()
    {
        using var client = Client();
        var name = await CreateGroupAsync(client, "members", desired: 3);
        var instances = (await DescribeAsync(client, name)).Instances.ConvertAll(instance => instance.InstanceId);

        var detached = await client.DetachInstancesAsync(
            new DetachInstancesRequest
            {
                AutoScalingGroupName = name, InstanceIds = [instances[0]], ShouldDecrementDesiredCapacity = true,
            },
            Cancelled);
        Assert.NotEmpty(detached.Activities);
        Assert.Equal(2, (await DescribeAsync(client, name)).Instances.Count);

        await client.AttachInstancesAsync(
            new AttachInstancesRequest { AutoScalingGroupName = name, InstanceIds = [instances[0]] }, Cancelled);
        Assert.Equal(3, (await DescribeAsync(client, name)).DesiredCapacity);

        var ended = await client.TerminateInstanceInAutoScalingGroupAsync(
            new TerminateInstanceInAutoScalingGroupRequest { InstanceId = instances[1], ShouldDecrementDesiredCapacity = true },
            Cancelled);
        Assert.NotNull(ended.Activity.Cause);
        Assert.Equal(2, (await DescribeAsync(client, name)).DesiredCapacity);
    }

    [Fact]
    public async Task Processes_hooks_tags_activities_and_the_warm_pool_are_read_and_written()
    {
        using var client = Client();
        var name = await CreateGroupAsync(client, "hooks", desired: 1);

        await client.SuspendProcessesAsync(
            new SuspendProcessesRequest { AutoScalingGroupName = name, ScalingProcesses = ["Launch", "Terminate"] },
            Cancelled);
        var suspended = (await DescribeAsync(client, name)).SuspendedProcesses.ConvertAll(process => process.ProcessName);
        Assert.Equal(["Launch", "Terminate"], suspended.Order(StringComparer.Ordinal));
        await client.ResumeProcessesAsync(
            new ResumeProcessesRequest { AutoScalingGroupName = name, ScalingProcesses = ["Launch"] }, Cancelled);
        Assert.Equal("Terminate", Assert.Single((await DescribeAsync(client, name)).SuspendedProcesses).ProcessName);

        await client.PutLifecycleHookAsync(
            new PutLifecycleHookRequest
            {
                AutoScalingGroupName = name,
                LifecycleHookName = "drain",
                LifecycleTransition = "autoscaling:EC2_INSTANCE_TERMINATING",
                HeartbeatTimeout = 120,
                DefaultResult = "CONTINUE",
            },
            Cancelled);
        var hooks = await client.DescribeLifecycleHooksAsync(
            new DescribeLifecycleHooksRequest { AutoScalingGroupName = name }, Cancelled);
        Assert.Equal(
            ("drain", 120), (hooks.LifecycleHooks[0].LifecycleHookName, hooks.LifecycleHooks[0].HeartbeatTimeout));

        await client.CreateOrUpdateTagsAsync(
            new CreateOrUpdateTagsRequest
            {
                Tags =
                [
                    new Tag
                    {
                        ResourceId = name, ResourceType = "auto-scaling-group", Key = "event", Value = "größer & mehr",
                        PropagateAtLaunch = false,
                    },
                ],
            },
            Cancelled);
        Assert.Contains((await DescribeAsync(client, name)).Tags, tag => tag.Value == "größer & mehr");

        var activities = await client.DescribeScalingActivitiesAsync(
            new DescribeScalingActivitiesRequest { AutoScalingGroupName = name }, Cancelled);
        Assert.NotNull(activities.Activities);
        var pool = await client.DescribeWarmPoolAsync(
            new DescribeWarmPoolRequest { AutoScalingGroupName = name },
            Cancelled);
        Assert.True(pool.WarmPoolConfiguration is null || pool.WarmPoolConfiguration.MinSize is null);
    }

    private AmazonAutoScalingClient Client() => new(MotoFixture.Credentials, moto.Configure(new AmazonAutoScalingConfig()));

    private static async Task<string> CreateGroupAsync(AmazonAutoScalingClient client, string name, int desired)
    {
        await client.CreateLaunchConfigurationAsync(
            new CreateLaunchConfigurationRequest
            {
                LaunchConfigurationName = name + "-launch", ImageId = "ami-12c6146b", InstanceType = "t3.micro",
            },
            Cancelled);
        await client.CreateAutoScalingGroupAsync(
            new CreateAutoScalingGroupRequest
            {
                AutoScalingGroupName = name,
                LaunchConfigurationName = name + "-launch",
                AvailabilityZones = ["eu-central-1a"],
                MinSize = 1,
                MaxSize = 4,
                DesiredCapacity = desired,
                Tags = [new Tag { Key = "team", Value = "web", PropagateAtLaunch = true }],
            },
            Cancelled);
        return name;
    }

    private static async Task<AutoScalingGroup> DescribeAsync(AmazonAutoScalingClient client, string name)
    {
        var answer = await client.DescribeAutoScalingGroupsAsync(
            new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [name] }, Cancelled);
        return Assert.Single(answer.AutoScalingGroups);
    }

    private static async Task<AutoScalingInstanceDetails> InstanceAsync(AmazonAutoScalingClient client, string instance)
    {
        var answer = await client.DescribeAutoScalingInstancesAsync(
            new DescribeAutoScalingInstancesRequest { InstanceIds = [instance] }, Cancelled);
        return Assert.Single(answer.AutoScalingInstances);
    }
}
