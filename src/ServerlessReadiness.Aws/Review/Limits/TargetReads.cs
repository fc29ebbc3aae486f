using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Traffic;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Aws.Review.Limits;

using Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Target groups with their targets, and listeners with the rules of their load balancer.</summary>
internal sealed class TargetReads(AwsClients clients)
{
    private const int RulesPerPage = 400;

    private readonly ElbListeners _listeners = new(clients);

    /// <summary>The groups, and all others of the same load balancers: those count toward its targets too.</summary>
    public async Task<IReadOnlyList<TargetGroupUse>> ReadAsync(
        Location location,
        IReadOnlyList<string> arns,
        CancellationToken cancellationToken)
    {
        var own = new List<TargetGroup>();
        foreach (var some in arns.Chunk(20))
        {
            own.AddRange(await GroupsAsync(
                location,
                new DescribeTargetGroupsRequest { TargetGroupArns = [.. some] },
                cancellationToken));
        }

        var balancers = own.SelectMany(g => g.LoadBalancerArns ?? []).Distinct(StringComparer.Ordinal);
        var all = new List<TargetGroup>(own);
        foreach (var balancer in balancers)
        {
            all.AddRange(await GroupsAsync(
                location,
                new DescribeTargetGroupsRequest { LoadBalancerArn = balancer },
                cancellationToken));
        }

        var uses = new List<TargetGroupUse>();
        foreach (var group in all.DistinctBy(g => g.TargetGroupArn))
        {
            uses.Add(new TargetGroupUse(
                location.Account,
                location.Region,
                group.TargetGroupArn,
                group.TargetGroupName,
                await TargetsAsync(location, group, cancellationToken),
                group.LoadBalancerArns?.FirstOrDefault()));
        }

        return uses;
    }

    public async Task<IReadOnlyList<ListenerUse>> ReadAsync(
        Resource.Listener listener,
        CancellationToken cancellationToken)
    {
        var location = Location.Of(listener);
        var seen = await _listeners.ReadAsync(listener, cancellationToken);
        var what = $"listeners of the load balancer of {listener.Label}";
        var all = await Pages.AllAsync(what, async token =>
        {
            var request = new DescribeListenersRequest { LoadBalancerArn = listener.LoadBalancerArn, Marker = token };
            var response = await Call(what, location, "DescribeListeners").SendAsync(
                clients,
                () => clients.LoadBalancers(location, ClientUse.Read)
                    .DescribeListenersAsync(request, cancellationToken),
                cancellationToken);
            return ((IEnumerable<Listener>?)response.Listeners, response.NextMarker);
        });
        var rules = seen.Rules.Count;
        foreach (var other in all.Where(l => l.ListenerArn != listener.Arn))
        {
            rules += await RulesAsync(location, other.ListenerArn, cancellationToken);
        }

        return [new ListenerUse(listener, seen, rules)];
    }

    private async Task<int> RulesAsync(Location location, string listener, CancellationToken cancellationToken)
    {
        var what = $"rules of {listener}";
        var rules = await Pages.AllAsync(what, async token =>
        {
            var request = new DescribeRulesRequest { ListenerArn = listener, PageSize = RulesPerPage, Marker = token };
            var response = await Call(what, location, "DescribeRules").SendAsync(
                clients,
                () => clients.LoadBalancers(location, ClientUse.Read).DescribeRulesAsync(request, cancellationToken),
                cancellationToken);
            return ((IEnumerable<Rule>?)response.Rules, response.NextMarker);
        });
        return rules.Count(r => r.IsDefault != true);
    }

    private Task<List<TargetGroup>> GroupsAsync(
        Location location,
        DescribeTargetGroupsRequest request,
        CancellationToken cancellationToken)
    {
        const string What = "target groups of the groups";
        return Pages.AllAsync(What, async token =>
        {
            request.Marker = token;
            var response = await Call(What, location, "DescribeTargetGroups").SendAsync(
                clients,
                () => clients.LoadBalancers(location, ClientUse.Read)
                    .DescribeTargetGroupsAsync(request, cancellationToken),
                cancellationToken);
            return ((IEnumerable<TargetGroup>?)response.TargetGroups, response.NextMarker);
        });
    }

    private async Task<int> TargetsAsync(Location location, TargetGroup group, CancellationToken cancellationToken)
    {
        var request = new DescribeTargetHealthRequest { TargetGroupArn = group.TargetGroupArn };
        var response = await Call($"target group {group.TargetGroupName}", location, "DescribeTargetHealth").SendAsync(
            clients,
            () => clients.LoadBalancers(location, ClientUse.Read)
                .DescribeTargetHealthAsync(request, cancellationToken),
            cancellationToken);
        return response.TargetHealthDescriptions?.Count ?? 0;
    }

    private static AwsCall Call(string thing, Location location, string operation) =>
        new(thing, location, $"elasticloadbalancing:{operation}");
}
