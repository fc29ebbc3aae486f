using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Alarms;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Aws.Review.Limits;

using Amazon.EC2.Model;

/// <summary>Subnets of groups, and the NAT gateways that they leave through.</summary>
internal sealed class NetworkReads(AwsClients clients, TimeProvider time)
{
    /// <summary>The first four addresses and the last are AWS's ("Subnet CIDR blocks" of the VPC user guide).</summary>
    private const int KeptByAws = 5;

    private const int AddressBits = 32;
    private const int IdsPerCall = 200;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly CloudWatchMetrics _metrics = new(clients);

    public async Task<IReadOnlyList<Subnet>> SubnetsAsync(
        Location location,
        IReadOnlyList<string> ids,
        CancellationToken cancellationToken)
    {
        var found = new List<Subnet>();
        foreach (var some in ids.Chunk(IdsPerCall))
        {
            var request = new DescribeSubnetsRequest { SubnetIds = [.. some] };
            var response = await new AwsCall("subnets of the groups", location, "ec2:DescribeSubnets").SendAsync(
                clients,
                () => clients.Ec2(location, ClientUse.Read).DescribeSubnetsAsync(request, cancellationToken),
                cancellationToken);
            found.AddRange(response.Subnets ?? []);
        }

        return found;
    }

    public static SubnetUse Use(Location location, Subnet subnet)
    {
        var prefix = subnet.CidrBlock is { } cidr && cidr.IndexOf('/', StringComparison.Ordinal) is var slash and > 0
            ? int.Parse(cidr[(slash + 1)..], CultureInfo.InvariantCulture)
            : AddressBits;
        return new SubnetUse(
            location.Account,
            location.Region,
            subnet.SubnetId,
            subnet.AvailabilityZone ?? "unknown zone",
            Math.Max(0, (1 << (AddressBits - prefix)) - KeptByAws),
            subnet.AvailableIpAddressCount ?? 0);
    }

    public async Task<IReadOnlyList<NatUse>> NatsAsync(
        Location location,
        IReadOnlyList<Subnet> subnets,
        CancellationToken cancellationToken)
    {
        var routes = await RoutesAsync(location, subnets, cancellationToken);
        var ways = subnets
            .SelectMany(s => NatsOf(s, routes).Select(nat => (Nat: nat, s.SubnetId)))
            .GroupBy(w => w.Nat, w => w.SubnetId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        if (ways.Count == 0)
        {
            return [];
        }

        var gateways = await GatewaysAsync(location, [.. ways.Keys], cancellationToken);
        var active = await MetricsAsync(location, gateways, "ActiveConnectionCount", "Maximum", cancellationToken);
        var errors = await MetricsAsync(location, gateways, "ErrorPortAllocation", "Sum", cancellationToken);
        return
        [
            .. gateways.Select((g, i) => new NatUse(
                location.Account,
                location.Region,
                g.NatGatewayId,
                EquatableList.From(ways[g.NatGatewayId]),
                g.NatGatewayAddresses?.Count ?? 0,
                active[i],
                errors[i])),
        ];
    }

    private Task<List<RouteTable>> RoutesAsync(
        Location location,
        IReadOnlyList<Subnet> subnets,
        CancellationToken cancellationToken)
    {
        const string What = "route tables of the groups' networks";
        var networks = subnets.Select(s => s.VpcId).Distinct(StringComparer.Ordinal).ToList();
        return Pages.AllAsync(What, async token =>
        {
            var request = new DescribeRouteTablesRequest
            {
                Filters = [new Filter { Name = "vpc-id", Values = networks }],
                NextToken = token,
            };
            var response = await new AwsCall(What, location, "ec2:DescribeRouteTables").SendAsync(
                clients,
                () => clients.Ec2(location, ClientUse.Read).DescribeRouteTablesAsync(request, cancellationToken),
                cancellationToken);
            return ((IEnumerable<RouteTable>?)response.RouteTables, response.NextToken);
        });
    }

    // A subnet without a table of its own has the main one of its network.
    private static IEnumerable<string> NatsOf(Subnet subnet, List<RouteTable> routes)
    {
        var table = routes.Find(t => (t.Associations ?? []).Exists(a => a.SubnetId == subnet.SubnetId))
            ?? routes.Find(t => t.VpcId == subnet.VpcId && (t.Associations ?? []).Exists(a => a.Main == true));
        return (table?.Routes ?? [])
            .Select(r => r.NatGatewayId)
            .Where(id => !string.IsNullOrEmpty(id))
            .Distinct(StringComparer.Ordinal);
    }

    private Task<List<NatGateway>> GatewaysAsync(
        Location location,
        List<string> ids,
        CancellationToken cancellationToken)
    {
        const string What = "NAT gateways of the groups";
        return Pages.AllAsync(What, async token =>
        {
            var request = new DescribeNatGatewaysRequest { NatGatewayIds = ids, NextToken = token };
            var response = await new AwsCall(What, location, "ec2:DescribeNatGateways").SendAsync(
                clients,
                () => clients.Ec2(location, ClientUse.Read).DescribeNatGatewaysAsync(request, cancellationToken),
                cancellationToken);
            return ((IEnumerable<NatGateway>?)response.NatGateways, response.NextToken);
        });
    }

    /// <summary>One value of the last day for each gateway; null where there is no data.</summary>
    private async Task<List<decimal?>> MetricsAsync(
        Location location,
        List<NatGateway> gateways,
        string name,
        string statistic,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var series = await _metrics.ReadAsync(
            location,
            [
                .. gateways.Select(g => new PlanMetric(
                    $"{name} of {g.NatGatewayId}",
                    null,
                    location.Account,
                    location.Region,
                    "AWS/NATGateway",
                    name,
                    [new AlarmDimension("NatGatewayId", g.NatGatewayId)],
                    statistic,
                    null)),
            ],
            now - Day,
            now,
            TimeSpan.FromHours(1),
            cancellationToken);
        return
        [
            .. series.Select(s => s.Points.Count == 0 ? (decimal?)null
                : statistic == "Sum" ? (decimal)s.Points.Sum(p => p.Value)
                : (decimal)s.Points.Max(p => p.Value)),
        ];
    }
}
