using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Limits;

/// <summary>Addresses of subnets and ports of NAT gateways.</summary>
internal static class NetworkRows
{
    /// <summary>
    /// Connections at once to one destination (address, port and protocol) for each address of a NAT gateway. Source:
    /// "NAT gateway basics" of the VPC user guide.
    /// </summary>
    private const int PortsPerAddress = 55_000;

    private const int Overlap = 1;

    /// <summary>Auto Scaling spreads evenly over zones; a subnet takes its share, rounded up, and a replacement.
    /// </summary>
    public static IEnumerable<LimitRow> Subnets(CompiledPlan plan, LimitFacts facts) =>
        from subnet in facts.Subnets.Items
        let groups = facts.Groups.Items
            .Where(g => g.Subnets.Contains(subnet.Id) && plan.FindComponent(g.Component) is not null)
            .ToList()
        where groups.Count > 0
        let used = subnet.Usable - subnet.Free
        select new LimitRow(
            "IPv4 addresses of the subnet",
            $"subnet {subnet.Id} ({subnet.Zone}) in {subnet.Region} of {subnet.Account}",
            subnet.Usable,
            used,
            used + groups.Sum(g => Share(g, PlannedUnits.AtPeak(plan, plan.FindComponent(g.Component)!))),
            used + groups.Sum(g => Share(g, plan.FindComponent(g.Component)!.Ceiling)),
            "ec2:DescribeSubnets; one address for each instance, "
                + string.Join(", ", groups.Select(g => $"group {g.Name}")),
            "add a subnet in the zone with more addresses to the group");

    /// <summary>
    /// An estimate from above: as if all connections went to one destination, and grew with the group that grows most.
    /// </summary>
    public static IEnumerable<LimitRow> Nats(CompiledPlan plan, LimitFacts facts)
    {
        foreach (var nat in facts.Nats.Items)
        {
            var groups = facts.Groups.Items
                .Where(g => g.Subnets.Any(s => nat.Subnets.Contains(s)) && plan.FindComponent(g.Component) is not null)
                .ToList();
            if (groups.Count == 0)
            {
                continue;
            }

            var peak = groups.Max(g => Factor(g, PlannedUnits.AtPeak(plan, plan.FindComponent(g.Component)!)));
            var ceiling = groups.Max(g => Factor(g, plan.FindComponent(g.Component)!.Ceiling));
            yield return new LimitRow(
                "connections at once through the NAT gateway to one destination",
                $"NAT gateway {nat.Id} in {nat.Region} of {nat.Account}",
                PortsPerAddress * Math.Max(1, nat.Addresses),
                nat.Connections,
                nat.Connections is { } now ? Math.Ceiling(now * peak) : null,
                nat.Connections is { } present ? Math.Ceiling(present * ceiling) : null,
                $"{PortsPerAddress} for each of {nat.Addresses} addresses; AWS/NATGateway ActiveConnectionCount of the "
                    + "last day, as if all went to one destination",
                "add addresses or NAT gateways, or reach AWS services through VPC endpoints")
            {
                IsEstimate = true,
                Unknown = nat.Connections is null ? "there is no data of ActiveConnectionCount" : null,
                Trouble = nat.PortErrors > 0
                    ? $"{nat.PortErrors:0} connections found no port in the last day, before any growth"
                    : null,
            };
        }
    }

    private static int Share(GroupUse group, int units)
    {
        var growth = PlannedUnits.Growth(units, group);
        return ((growth + group.Subnets.Count - 1) / group.Subnets.Count) + Overlap;
    }

    private static decimal Factor(GroupUse group, int units) =>
        Math.Max(1, (decimal)units / Math.Max(1, group.Units));
}
