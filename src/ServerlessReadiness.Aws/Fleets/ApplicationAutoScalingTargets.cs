using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Fleets;

using Amazon.ApplicationAutoScaling.Model;

/// <summary>Scalable targets through AWSSDK.ApplicationAutoScaling.</summary>
public sealed class ApplicationAutoScalingTargets(AwsClients clients, TimeProvider time) : IScalableTargets
{
    /// <summary>A failed scaling activity older than this says nothing of the present.</summary>
    public static readonly TimeSpan ScalingTroubleAgeMax = TimeSpan.FromMinutes(15);

    private const int ActivitiesMax = 50;

    public async Task<TargetSnapshot> ReadAsync(Resource.ScalableTarget target, CancellationToken cancellationToken)
    {
        using var asides = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var activities = ActivitiesAsync(target, asides.Token);
        try
        {
            var found = await DescribeAsync(target, cancellationToken);
            var trouble = Trouble(await activities, time.GetUtcNow() - ScalingTroubleAgeMax);
            cancellationToken.ThrowIfCancellationRequested();
            return new TargetSnapshot(
                new Bounds(found.MinCapacity ?? 0, found.MaxCapacity ?? 0),
                found.SuspendedState?.DynamicScalingOutSuspended ?? false,
                trouble);
        }
        finally
        {
            await asides.CancelAsync();
            await activities;
        }
    }

    /// <summary>
    /// Sets both bounds and leaves role and suspension alone. The service would register a target that does not exist;
    /// the executor reads before it changes, so a missing one has been refused by then.
    /// </summary>
    public Task PerformAsync(
        Resource.ScalableTarget target,
        Change.SetTargetBounds change,
        CancellationToken cancellationToken)
    {
        var request = new RegisterScalableTargetRequest
        {
            ServiceNamespace = target.ServiceNamespace,
            ResourceId = target.ResourceId,
            ScalableDimension = target.Dimension,
            MinCapacity = change.To.Minimum,
            MaxCapacity = change.To.Maximum,
        };
        return Call(target, "RegisterScalableTarget").SendAsync(
            clients,
            () => clients.ApplicationAutoScaling(Location.Of(target), ClientUse.Effect)
                .RegisterScalableTargetAsync(request, cancellationToken),
            cancellationToken);
    }

    private async Task<ScalableTarget> DescribeAsync(
        Resource.ScalableTarget target,
        CancellationToken cancellationToken)
    {
        var request = new DescribeScalableTargetsRequest
        {
            ServiceNamespace = target.ServiceNamespace,
            ResourceIds = [target.ResourceId],
            ScalableDimension = target.Dimension,
        };
        var response = await Call(target, "DescribeScalableTargets").SendAsync(
            clients,
            () => clients.ApplicationAutoScaling(Location.Of(target), ClientUse.Read)
                .DescribeScalableTargetsAsync(request, cancellationToken),
            cancellationToken);
        return response.ScalableTargets?.FirstOrDefault() ?? throw new PortException(
            PortFailure.NotFound,
            $"\"{target.ResourceId}\" ({target.Dimension}) in account {target.Account}, {target.Region} is no scalable "
            + "target of Application Auto Scaling. Register it, or check its id, dimension, account and region in the "
            + "plan.");
    }

    private Task<DescribeScalingActivitiesResponse?> ActivitiesAsync(
        Resource.ScalableTarget target,
        CancellationToken cancellationToken)
    {
        var request = new DescribeScalingActivitiesRequest
        {
            ServiceNamespace = target.ServiceNamespace,
            ResourceId = target.ResourceId,
            ScalableDimension = target.Dimension,
            MaxResults = ActivitiesMax,
        };
        return Call(target, "DescribeScalingActivities").GlanceAsync(
            clients,
            () => clients.ApplicationAutoScaling(Location.Of(target), ClientUse.Glance)
                .DescribeScalingActivitiesAsync(request, cancellationToken),
            cancellationToken);
    }

    // Unfulfilled: the service accepted the new capacity and the resource did not reach it in time.
    private static string? Trouble(DescribeScalingActivitiesResponse? response, DateTimeOffset since) =>
        (response?.ScalingActivities ?? [])
            .Where(a => a.StatusCode?.Value is "Failed" or "Unfulfilled"
                && !string.IsNullOrEmpty(a.StatusMessage)
                && At(a) >= since)
            .MaxBy(At)
            ?.StatusMessage;

    private static DateTimeOffset At(ScalingActivity activity) =>
        Instant.Of(activity.EndTime) ?? Instant.Of(activity.StartTime) ?? DateTimeOffset.MinValue;

    private static AwsCall Call(Resource target, string operation) =>
        new(target.Label, Location.Of(target), $"application-autoscaling:{operation}");
}
