using Amazon.AutoScaling;
using Amazon.Runtime;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Fleets;

using Amazon.AutoScaling.Model;

/// <summary>EC2 Auto Scaling groups through AWSSDK.AutoScaling.</summary>
public sealed class AutoScalingFleets(AwsClients clients, TimeProvider time) : IFleets
{
    /// <summary>A failed launch older than this says nothing of the present.</summary>
    public static readonly TimeSpan LaunchTroubleAgeMax = TimeSpan.FromMinutes(15);

    // The service lists the newest first; this many cover 15 minutes of a group that keeps failing to launch.
    private const int ActivitiesMax = 50;
    private const int RefreshesMax = 100;

    private readonly AutoScalingSchedules _schedules = new(clients);

    public async Task<GroupSnapshot> ReadAsync(
        Resource.AutoScalingGroup group,
        GroupDetails details,
        CancellationToken cancellationToken)
    {
        using var asides = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var refreshes = details.HasFlag(GroupDetails.Refresh)
            ? RefreshesAsync(group, asides.Token)
            : Task.FromResult<DescribeInstanceRefreshesResponse?>(null);
        var activities = details.HasFlag(GroupDetails.LaunchTrouble)
            ? ActivitiesAsync(group, asides.Token)
            : Task.FromResult<DescribeScalingActivitiesResponse?>(null);
        try
        {
            // Whoever asks for policies or schedules cannot do without them, so their trouble is the read's.
            var describing = DescribeAsync(group, cancellationToken);
            var policies = details.HasFlag(GroupDetails.Policies)
                ? HasPoliciesAsync(group, cancellationToken)
                : Task.FromResult<bool?>(null);
            var schedules = details.HasFlag(GroupDetails.Schedules)
                ? ArmedAsync(group, cancellationToken)
                : Task.FromResult<EquatableList<ArmedFloor>?>(null);
            await Task.WhenAll(describing, policies, schedules);
            var snapshot = GroupMapping.ToSnapshot(
                await describing,
                GroupMapping.RefreshInProgress(await refreshes),
                GroupMapping.LaunchTrouble(await activities, time.GetUtcNow() - LaunchTroubleAgeMax));
            cancellationToken.ThrowIfCancellationRequested();
            return snapshot with { HasScalingPolicies = await policies, Armed = await schedules };
        }
        finally
        {
            // Neither throws; when the group itself could not be read there is no reason to wait for them.
            await asides.CancelAsync();
            await Task.WhenAll(refreshes, activities);
        }
    }

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.SetGroupBounds change,
        CancellationToken cancellationToken)
    {
        var request = new UpdateAutoScalingGroupRequest
        {
            AutoScalingGroupName = group.Name,
            MinSize = change.To.Minimum,
            MaxSize = change.To.Maximum,
        };
        return ChangeAsync(
            group,
            group.Label,
            "UpdateAutoScalingGroup",
            c => c.UpdateAutoScalingGroupAsync(request, cancellationToken),
            cancellationToken);
    }

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.SetGroupDesired change,
        CancellationToken cancellationToken)
    {
        var request = new SetDesiredCapacityRequest
        {
            AutoScalingGroupName = group.Name,
            DesiredCapacity = change.To,
            HonorCooldown = false,
        };
        return ChangeAsync(
            group,
            group.Label,
            "SetDesiredCapacity",
            c => c.SetDesiredCapacityAsync(request, cancellationToken),
            cancellationToken);
    }

    public async Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.TerminateMember change,
        CancellationToken cancellationToken)
    {
        var request = new TerminateInstanceInAutoScalingGroupRequest
        {
            InstanceId = change.Instance.Value,
            ShouldDecrementDesiredCapacity = change.LowerDesired,
        };
        try
        {
            await ChangeAsync(
                group,
                $"{change.Instance} of {group.Label}",
                "TerminateInstanceInAutoScalingGroup",
                c => c.TerminateInstanceInAutoScalingGroupAsync(request, cancellationToken),
                cancellationToken);
        }
        catch (PortException gone) when (gone.Failure == PortFailure.NotFound)
        {
            // The call names the instance alone, so what was not found is the instance: it has left every group.
        }
    }

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.EnterStandby change,
        CancellationToken cancellationToken)
    {
        var request = new EnterStandbyRequest
        {
            AutoScalingGroupName = group.Name,
            InstanceIds = [change.Instance.Value],
            ShouldDecrementDesiredCapacity = change.LowerDesired,
        };
        return ChangeAsync(
            group,
            $"{change.Instance} of {group.Label}",
            "EnterStandby",
            c => c.EnterStandbyAsync(request, cancellationToken),
            cancellationToken);
    }

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.ExitStandby change,
        CancellationToken cancellationToken)
    {
        var request = new ExitStandbyRequest
        {
            AutoScalingGroupName = group.Name,
            InstanceIds = [change.Instance.Value],
        };
        return ChangeAsync(
            group,
            $"{change.Instance} of {group.Label}",
            "ExitStandby",
            c => c.ExitStandbyAsync(request, cancellationToken),
            cancellationToken);
    }

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.PutScheduledAction change,
        CancellationToken cancellationToken) => _schedules.PutAsync(group, change.Floor, cancellationToken);

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.DeleteScheduledAction change,
        CancellationToken cancellationToken) => _schedules.DeleteAsync(group, change.Name, cancellationToken);

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.MarkUnhealthy change,
        CancellationToken cancellationToken)
    {
        var request = new SetInstanceHealthRequest
        {
            InstanceId = change.Instance.Value,
            HealthStatus = "Unhealthy",
            // The rules have judged the instance already; a grace period would keep it in service.
            ShouldRespectGracePeriod = false,
        };
        return ChangeAsync(
            group,
            $"{change.Instance} of {group.Label}",
            "SetInstanceHealth",
            c => c.SetInstanceHealthAsync(request, cancellationToken),
            cancellationToken);
    }

    private async Task<bool?> HasPoliciesAsync(
        Resource.AutoScalingGroup group,
        CancellationToken cancellationToken) => await _schedules.HasPoliciesAsync(group, cancellationToken);

    private async Task<EquatableList<ArmedFloor>?> ArmedAsync(
        Resource.AutoScalingGroup group,
        CancellationToken cancellationToken) => await _schedules.ReadAsync(group, cancellationToken);

    private async Task<AutoScalingGroup> DescribeAsync(
        Resource.AutoScalingGroup group,
        CancellationToken cancellationToken)
    {
        var request = new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [group.Name] };
        var response = await Call(group, group.Label, "DescribeAutoScalingGroups").SendAsync(
            clients,
            () => clients.AutoScaling(Location.Of(group), ClientUse.Read)
                .DescribeAutoScalingGroupsAsync(request, cancellationToken),
            cancellationToken);
        return response.AutoScalingGroups?.FirstOrDefault() ?? throw new PortException(
            PortFailure.NotFound,
            $"There is no Auto Scaling group \"{group.Name}\" in account {group.Account}, {group.Region}. Check the "
            + "name, account and region in the plan.");
    }

    private Task<DescribeInstanceRefreshesResponse?> RefreshesAsync(
        Resource.AutoScalingGroup group,
        CancellationToken cancellationToken)
    {
        var request = new DescribeInstanceRefreshesRequest
        {
            AutoScalingGroupName = group.Name,
            MaxRecords = RefreshesMax,
        };
        return Call(group, group.Label, "DescribeInstanceRefreshes").GlanceAsync(
            clients,
            () => clients.AutoScaling(Location.Of(group), ClientUse.Glance)
                .DescribeInstanceRefreshesAsync(request, cancellationToken),
            cancellationToken);
    }

    private Task<DescribeScalingActivitiesResponse?> ActivitiesAsync(
        Resource.AutoScalingGroup group,
        CancellationToken cancellationToken)
    {
        var request = new DescribeScalingActivitiesRequest
        {
            AutoScalingGroupName = group.Name,
            MaxRecords = ActivitiesMax,
        };
        return Call(group, group.Label, "DescribeScalingActivities").GlanceAsync(
            clients,
            () => clients.AutoScaling(Location.Of(group), ClientUse.Glance)
                .DescribeScalingActivitiesAsync(request, cancellationToken),
            cancellationToken);
    }

    private Task<TResponse> ChangeAsync<TResponse>(
        Resource.AutoScalingGroup group,
        string thing,
        string operation,
        Func<IAmazonAutoScaling, Task<TResponse>> send,
        CancellationToken cancellationToken)
        where TResponse : AmazonWebServiceResponse =>
        Call(group, thing, operation).SendAsync(
            clients,
            () => send(clients.AutoScaling(Location.Of(group), ClientUse.Effect)),
            cancellationToken);

    private static AwsCall Call(Resource group, string thing, string operation) =>
        new(thing, Location.Of(group), $"autoscaling:{operation}");
}
