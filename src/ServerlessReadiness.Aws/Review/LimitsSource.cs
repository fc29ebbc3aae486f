using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Aws.Review.Limits;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Aws.Review;

using Subnet = Amazon.EC2.Model.Subnet;

/// <summary>Quotas and other ceilings that the plan's components meet, with their present use.</summary>
public sealed class LimitsSource(AwsClients clients, InstanceTypes types, TimeProvider time) : IReviewSource
{
    private readonly GroupReads _groups = new(clients, types);
    private readonly NetworkReads _networks = new(clients, time);
    private readonly TargetReads _targets = new(clients);
    private readonly DatabaseReads _databases = new(clients, types, time);
    private readonly QuotaReads _quotas = new(clients, types, time);

    public string Name => "service limits";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(places);
        var plan = facts.Plan;
        var groups = await Reading.OfAsync(
            plan.Components.Where(c => c.Resource is Resource.AutoScalingGroup),
            c => _groups.ReadAsync(c, cancellationToken));
        var (subnets, nats) = await NetworksAsync(groups.Items, cancellationToken);
        var limits = new LimitFacts(
            NotLooked.At<QuotaUse>(),
            groups,
            subnets,
            await Reading.OfAsync(
                ByPlace(groups.Items, g => g.TargetGroups),
                p => _targets.ReadAsync(p.Place, p.Things, cancellationToken)),
            await Reading.OfAsync(
                LimitProjection.ListenersOf(plan),
                l => _targets.ReadAsync(l, cancellationToken)),
            await Reading.OfAsync(
                plan.Components.Where(c => c.Resource is Resource.Setting { Service: SettingService.RdsInstance }),
                c => _databases.ReadAsync(c, cancellationToken)),
            nats);
        return facts with { Limits = limits with { Quotas = await QuotasAsync(plan, limits, cancellationToken) } };
    }

    private async Task<Seen<QuotaUse>> QuotasAsync(
        CompiledPlan plan,
        LimitFacts limits,
        CancellationToken cancellationToken)
    {
        var uses = new List<QuotaUse>();
        var unread = new List<string>();
        foreach (var place in LimitProjection.QuotasOf(plan, limits).GroupBy(q => new Location(q.Account, q.Region)))
        {
            var seen = await _quotas.ReadAsync(place.Key, [.. place.Select(q => q.Key)], cancellationToken);
            uses.AddRange(seen.Items);
            unread.AddRange(seen.Unread);
        }

        return new Seen<QuotaUse>(EquatableList.From(uses), EquatableList.From(unread));
    }

    private async Task<(Seen<SubnetUse> Subnets, Seen<NatUse> Nats)> NetworksAsync(
        EquatableList<GroupUse> groups,
        CancellationToken cancellationToken)
    {
        var subnets = await Reading.OfAsync(ByPlace(groups, g => g.Subnets), async p =>
        {
            var found = await _networks.SubnetsAsync(p.Place, p.Things, cancellationToken);
            return (IReadOnlyList<(Location Place, Subnet Subnet)>)[.. found.Select(s => (p.Place, s))];
        });
        var nats = await Reading.OfAsync(
            subnets.Items.GroupBy(s => s.Place, s => s.Subnet),
            p => _networks.NatsAsync(p.Key, [.. p], cancellationToken));
        return (
            new Seen<SubnetUse>(
                EquatableList.From(subnets.Items.Select(s => NetworkReads.Use(s.Place, s.Subnet))),
                subnets.Unread),
            nats);
    }

    private static IEnumerable<(Location Place, IReadOnlyList<string> Things)> ByPlace(
        EquatableList<GroupUse> groups,
        Func<GroupUse, EquatableList<string>> things) => groups
        .SelectMany(g => things(g).Select(t => (Place: new Location(g.Account, g.Region), Thing: t)))
        .Distinct()
        .GroupBy(t => t.Place, t => t.Thing)
        .Select(p => (p.Key, (IReadOnlyList<string>)[.. p]));
}
