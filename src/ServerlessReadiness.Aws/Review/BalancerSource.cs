using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.ElasticLoadBalancingV2.Model;

/// <summary>Load balancers in front of the event's groups and of the plan's listeners, and all of their listeners.</summary>
public sealed class BalancerSource(AwsClients clients) : IReviewSource
{
    // The service's own limit for ARNs in one call.
    private const int ArnsMax = 20;

    public string Name => "load balancers and listeners";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        var balancers = await Reading.EachAsync(
            places,
            "load balancers",
            p => BalancersAsync(facts, p, cancellationToken));
        var listeners = await Reading.EachAsync(
            places,
            "listeners",
            p => ListenersAsync(p, [.. balancers.Items.Where(b => b.At.IsAt(p))], cancellationToken));
        var classic = facts.Groups.Items.SelectMany(g => g.ClassicBalancers.Select(name =>
            $"classic load balancer {name} of {g.Label} is not read: move to an Application Load Balancer, or attest it"));
        var before = facts.Groups.Unread.Concat(classic).ToList();
        return facts with
        {
            Balancers = balancers.And(before),
            Listeners = listeners.And(balancers.Unread, before),
        };
    }

    private async Task<IReadOnlyList<BalancerView>> BalancersAsync(
        ReviewFacts facts,
        Location place,
        CancellationToken cancellationToken)
    {
        var arns = facts.Plan.Components.Select(c => c.Resource)
            .OfType<Resource.Listener>()
            .Where(l => Location.Of(l) == place)
            .Select(l => l.LoadBalancerArn)
            .ToHashSet(StringComparer.Ordinal);
        var targets = facts.Groups.Items.Where(g => g.At.IsAt(place)).SelectMany(g => g.TargetGroups).Distinct();
        foreach (var chunk in targets.Chunk(ArnsMax))
        {
            var request = new DescribeTargetGroupsRequest { TargetGroupArns = [.. chunk] };
            arns.UnionWith(await Pages.AllAsync(
                clients,
                new AwsCall("target groups", place, "elasticloadbalancing:DescribeTargetGroups"),
                token =>
                {
                    request.Marker = token;
                    return clients.LoadBalancers(place, ClientUse.Read)
                        .DescribeTargetGroupsAsync(request, cancellationToken);
                },
                response => ((response.TargetGroups ?? []).SelectMany(g => g.LoadBalancerArns ?? []), response.NextMarker),
                cancellationToken));
        }

        var found = new List<BalancerView>();
        foreach (var chunk in arns.Chunk(ArnsMax))
        {
            var request = new DescribeLoadBalancersRequest { LoadBalancerArns = [.. chunk] };
            found.AddRange((await Pages.AllAsync(
                clients,
                new AwsCall("load balancers", place, "elasticloadbalancing:DescribeLoadBalancers"),
                token =>
                {
                    request.Marker = token;
                    return clients.LoadBalancers(place, ClientUse.Read)
                        .DescribeLoadBalancersAsync(request, cancellationToken);
                },
                response => (response.LoadBalancers, response.NextMarker),
                cancellationToken)).Select(b => ToView(place, b)));
        }

        return found;
    }

    private async Task<IReadOnlyList<ListenerView>> ListenersAsync(
        Location place,
        IReadOnlyList<BalancerView> balancers,
        CancellationToken cancellationToken)
    {
        var views = new List<ListenerView>();
        foreach (var balancer in balancers)
        {
            var request = new DescribeListenersRequest { LoadBalancerArn = balancer.Arn };
            var found = await Pages.AllAsync(
                clients,
                new AwsCall($"listeners of {balancer.Name}", place, "elasticloadbalancing:DescribeListeners"),
                token =>
                {
                    request.Marker = token;
                    return clients.LoadBalancers(place, ClientUse.Read).DescribeListenersAsync(request, cancellationToken);
                },
                response => (response.Listeners, response.NextMarker),
                cancellationToken);
            foreach (var listener in found)
            {
                views.Add(new ListenerView(
                    place.ToPlace(),
                    listener.ListenerArn,
                    balancer.Name,
                    balancer.IsPublic,
                    listener.Protocol?.Value ?? "",
                    listener.Port ?? 0,
                    string.IsNullOrEmpty(listener.SslPolicy) ? null : listener.SslPolicy,
                    listener.Protocol?.Value == "HTTP"
                        && (listener.DefaultActions ?? []).TrueForAll(LeadsToHttps)
                        && await RulesLeadToHttpsAsync(place, listener, cancellationToken)));
            }
        }

        return views;
    }

    private async Task<bool> RulesLeadToHttpsAsync(
        Location place,
        Listener listener,
        CancellationToken cancellationToken)
    {
        var request = new DescribeRulesRequest { ListenerArn = listener.ListenerArn };
        var rules = await Pages.AllAsync(
            clients,
            new AwsCall($"rules of {listener.ListenerArn}", place, "elasticloadbalancing:DescribeRules"),
            token =>
            {
                request.Marker = token;
                return clients.LoadBalancers(place, ClientUse.Read).DescribeRulesAsync(request, cancellationToken);
            },
            response => (response.Rules, response.NextMarker),
            cancellationToken);
        return rules.TrueForAll(r => (r.Actions ?? []).TrueForAll(LeadsToHttps));
    }

    // A fixed answer carries nothing of the caller's.
    private static bool LeadsToHttps(Amazon.ElasticLoadBalancingV2.Model.Action action) => action.Type?.Value switch
    {
        "redirect" => action.RedirectConfig?.Protocol == "HTTPS",
        "fixed-response" => true,
        _ => false,
    };

    private static BalancerView ToView(Location place, LoadBalancer balancer) => new(
        place.ToPlace(),
        balancer.LoadBalancerArn,
        balancer.LoadBalancerName,
        balancer.DNSName ?? "",
        balancer.Scheme?.Value == "internet-facing",
        EquatableList.From((balancer.AvailabilityZones ?? []).Select(z => z.ZoneName)),
        EquatableList.From(balancer.SecurityGroups ?? []));
}
