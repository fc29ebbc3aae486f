using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.AutoScaling.Model;

/// <summary>The plan's Auto Scaling groups and those with the event's tag, and what they launch from.</summary>
public sealed class GroupSource(AwsClients clients) : IReviewSource
{
    // The service's own limit for names in one call.
    private const int NamesMax = 50;

    private readonly LaunchReader _launches = new(clients);

    public string Name => "Auto Scaling groups";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        var found = await Reading.EachAsync(places, Name, p => GroupsAsync(facts.Plan, p, cancellationToken));
        var groups = new Seen<GroupView>(
            EquatableList.From(found.Items.Select(g => ToView(g.At, g.Group, facts.Plan.Event.Value))),
            found.Unread);
        var launches = await Reading.EachAsync(
            found.Items.Select(g => g.At).Distinct(),
            "launch templates",
            p => _launches.ReadAsync(p, [.. found.Items.Where(g => g.At == p).Select(g => g.Group)], cancellationToken));
        return facts with
        {
            Groups = groups.And(Missing(facts.Plan, groups, found.Unread.Count)),
            Launches = launches.And(found.Unread),
        };
    }

    private async Task<IReadOnlyList<(Location At, AutoScalingGroup Group)>> GroupsAsync(
        CompiledPlan plan,
        Location place,
        CancellationToken cancellationToken)
    {
        var groups = new List<AutoScalingGroup>();
        foreach (var names in Named(plan, place).Chunk(NamesMax))
        {
            var request = new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [.. names] };
            groups.AddRange(await PagesAsync(place, request, cancellationToken));
        }

        var tagged = new DescribeAutoScalingGroupsRequest
        {
            Filters = [new Filter { Name = $"tag:{TagGap.Tag}", Values = [plan.Event.Value] }],
        };
        groups.AddRange(await PagesAsync(place, tagged, cancellationToken));
        return [.. groups.DistinctBy(g => g.AutoScalingGroupName).Select(g => (place, g))];
    }

    private Task<List<AutoScalingGroup>> PagesAsync(
        Location place,
        DescribeAutoScalingGroupsRequest request,
        CancellationToken cancellationToken) => Pages.AllAsync(
        clients,
        new AwsCall("Auto Scaling groups", place, "autoscaling:DescribeAutoScalingGroups"),
        token =>
        {
            request.NextToken = token;
            return clients.AutoScaling(place, ClientUse.Read).DescribeAutoScalingGroupsAsync(request, cancellationToken);
        },
        response => (response.AutoScalingGroups, response.NextToken),
        cancellationToken);

    private static IEnumerable<string> Named(CompiledPlan plan, Location place) => plan.Components
        .Select(c => c.Resource)
        .OfType<Resource.AutoScalingGroup>()
        .Where(g => Location.Of(g) == place)
        .Select(g => g.Name)
        .Distinct(StringComparer.Ordinal);

    // A place that could not be read says so itself; then it is not known what is missing.
    private static IEnumerable<string> Missing(CompiledPlan plan, Seen<GroupView> groups, int unreadPlaces) =>
        unreadPlaces > 0 ? [] : plan.Components
            .Select(c => c.Resource)
            .OfType<Resource.AutoScalingGroup>()
            .Where(r => !groups.Items.Any(g => g.Name == r.Name && g.At.IsAt(Location.Of(r))))
            .Select(r => $"there is no {r.Label} in {r.Region} of {r.Account}; check its name in the plan");

    private static GroupView ToView(Location place, AutoScalingGroup group, string eventId) => new(
        place.ToPlace(),
        group.AutoScalingGroupName,
        EquatableList.From((group.AvailabilityZones ?? []).Distinct(StringComparer.Ordinal)),
        group.HealthCheckType ?? "EC2",
        EquatableList.From((group.TargetGroupARNs ?? [])
            .Concat(Sources(group, "elbv2"))
            .Distinct(StringComparer.Ordinal)),
        EquatableList.From((group.LoadBalancerNames ?? [])
            .Concat(Sources(group, "elb"))
            .Distinct(StringComparer.Ordinal)),
        group.MinSize ?? 0,
        group.DesiredCapacity ?? 0,
        EquatableList.From((group.Instances ?? []).Select(i =>
            new MemberView(i.InstanceId, i.AvailabilityZone ?? "", i.LifecycleState?.Value == "InService"))),
        (group.Tags ?? []).Exists(t => t.Key == TagGap.Tag && t.Value == eventId),
        group.MixedInstancesPolicy is { } policy ? ToMix(policy) : null);

    private static IEnumerable<string> Sources(AutoScalingGroup group, string type) =>
        (group.TrafficSources ?? []).Where(s => s.Type == type).Select(s => s.Identifier);

    // The service's own defaults where the policy leaves something out: all on demand, nothing as a base.
    private static MixView ToMix(MixedInstancesPolicy policy) => new(
        policy.InstancesDistribution?.OnDemandBaseCapacity ?? 0,
        policy.InstancesDistribution?.OnDemandPercentageAboveBaseCapacity ?? 100,
        EquatableList.From((policy.LaunchTemplate?.Overrides ?? [])
            .Select(o => o.InstanceType)
            .Where(t => !string.IsNullOrEmpty(t))
            .Distinct(StringComparer.Ordinal)),
        (policy.LaunchTemplate?.Overrides ?? []).Exists(o => o.InstanceRequirements is not null));
}
