using Amazon.Runtime;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Hooks;

using Amazon.AutoScaling.Model;

/// <summary>Lifecycle hooks through AWSSDK.AutoScaling.</summary>
public sealed class AutoScalingHooks(AwsClients clients) : IHooks
{
    private const string Continue = "CONTINUE";
    private const string Abandon = "ABANDON";
    private const string Launching = "autoscaling:EC2_INSTANCE_LAUNCHING";

    /// <summary>The service's own default, which it does not always spell out.</summary>
    private static readonly TimeSpan TimeoutDefault = TimeSpan.FromHours(1);

    public async Task<IReadOnlyList<HookTerms>> ReadAsync(
        Resource.AutoScalingGroup group,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        var request = new DescribeLifecycleHooksRequest { AutoScalingGroupName = group.Name };
        var response = await Call(group, group.Label, "DescribeLifecycleHooks").SendAsync(
            clients,
            () => clients.AutoScaling(Location.Of(group), ClientUse.Read)
                .DescribeLifecycleHooksAsync(request, cancellationToken),
            cancellationToken);
        return
        [
            .. (response.LifecycleHooks ?? []).Select(h => new HookTerms(
                h.LifecycleHookName,
                h.LifecycleTransition == Launching,
                h.HeartbeatTimeout is { } seconds and > 0 ? TimeSpan.FromSeconds(seconds) : TimeoutDefault,
                h.DefaultResult != Continue,
                string.IsNullOrEmpty(h.NotificationMetadata) ? null : h.NotificationMetadata,
                h.GlobalTimeout is { } whole and > 0 ? TimeSpan.FromSeconds(whole) : null)),
        ];
    }

    public async Task<string> ReadStateAsync(
        Location location,
        InstanceId instance,
        CancellationToken cancellationToken)
    {
        var request = new DescribeAutoScalingInstancesRequest { InstanceIds = [instance.Value] };
        var call = new AwsCall($"instance {instance}", location, "autoscaling:DescribeAutoScalingInstances");
        var response = await call.SendAsync(
            clients,
            () => clients.AutoScaling(location, ClientUse.Read)
                .DescribeAutoScalingInstancesAsync(request, cancellationToken),
            cancellationToken);
        return (response.AutoScalingInstances ?? []).FirstOrDefault()?.LifecycleState ?? WaitingFacts.Gone;
    }

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.CompleteHook change,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(change);
        var request = new CompleteLifecycleActionRequest
        {
            AutoScalingGroupName = change.Group,
            LifecycleHookName = change.Hook,
            InstanceId = change.Instance.Value,
            LifecycleActionToken = change.Token,
            LifecycleActionResult = change.Abandon ? Abandon : Continue,
        };
        return Call(group, $"hook {change.Hook} of {change.Instance}", "CompleteLifecycleAction").SendAsync(
            clients,
            async () =>
            {
                try
                {
                    return await clients.AutoScaling(Location.Of(group), ClientUse.Effect)
                        .CompleteLifecycleActionAsync(request, cancellationToken);
                }
                catch (AmazonServiceException e) when (SaysOver(e))
                {
                    return new CompleteLifecycleActionResponse();
                }
            },
            cancellationToken);
    }

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.BeatHook change,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(change);
        var request = new RecordLifecycleActionHeartbeatRequest
        {
            AutoScalingGroupName = change.Group,
            LifecycleHookName = change.Hook,
            InstanceId = change.Instance.Value,
            LifecycleActionToken = change.Token,
        };
        return Call(group, $"hook {change.Hook} of {change.Instance}", "RecordLifecycleActionHeartbeat").SendAsync(
            clients,
            () => clients.AutoScaling(Location.Of(group), ClientUse.Effect)
                .RecordLifecycleActionHeartbeatAsync(request, cancellationToken),
            cancellationToken);
    }

    // A ValidationError: "No active Lifecycle Action found with instance ID i-…" or "… with token …".
    private static bool SaysOver(AmazonServiceException error) =>
        error.Message.Contains("No active Lifecycle Action found", StringComparison.OrdinalIgnoreCase);

    private static AwsCall Call(Resource group, string thing, string operation) =>
        new(thing, Location.Of(group), $"autoscaling:{operation}");
}
