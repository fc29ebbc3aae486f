using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.EC2.Model;

/// <summary>The groups' instances, the plan's single ones, and those with the event's tag.</summary>
public sealed class InstanceSource(AwsClients clients) : IReviewSource
{
    private const string GroupTag = "aws:autoscaling:groupName";

    // What is about to end is no part of the event any more.
    private static readonly string[] States = ["pending", "running", "stopping", "stopped"];

    public string Name => "instances";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        var owners = facts.Groups.Items
            .SelectMany(g => g.Members.Select(m => (m.Instance, g.Name)))
            .DistinctBy(m => m.Instance)
            .ToDictionary(m => m.Instance, m => m.Name);
        var seen = await Reading.EachAsync(places, Name, async place =>
        {
            var named = facts.Groups.Items.Where(g => g.At.IsAt(place))
                .SelectMany(g => g.Members.Select(m => m.Instance))
                .Concat(Alone(facts.Plan, place))
                .Distinct(StringComparer.Ordinal)
                .ToList();
            var found = await FindAsync(place, named, facts.Plan.Event.Value, cancellationToken);
            return (IReadOnlyList<InstanceView>)[.. found.Select(i => ToView(place, i, owners))];
        });
        var missing = seen.Unread.Count > 0 ? [] : places.SelectMany(p => Alone(facts.Plan, p)
            .Except(seen.Items.Select(i => i.Id))
            .Select(id => $"there is no instance {id} in {p.Region} of {p.Account}; check its id in the plan"));
        return facts with { Instances = seen.And(facts.Groups.Unread, missing) };
    }

    // By filters: a call with ids fails as a whole when one of them has ended in between.
    private async Task<IEnumerable<Instance>> FindAsync(
        Location place,
        IReadOnlyList<string> ids,
        string eventId,
        CancellationToken cancellationToken)
    {
        var found = await PagesAsync(place, Pages.Filter($"tag:{TagGap.Tag}", [eventId]), cancellationToken);
        foreach (var chunk in ids.Chunk(Pages.FilterValuesMax))
        {
            found.AddRange(await PagesAsync(place, Pages.Filter("instance-id", chunk), cancellationToken));
        }

        return found.DistinctBy(i => i.InstanceId);
    }

    private Task<List<Instance>> PagesAsync(Location place, List<Filter> filters, CancellationToken cancellationToken)
    {
        var request = new DescribeInstancesRequest
        {
            Filters = [.. filters, .. Pages.Filter("instance-state-name", States)],
        };
        return Pages.AllAsync(
            clients,
            new AwsCall("instances", place, "ec2:DescribeInstances"),
            token =>
            {
                request.NextToken = token;
                return clients.Ec2(place, ClientUse.Read).DescribeInstancesAsync(request, cancellationToken);
            },
            response => ((response.Reservations ?? []).SelectMany(r => r.Instances ?? []), response.NextToken),
            cancellationToken);
    }

    private static IEnumerable<string> Alone(CompiledPlan plan, Location place) => plan.Components
        .Select(c => c.Resource)
        .OfType<Resource.StandaloneInstances>()
        .Where(r => Location.Of(r) == place)
        .SelectMany(r => r.Ids)
        .Select(i => i.Value);

    private static InstanceView ToView(Location place, Instance instance, Dictionary<string, string> owners) => new(
        place.ToPlace(),
        instance.InstanceId,
        instance.InstanceType?.Value ?? "",
        instance.Placement?.AvailabilityZone ?? "",
        instance.VpcId ?? "",
        owners.GetValueOrDefault(instance.InstanceId)
            ?? (instance.Tags ?? []).Find(t => t.Key == GroupTag)?.Value,
        instance.IamInstanceProfile?.Arn,
        string.Equals(instance.Platform?.Value, "windows", StringComparison.OrdinalIgnoreCase),
        instance.InstanceLifecycle?.Value == "spot",
        instance.EbsOptimized ?? false,
        EquatableList.From((instance.NetworkInterfaces ?? [])
            .SelectMany(n => n.Groups ?? [])
            .Concat(instance.SecurityGroups ?? [])
            .Select(g => g.GroupId)
            .Distinct(StringComparer.Ordinal)),
        EquatableList.From((instance.BlockDeviceMappings ?? [])
            .Where(m => m.Ebs?.VolumeId is not null)
            .Select(m => new AttachedVolume(m.Ebs.VolumeId, m.DeviceName ?? "", m.DeviceName == instance.RootDeviceName))));
}
