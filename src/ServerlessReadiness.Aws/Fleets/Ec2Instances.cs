using Amazon.EC2;
using Amazon.Runtime;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Aws.Fleets;

using Amazon.EC2.Model;

/// <summary>EC2 instances through AWSSDK.EC2.</summary>
public sealed class Ec2Instances(AwsClients clients, InstanceTypes types) : IInstances
{
    public async Task<InstanceSnapshot> ReadAsync(
        Location location,
        InstanceId instance,
        CancellationToken cancellationToken)
    {
        using var asides = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var status = StatusAsync(location, instance, asides.Token);
        try
        {
            var found = await DescribeAsync(location, instance, cancellationToken);
            var snapshot = new InstanceSnapshot(
                instance,
                found.State?.Name?.Value ?? "",
                ChecksPassed((await status)?.InstanceStatuses?.FirstOrDefault()),
                SecurityGroups(found),
                await HasInstanceStoreAsync(location, found, cancellationToken),
                Instant.Of(found.LaunchTime) ?? DateTimeOffset.UnixEpoch);
            cancellationToken.ThrowIfCancellationRequested();
            return snapshot;
        }
        finally
        {
            await asides.CancelAsync();
            await status;
        }
    }

    public Task PerformAsync(Location location, Change.RebootInstance change, CancellationToken cancellationToken)
    {
        var request = new RebootInstancesRequest { InstanceIds = [change.Instance.Value] };
        return ChangeAsync(
            location,
            change.Instance,
            "RebootInstances",
            c => c.RebootInstancesAsync(request, cancellationToken),
            cancellationToken);
    }

    public Task PerformAsync(Location location, Change.StopInstance change, CancellationToken cancellationToken)
    {
        var request = new StopInstancesRequest { InstanceIds = [change.Instance.Value] };
        return ChangeAsync(
            location,
            change.Instance,
            "StopInstances",
            c => c.StopInstancesAsync(request, cancellationToken),
            cancellationToken);
    }

    public Task PerformAsync(Location location, Change.StartInstance change, CancellationToken cancellationToken)
    {
        var request = new StartInstancesRequest { InstanceIds = [change.Instance.Value] };
        return ChangeAsync(
            location,
            change.Instance,
            "StartInstances",
            c => c.StartInstancesAsync(request, cancellationToken),
            cancellationToken);
    }

    /// <summary>
    /// Sets the groups of the only interface. EC2 refuses this for an instance with several, and that refusal is passed
    /// on: choosing among interfaces would be policy.
    /// </summary>
    public Task PerformAsync(Location location, Change.SetSecurityGroups change, CancellationToken cancellationToken)
    {
        var request = new ModifyInstanceAttributeRequest
        {
            InstanceId = change.Instance.Value,
            Groups = [.. change.To],
        };
        return ChangeAsync(
            location,
            change.Instance,
            "ModifyInstanceAttribute",
            c => c.ModifyInstanceAttributeAsync(request, cancellationToken),
            cancellationToken);
    }

    private async Task<Instance> DescribeAsync(
        Location location,
        InstanceId instance,
        CancellationToken cancellationToken)
    {
        var request = new DescribeInstancesRequest { InstanceIds = [instance.Value] };
        var response = await Call(location, instance, "DescribeInstances").SendAsync(
            clients,
            () => clients.Ec2(location, ClientUse.Read).DescribeInstancesAsync(request, cancellationToken),
            cancellationToken);
        return (response.Reservations ?? []).SelectMany(r => r.Instances ?? []).FirstOrDefault()
            ?? throw new PortException(
                PortFailure.NotFound,
                $"There is no instance {instance} in account {location.Account}, {location.Region}. It may have been "
                + "terminated over an hour ago; check its id, account and region.");
    }

    private Task<DescribeInstanceStatusResponse?> StatusAsync(
        Location location,
        InstanceId instance,
        CancellationToken cancellationToken)
    {
        var request = new DescribeInstanceStatusRequest
        {
            InstanceIds = [instance.Value],
            IncludeAllInstances = true,
        };
        return Call(location, instance, "DescribeInstanceStatus").GlanceAsync(
            clients,
            () => clients.Ec2(location, ClientUse.Glance).DescribeInstanceStatusAsync(request, cancellationToken),
            cancellationToken);
    }

    /// <summary>
    /// Judged by the instance's type: the block device mapping leaves out NVMe disks. What could not be read counts as
    /// having them, since to stop an instance that has them loses data for good.
    /// </summary>
    private async Task<bool> HasInstanceStoreAsync(
        Location location,
        Instance instance,
        CancellationToken cancellationToken)
    {
        if (instance.RootDeviceType == DeviceType.InstanceStore || instance.InstanceType?.Value is not { } type)
            return true;

        var facts = await types.FindAsync(location, type, cancellationToken);
        return facts?.HasInstanceStore ?? true;
    }

    private static bool? ChecksPassed(InstanceStatus? status) =>
        (status?.Status?.Status?.Value, status?.SystemStatus?.Status?.Value) switch
        {
            ("impaired", _) or (_, "impaired") => false,
            ("ok", "ok") => true,
            _ => null,
        };

    private static EquatableList<string> SecurityGroups(Instance instance)
    {
        var primary = (instance.NetworkInterfaces ?? []).FirstOrDefault(n => n.Attachment?.DeviceIndex == 0);
        return EquatableList.From((primary?.Groups ?? instance.SecurityGroups ?? []).Select(g => g.GroupId));
    }

    private Task<TResponse> ChangeAsync<TResponse>(
        Location location,
        InstanceId instance,
        string operation,
        Func<IAmazonEC2, Task<TResponse>> send,
        CancellationToken cancellationToken)
        where TResponse : AmazonWebServiceResponse =>
        Call(location, instance, operation).SendAsync(
            clients,
            () => send(clients.Ec2(location, ClientUse.Effect)),
            cancellationToken);

    private static AwsCall Call(Location location, InstanceId instance, string operation) =>
        new($"instance {instance}", location, $"ec2:{operation}");
}
