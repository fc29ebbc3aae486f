using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.ResourceGroupsTaggingAPI.Model;

/// <summary>Where the plan and the event's tag differ. It comes last, since it needs what the others have read.</summary>
public sealed class TagSource(AwsClients clients) : IReviewSource
{
    // The service's own limit for a page.
    private const int PageSize = 100;

    public string Name => "the event's tag";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        var seen = await Reading.EachAsync(places, Name, async place =>
        {
            var tagged = (await TaggedAsync(facts.Plan, place, cancellationToken)).Select(WithoutPartition).ToHashSet();
            var named = Named(facts.Plan, place).ToList();
            var known = named.Concat(Known(facts, place)).ToHashSet(StringComparer.Ordinal);
            return (IReadOnlyList<TagGap>)
            [
                .. named.Except(tagged).Select(arn => new TagGap($"arn:aws{arn}", true)),
                .. tagged.Except(known).Order(StringComparer.Ordinal).Select(arn => new TagGap($"arn:aws{arn}", false)),
            ];
        });

        // The tagging service does not know Auto Scaling groups; their tags come with them.
        var groups = facts.Groups.Items
            .Select(g => (Group: g, IsInPlan: facts.Plan.Components.Any(c => c.Resource is Resource.AutoScalingGroup r
                && r.Name == g.Name
                && g.At.IsAt(Location.Of(r)))))
            .Where(g => g.IsInPlan != g.Group.IsTagged)
            .Select(g => new TagGap(g.Group.Label, g.IsInPlan));
        return facts with
        {
            Untagged = (seen with { Items = EquatableList.From(groups.Concat(seen.Items)) }).And(
                facts.Groups.Unread,
                facts.Instances.Unread),
        };
    }

    private async Task<IEnumerable<string>> TaggedAsync(
        CompiledPlan plan,
        Location place,
        CancellationToken cancellationToken)
    {
        var request = new GetResourcesRequest
        {
            TagFilters = [new TagFilter { Key = TagGap.Tag, Values = [plan.Event.Value] }],
            ResourcesPerPage = PageSize,
        };
        var found = await Pages.AllAsync(
            clients,
            new AwsCall("tagged resources", place, "tag:GetResources"),
            token =>
            {
                request.PaginationToken = token;
                return clients.Tagging(place, ClientUse.Read).GetResourcesAsync(request, cancellationToken);
            },
            response => (response.ResourceTagMappingList, response.PaginationToken),
            cancellationToken);
        return found.Select(m => m.ResourceARN);
    }

    // What the plan names and the tagging service knows. Hosted zones and what serves others besides are left out.
    private static IEnumerable<string> Named(CompiledPlan plan, Location place) => plan.Components
        .Where(c => Location.Of(c.Resource) == place)
        .SelectMany(c => c.Resource switch
        {
            Resource.StandaloneInstances alone => alone.Ids.Select(id => Ec2(place, "instance", id.Value)),
            Resource.Setting { Service: SettingService.RdsInstance } s => [$":rds:{place.Region}:{place.Account}:db:{s.Id}"],
            Resource.Setting { Service: SettingService.EbsVolume } s => [Ec2(place, "volume", s.Id)],
            Resource.Setting { Service: SettingService.TableWarmThroughput } s =>
                [$":dynamodb:{place.Region}:{place.Account}:table/{s.Id}"],
            Resource.Listener l => [WithoutPartition(l.LoadBalancerArn)],
            _ => Array.Empty<string>(),
        })
        .Distinct(StringComparer.Ordinal);

    // Whatever hangs on the plan's components may have the tag as well.
    private static IEnumerable<string> Known(ReviewFacts facts, Location place)
    {
        var planned = facts.Plan.Components.Select(c => c.Resource)
            .OfType<Resource.AutoScalingGroup>()
            .Where(g => Location.Of(g) == place)
            .Select(g => g.Name)
            .ToHashSet(StringComparer.Ordinal);
        var alone = facts.Plan.Components.Select(c => c.Resource)
            .OfType<Resource.StandaloneInstances>()
            .SelectMany(r => r.Ids)
            .Select(i => i.Value)
            .ToHashSet(StringComparer.Ordinal);
        var instances = facts.Instances.Items
            .Where(i => i.At.IsAt(place) && (alone.Contains(i.Id) || (i.Group is { } group && planned.Contains(group))))
            .ToList();
        var balancers = facts.Balancers.Items.Where(b => b.At.IsAt(place)).ToList();
        return
        [
            .. instances.Select(i => Ec2(place, "instance", i.Id)),
            .. instances.SelectMany(i => i.Volumes).Select(v => Ec2(place, "volume", v.Id)),
            .. facts.SecurityGroups.Items.Where(g => g.At.IsAt(place)).Select(g => Ec2(place, "security-group", g.Id)),
            .. balancers.Select(b => WithoutPartition(b.Arn)),
            .. facts.Listeners.Items.Where(l => l.At.IsAt(place)).Select(l => WithoutPartition(l.Arn)),
            .. facts.Groups.Items.Where(g => g.At.IsAt(place)).SelectMany(g => g.TargetGroups).Select(WithoutPartition),
            .. facts.Databases.Items.Where(d => d.At.IsAt(place))
                .Select(d => $":rds:{place.Region}:{place.Account}:db:{d.Id}"),
        ];
    }

    private static string Ec2(Location place, string kind, string id) =>
        $":ec2:{place.Region}:{place.Account}:{kind}/{id}";

    // The plan does not say in which partition it is; regions and accounts do not repeat between them.
    private static string WithoutPartition(string arn)
    {
        const string Scheme = "arn:";
        var rest = arn.IndexOf(':', Math.Min(Scheme.Length, arn.Length));
        return rest < 0 ? arn : arn[rest..];
    }
}
