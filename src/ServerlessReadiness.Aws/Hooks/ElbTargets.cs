using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Aws.Hooks;

using Amazon.ElasticLoadBalancingV2.Model;

/// <summary>An instance's place in target groups through AWSSDK.ElasticLoadBalancingV2.</summary>
internal sealed class ElbTargets(AwsClients clients)
{
    /// <summary>How the service says that it does not know the target, or no more.</summary>
    private const string NotRegistered = "Target.NotRegistered";

    public async Task<EquatableList<Core.Lifecycle.TargetHealth>> ReadAsync(
        Location location,
        InstanceId instance,
        EquatableList<string> targetGroups,
        CancellationToken cancellationToken) =>
        EquatableList.From(await Task.WhenAll(targetGroups.Select(group =>
            OneAsync(location, instance, group, cancellationToken))));

    public Task PerformAsync(Location location, Change.RegisterTarget change, CancellationToken cancellationToken)
    {
        var request = new RegisterTargetsRequest
        {
            TargetGroupArn = change.TargetGroup,
            Targets = [new TargetDescription { Id = change.Instance.Value }],
        };
        return Call(location, change.TargetGroup, "RegisterTargets").SendAsync(
            clients,
            () => clients.LoadBalancers(location, ClientUse.Effect).RegisterTargetsAsync(request, cancellationToken),
            cancellationToken);
    }

    public Task PerformAsync(Location location, Change.DeregisterTarget change, CancellationToken cancellationToken)
    {
        var request = new DeregisterTargetsRequest
        {
            TargetGroupArn = change.TargetGroup,
            Targets = [new TargetDescription { Id = change.Instance.Value }],
        };
        return Call(location, change.TargetGroup, "DeregisterTargets").SendAsync(
            clients,
            () => clients.LoadBalancers(location, ClientUse.Effect).DeregisterTargetsAsync(request, cancellationToken),
            cancellationToken);
    }

    private async Task<Core.Lifecycle.TargetHealth> OneAsync(
        Location location,
        InstanceId instance,
        string targetGroup,
        CancellationToken cancellationToken)
    {
        var request = new DescribeTargetHealthRequest
        {
            TargetGroupArn = targetGroup,
            Targets = [new TargetDescription { Id = instance.Value }],
        };
        var response = await Call(location, targetGroup, "DescribeTargetHealth").SendAsync(
            clients,
            () => clients.LoadBalancers(location, ClientUse.Read).DescribeTargetHealthAsync(request, cancellationToken),
            cancellationToken);
        var health = (response.TargetHealthDescriptions ?? []).FirstOrDefault()?.TargetHealth;
        string?[] said = [health?.Reason?.Value, health?.Description];
        var words = string.Join(": ", said.Where(w => w is { Length: > 0 }));
        return health is null || health.Reason?.Value == NotRegistered
            ? new(targetGroup, Core.Lifecycle.TargetHealth.Absent, words)
            : new(targetGroup, health.State?.Value ?? "unknown", words);
    }

    private static AwsCall Call(Location location, string targetGroup, string operation) =>
        new(Core.Lifecycle.TargetHealth.NameOf(targetGroup), location, $"elasticloadbalancing:{operation}");
}
