using Amazon.AutoScaling.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Tests;

public sealed class AutoScalingFleetsTests(MotoFixture moto)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_is_read_with_its_bounds_members_and_suspended_processes()
    {
        var (fleets, group) = await GroupAsync(minimum: 1, desired: 2, maximum: 4);
        var service = (await moto.ClientsAsync()).AutoScaling(MotoFixture.Home, ClientUse.Effect);
        await service.SuspendProcessesAsync(
            new SuspendProcessesRequest { AutoScalingGroupName = group.Name, ScalingProcesses = ["Launch"] },
            Cancel);

        var seen = await fleets.ReadAsync(group, GroupDetails.All, Cancel);

        Assert.Equal(group.Name, seen.Name);
        Assert.Equal(new Bounds(1, 4), seen.Bounds);
        Assert.Equal(2, seen.Desired);
        Assert.Equal(2, seen.Serving);
        Assert.All(seen.Members, m => Assert.StartsWith("eu-west-1", m.Zone, StringComparison.Ordinal));
        Assert.All(seen.Members, m => Assert.False(m.ProtectedFromScaleIn));
        Assert.Equal(["Launch"], seen.SuspendedProcesses);
        Assert.False(seen.BeingDeleted);
        Assert.False(seen.HasWarmPool);
        Assert.Null(seen.MinimumHealthyPercent);
        Assert.Null(seen.LaunchTrouble);
    }

    [Fact]
    public async Task A_refresh_that_the_service_cannot_tell_of_is_unknown_and_does_not_stop_the_read()
    {
        // moto answers instance refreshes with an internal error.
        var (fleets, group) = await GroupAsync(minimum: 0, desired: 0, maximum: 1);

        Assert.Null((await fleets.ReadAsync(group, GroupDetails.All, Cancel)).RefreshInProgress);
    }

    [Fact]
    public async Task An_unknown_group_is_not_found_and_named_with_its_region_and_the_next_step()
    {
        var fleets = new AutoScalingFleets(await moto.ClientsAsync(), TimeProvider.System);
        var group = new Resource.AutoScalingGroup(MotoFixture.Account, "eu-west-1", "never-made");

        var error = await Assert.ThrowsAsync<PortException>(() => fleets.ReadAsync(group, GroupDetails.All, Cancel));

        Assert.Equal(PortFailure.NotFound, error.Failure);
        Assert.Contains("\"never-made\" in account 123456789012, eu-west-1", error.Message, StringComparison.Ordinal);
        Assert.Contains("Check the name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bounds_are_set_without_touching_the_desired_capacity()
    {
        var (fleets, group) = await GroupAsync(minimum: 1, desired: 2, maximum: 4);

        await fleets.PerformAsync(
            group,
            new Change.SetGroupBounds(group.Name, new Bounds(1, 4), new Bounds(2, 9)),
            Cancel);

        var seen = await fleets.ReadAsync(group, GroupDetails.All, Cancel);
        Assert.Equal(new Bounds(2, 9), seen.Bounds);
        Assert.Equal(2, seen.Desired);
    }

    [Fact]
    public async Task The_desired_capacity_is_set_without_touching_the_bounds()
    {
        var (fleets, group) = await GroupAsync(minimum: 1, desired: 1, maximum: 4);

        await fleets.PerformAsync(group, new Change.SetGroupDesired(group.Name, 1, 3), Cancel);

        var seen = await fleets.ReadAsync(group, GroupDetails.All, Cancel);
        Assert.Equal((3, 3), (seen.Desired, seen.Serving));
        Assert.Equal(new Bounds(1, 4), seen.Bounds);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public async Task A_terminated_member_leaves_and_desired_goes_down_only_when_asked(bool lower, int desired)
    {
        var (fleets, group) = await GroupAsync(minimum: 0, desired: 2, maximum: 4);
        var member = (await fleets.ReadAsync(group, GroupDetails.All, Cancel)).Members[0].Instance;

        await fleets.PerformAsync(group, new Change.TerminateMember(member, lower), Cancel);

        var seen = await fleets.ReadAsync(group, GroupDetails.All, Cancel);
        Assert.Null(seen.Find(member));
        Assert.Equal(desired, seen.Desired);
    }

    [Fact]
    public async Task A_member_goes_to_standby_and_comes_back()
    {
        var (fleets, group) = await GroupAsync(minimum: 0, desired: 2, maximum: 4);
        var member = (await fleets.ReadAsync(group, GroupDetails.All, Cancel)).Members[0].Instance;

        await fleets.PerformAsync(group, new Change.EnterStandby(group.Name, member, LowerDesired: true), Cancel);

        var during = await fleets.ReadAsync(group, GroupDetails.All, Cancel);
        Assert.True(during.Find(member)!.IsInStandby);
        Assert.Equal((1, 1), (during.Desired, during.Serving));

        await fleets.PerformAsync(group, new Change.ExitStandby(group.Name, member), Cancel);

        var after = await fleets.ReadAsync(group, GroupDetails.All, Cancel);
        Assert.True(after.Find(member)!.IsServing);
        Assert.Equal(2, after.Desired);
    }

    [Fact]
    public async Task A_member_marked_unhealthy_no_longer_counts_as_serving()
    {
        var (fleets, group) = await GroupAsync(minimum: 0, desired: 2, maximum: 4);
        var member = (await fleets.ReadAsync(group, GroupDetails.All, Cancel)).Members[0].Instance;

        await fleets.PerformAsync(group, new Change.MarkUnhealthy(member), Cancel);

        var seen = await fleets.ReadAsync(group, GroupDetails.All, Cancel);
        Assert.False(seen.Find(member)!.Healthy);
        Assert.Equal(1, seen.Serving);
    }

    [Fact]
    public async Task A_group_of_another_account_is_reached_through_that_accounts_role()
    {
        var (fleets, group) = await GroupAsync(minimum: 1, desired: 1, maximum: 3, MotoFixture.Other);

        Assert.Equal(new Bounds(1, 3), (await fleets.ReadAsync(group, GroupDetails.All, Cancel)).Bounds);

        // The same name at home is another group, which does not exist.
        var atHome = new Resource.AutoScalingGroup(MotoFixture.Account, group.Region, group.Name);
        var error = await Assert.ThrowsAsync<PortException>(() => fleets.ReadAsync(atHome, GroupDetails.All, Cancel));
        Assert.Equal(PortFailure.NotFound, error.Failure);
    }

    private async Task<(AutoScalingFleets Fleets, Resource.AutoScalingGroup Group)> GroupAsync(
        int minimum,
        int desired,
        int maximum,
        Location? location = null)
    {
        var (account, region) = location ?? MotoFixture.Home;
        var name = $"asg-{Guid.NewGuid():N}";
        var clients = await moto.ClientsAsync();
        await clients.PrepareAsync(new Location(account, region), Cancel);
        var service = clients.AutoScaling(new Location(account, region), ClientUse.Effect);
        await service.CreateLaunchConfigurationAsync(
            new CreateLaunchConfigurationRequest
            {
                LaunchConfigurationName = name,
                ImageId = "ami-12c6146b",
                InstanceType = "m5.large",
            },
            Cancel);
        await service.CreateAutoScalingGroupAsync(
            new CreateAutoScalingGroupRequest
            {
                AutoScalingGroupName = name,
                LaunchConfigurationName = name,
                AvailabilityZones = [$"{region}a"],
                MinSize = minimum,
                DesiredCapacity = desired,
                MaxSize = maximum,
            },
            Cancel);
        var fleets = new AutoScalingFleets(clients, TimeProvider.System);
        return (fleets, new Resource.AutoScalingGroup(account, region, name));
    }
}
