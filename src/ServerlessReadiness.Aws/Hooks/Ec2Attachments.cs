using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Aws.Hooks;


/// <summary>An instance's interfaces, addresses and tags through AWSSDK.EC2.</summary>
internal sealed class Ec2Attachments(AwsClients clients)
{
    private const int PageSize = 200;
    private const int PagesMax = 10;

    /// <summary>Those of the pick that the instance has, and those in its zone that are free for it.</summary>
    public async Task<InterfacesSnapshot> InterfacesAsync(
        Location location,
        InstanceId instance,
        PoolPick pick,
        CancellationToken cancellationToken)
    {
        var reading = DescribeAsync(location, instance, cancellationToken);
        var ours = await OfPickAsync(location, pick, cancellationToken);
        var described = await reading;
        var zone = described.Placement?.AvailabilityZone;
        var attached = ours
            .Where(i => i.Attachment?.InstanceId == instance.Value)
            .Select(i => new AttachedInterface(
                i.NetworkInterfaceId,
                i.Attachment.AttachmentId ?? "",
                i.Attachment.Status?.Value ?? "attached",
                i.Attachment.DeviceIndex ?? 0));
        var free = described.State?.Name?.Value == "running"
            ? ours.Where(i => i.Status?.Value == "available"
                && (zone is null || i.AvailabilityZone == zone)
                && (pick.Subnet is null || i.SubnetId == pick.Subnet))
            : [];
        var used = (described.NetworkInterfaces ?? []).Select(n => n.Attachment?.DeviceIndex ?? 0).ToHashSet();
        return new InterfacesSnapshot(
            EquatableList.From(attached),
            EquatableList.From(free.Select(i => i.NetworkInterfaceId).Order(StringComparer.Ordinal)),
            Enumerable.Range(1, used.Count + 1).First(i => !used.Contains(i)),
            described.State?.Name?.Value is { } state and not "running"
                ? $"{instance} is {state}"
                : $"{ours.Count} with {pick}, none of them free in zone {zone}");
    }

    public async Task<AddressesSnapshot> AddressesAsync(
        Location location,
        InstanceId instance,
        PoolPick pick,
        CancellationToken cancellationToken)
    {
        var request = new DescribeAddressesRequest();
        if (pick.Id is { } id)
        {
            request.AllocationIds = [id];
        }
        else
        {
            request.Filters = [TagFilter(pick.Pool!)];
        }

        var reading = DescribeAsync(location, instance, cancellationToken);
        var response = await new AwsCall($"addresses {pick}", location, "ec2:DescribeAddresses").SendAsync(
            clients,
            () => clients.Ec2(location, ClientUse.Read).DescribeAddressesAsync(request, cancellationToken),
            cancellationToken);
        var state = (await reading).State?.Name?.Value;
        var ours = response.Addresses ?? [];
        var free = state == "running" ? ours.Where(a => string.IsNullOrEmpty(a.AssociationId)) : [];
        return new AddressesSnapshot(
            EquatableList.From(ours.Where(a => a.InstanceId == instance.Value).Select(a => a.AllocationId)),
            EquatableList.From(free.Select(a => a.AllocationId).Order(StringComparer.Ordinal)),
            state == "running" ? $"{ours.Count} with {pick}, none of them free" : $"{instance} is {state}");
    }

    public async Task<EquatableList<SettingValue>> TagsAsync(
        Location location,
        InstanceId instance,
        CancellationToken cancellationToken)
    {
        var described = await DescribeAsync(location, instance, cancellationToken);
        return EquatableList.From((described.Tags ?? []).Select(t => new SettingValue(t.Key, t.Value)));
    }

    public Task PerformAsync(Location location, Change.AttachInterface change, CancellationToken cancellationToken)
    {
        var request = new AttachNetworkInterfaceRequest
        {
            InstanceId = change.Instance.Value,
            NetworkInterfaceId = change.InterfaceId,
            DeviceIndex = change.DeviceIndex,
        };
        return ChangeAsync(
            location,
            $"interface {change.InterfaceId}",
            "AttachNetworkInterface",
            c => c.AttachNetworkInterfaceAsync(request, cancellationToken),
            cancellationToken);
    }

