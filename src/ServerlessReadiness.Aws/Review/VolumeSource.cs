using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.EC2.Model;

/// <summary>Volumes of the event's instances and of the plan, their newest snapshots, and what the types carry.</summary>
public sealed class VolumeSource(AwsClients clients) : IReviewSource
{
    // The services' own limits for a page and a call.
    private const int SnapshotsPerPage = 1000;
    private const int TypesMax = 100;

    public string Name => "volumes and snapshots";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        var volumes = await Reading.EachAsync(places, "volumes", p => VolumesAsync(facts, p, cancellationToken));
        var launched = facts.Instances.Items.Where(i => i.Group is not null).Select(i => i.Id).ToHashSet();
        var snapshots = await Reading.EachAsync(
            places,
            "snapshots",
            p => SnapshotsAsync(
                p,
                [
                    .. volumes.Items
                        .Where(v => v.At.IsAt(p) && !(v.IsRoot && v.Instance is { } on && launched.Contains(on)))
                        .Select(v => v.Id),
                ],
                cancellationToken));
        var types = await Reading.EachAsync(
            places,
            "instance types",
            p => TypesAsync(
                p,
                [.. facts.Instances.Items.Where(i => i.At.IsAt(p)).Select(i => i.Type).Distinct(StringComparer.Ordinal)],
                cancellationToken));
        return facts with
        {
            Volumes = volumes.And(facts.Instances.Unread),
            Snapshots = snapshots,
            InstanceTypes = types,
        };
    }

    private async Task<IReadOnlyList<VolumeView>> VolumesAsync(
        ReviewFacts facts,
        Location place,
        CancellationToken cancellationToken)
    {
        var attached = facts.Instances.Items.Where(i => i.At.IsAt(place))
            .SelectMany(i => i.Volumes.Select(v => (v.Id, v.IsRoot, Instance: i.Id)))
            .DistinctBy(v => v.Id)
            .ToDictionary(v => v.Id);
        var named = facts.Plan.Components.Select(c => c.Resource)
            .OfType<Resource.Setting>()
            .Where(s => s.Service == SettingService.EbsVolume && Location.Of(s) == place)
            .Select(s => s.Id);
        var views = new List<VolumeView>();
        foreach (var ids in attached.Keys.Union(named).Chunk(Pages.FilterValuesMax))
        {
            var request = new DescribeVolumesRequest { Filters = Pages.Filter("volume-id", ids) };
            var found = await Pages.AllAsync(
                clients,
                new AwsCall("volumes", place, "ec2:DescribeVolumes"),
                token =>
                {
                    request.NextToken = token;
                    return clients.Ec2(place, ClientUse.Read).DescribeVolumesAsync(request, cancellationToken);
                },
                response => (response.Volumes, response.NextToken),
                cancellationToken);
            views.AddRange(found.Select(v => new VolumeView(
                place.ToPlace(),
                v.VolumeId,
                attached.TryGetValue(v.VolumeId, out var on) ? on.Instance : null,
                on.IsRoot,
                v.VolumeType?.Value ?? "",
                v.Size ?? 0,
                v.Iops is > 0 ? v.Iops : null,
                v.Throughput is > 0 ? v.Throughput : null)));
        }

        return views;
    }

    private async Task<IReadOnlyList<SnapshotView>> SnapshotsAsync(
        Location place,
        IReadOnlyList<string> volumes,
        CancellationToken cancellationToken)
    {
        var views = new List<SnapshotView>();
        foreach (var ids in volumes.Chunk(Pages.FilterValuesMax))
        {
            var request = new DescribeSnapshotsRequest
            {
                OwnerIds = ["self"],
                Filters = [.. Pages.Filter("volume-id", ids), .. Pages.Filter("status", ["completed"])],
                MaxResults = SnapshotsPerPage,
            };
            var found = await Pages.AllAsync(
                clients,
                new AwsCall("snapshots", place, "ec2:DescribeSnapshots"),
                token =>
                {
                    request.NextToken = token;
                    return clients.Ec2(place, ClientUse.Read).DescribeSnapshotsAsync(request, cancellationToken);
                },
                response => (response.Snapshots, response.NextToken),
                cancellationToken);
            var newest = found.ToLookup(s => s.VolumeId, s => Instant.Of(s.StartTime));
            views.AddRange(ids.Select(id => new SnapshotView(id, newest[id].Max())));
        }

        return views;
    }

    private async Task<IReadOnlyList<InstanceTypeView>> TypesAsync(
        Location place,
        IReadOnlyList<string> types,
        CancellationToken cancellationToken)
    {
        var views = new List<InstanceTypeView>();
        foreach (var names in types.Chunk(TypesMax))
        {
            var request = new DescribeInstanceTypesRequest { InstanceTypes = [.. names] };
            var found = await Pages.AllAsync(
                clients,
                new AwsCall("instance types", place, "ec2:DescribeInstanceTypes"),
                token =>
                {
                    request.NextToken = token;
                    return clients.Ec2(place, ClientUse.Read).DescribeInstanceTypesAsync(request, cancellationToken);
                },
                response => (response.InstanceTypes, response.NextToken),
                cancellationToken);
            views.AddRange(found.Select(t => new InstanceTypeView(
                t.InstanceType.Value,
                t.CurrentGeneration ?? true,
                t.EbsInfo?.EbsOptimizedSupport?.Value ?? "default",
                t.EbsInfo?.EbsOptimizedInfo?.BaselineThroughputInMBps,
                t.EbsInfo?.EbsOptimizedInfo?.BaselineIops)));
        }

        return views;
    }
}