    public Task PerformAsync(Location location, Change.DetachInterface change, CancellationToken cancellationToken)
    {
        var request = new DetachNetworkInterfaceRequest { AttachmentId = change.AttachmentId };
        return ChangeAsync(
            location,
            $"interface {change.InterfaceId}",
            "DetachNetworkInterface",
            c => c.DetachNetworkInterfaceAsync(request, cancellationToken),
            cancellationToken);
    }

    /// <summary>Never takes an address away from what has it: EC2 refuses that unless it is asked to.</summary>
    public Task PerformAsync(Location location, Change.AssociateAddress change, CancellationToken cancellationToken)
    {
        var request = new AssociateAddressRequest
        {
            InstanceId = change.Instance.Value,
            AllocationId = change.AllocationId,
            AllowReassociation = false,
        };
        return ChangeAsync(
            location,
            $"address {change.AllocationId}",
            "AssociateAddress",
            c => c.AssociateAddressAsync(request, cancellationToken),
            cancellationToken);
    }

    public Task PerformAsync(Location location, Change.TagInstance change, CancellationToken cancellationToken)
    {
        var request = new CreateTagsRequest
        {
            Resources = [change.Instance.Value],
            Tags = [.. change.Tags.Select(t => new Tag(t.Name, t.Value))],
        };
        return ChangeAsync(
            location,
            $"instance {change.Instance}",
            "CreateTags",
            c => c.CreateTagsAsync(request, cancellationToken),
            cancellationToken);
    }

    private async Task<Instance> DescribeAsync(
        Location location,
        InstanceId instance,
        CancellationToken cancellationToken)
    {
        var request = new DescribeInstancesRequest { InstanceIds = [instance.Value] };
        var response = await new AwsCall($"instance {instance}", location, "ec2:DescribeInstances").SendAsync(
            clients,
            () => clients.Ec2(location, ClientUse.Read).DescribeInstancesAsync(request, cancellationToken),
            cancellationToken);
        return (response.Reservations ?? []).SelectMany(r => r.Instances ?? []).FirstOrDefault()
            ?? throw new PortException(
                PortFailure.NotFound,
                $"There is no instance {instance} in account {location.Account}, {location.Region}; it may be gone.");
    }

    private async Task<List<NetworkInterface>> OfPickAsync(
        Location location,
        PoolPick pick,
        CancellationToken cancellationToken)
    {
        var request = new DescribeNetworkInterfacesRequest();
        if (pick.Id is { } id)
        {
            request.NetworkInterfaceIds = [id];
        }
        else
        {
            request.Filters = [TagFilter(pick.Pool!)];
            request.MaxResults = PageSize;
        }

        var found = new List<NetworkInterface>();
        for (var page = 0; page < PagesMax; page++)
        {
            var response = await new AwsCall($"interfaces {pick}", location, "ec2:DescribeNetworkInterfaces").SendAsync(
                clients,
                () => clients.Ec2(location, ClientUse.Read).DescribeNetworkInterfacesAsync(request, cancellationToken),
                cancellationToken);
            found.AddRange(response.NetworkInterfaces ?? []);
            if (string.IsNullOrEmpty(response.NextToken))
            {
                break;
            }

            request.NextToken = response.NextToken;
        }

        return found;
    }

    private static Filter TagFilter(SettingValue tag) => new($"tag:{tag.Name}", [tag.Value]);

    private Task<TResponse> ChangeAsync<TResponse>(
        Location location,
        string thing,
        string operation,
        Func<IAmazonEC2, Task<TResponse>> send,
        CancellationToken cancellationToken)
        where TResponse : AmazonWebServiceResponse =>
        new AwsCall(thing, location, $"ec2:{operation}").SendAsync(
            clients,
            () => send(clients.Ec2(location, ClientUse.Effect)),
            cancellationToken);
}
