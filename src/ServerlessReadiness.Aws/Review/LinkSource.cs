using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.DirectConnect.Model;
using Amazon.EC2.Model;

/// <summary>VPN connections to the VPCs of the event's instances, and the accounts' Direct Connect connections.</summary>
public sealed class LinkSource(AwsClients clients) : IReviewSource
{
    public string Name => "VPN and Direct Connect";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        var vpns = await Reading.EachAsync(places, "VPN connections", p => VpnsAsync(facts, p, cancellationToken));
        return facts with
        {
            Vpns = vpns.And(facts.Instances.Unread),
            DirectConnects = await Reading.EachAsync(
                places,
                "Direct Connect connections",
                p => LinesAsync(p, cancellationToken)),
        };
    }

    // A VPC reaches a VPN by a gateway of its own or by a transit gateway that it is attached to.
    private async Task<IReadOnlyList<VpnView>> VpnsAsync(
        ReviewFacts facts,
        Location place,
        CancellationToken cancellationToken)
    {
        var connections = new List<VpnConnection>();
        var vpcs = facts.Instances.Items
            .Where(i => i.At.IsAt(place) && i.Vpc.Length > 0)
            .Select(i => i.Vpc)
            .Distinct(StringComparer.Ordinal);
        foreach (var chunk in vpcs.Chunk(Pages.FilterValuesMax))
        {
            foreach (var gateways in (await VpnGatewaysAsync(place, chunk, cancellationToken)).Chunk(Pages.FilterValuesMax))
            {
                connections.AddRange(await ConnectionsAsync(place, "vpn-gateway-id", gateways, cancellationToken));
            }

            foreach (var gateways in (await TransitGatewaysAsync(place, chunk, cancellationToken))
                .Chunk(Pages.FilterValuesMax))
            {
                connections.AddRange(await ConnectionsAsync(place, "transit-gateway-id", gateways, cancellationToken));
            }
        }

        return
        [
            .. connections.DistinctBy(c => c.VpnConnectionId).Select(c => new VpnView(
                place.ToPlace(),
                c.VpnConnectionId,
                EquatableList.From((c.VgwTelemetry ?? []).Select(t => new TunnelView(
                    t.OutsideIpAddress ?? "",
                    t.Status?.Value == "UP",
                    t.StatusMessage ?? ""))))),
        ];
    }

    private async Task<IEnumerable<string>> VpnGatewaysAsync(
        Location place,
        string[] vpcs,
        CancellationToken cancellationToken)
    {
        var request = new DescribeVpnGatewaysRequest
        {
            Filters = [.. Pages.Filter("attachment.vpc-id", vpcs), .. Pages.Filter("attachment.state", ["attached"])],
        };
        var response = await new AwsCall("VPN gateways", place, "ec2:DescribeVpnGateways").SendAsync(
            clients,
            () => clients.Ec2(place, ClientUse.Read).DescribeVpnGatewaysAsync(request, cancellationToken),
            cancellationToken);
        return (response.VpnGateways ?? []).Select(g => g.VpnGatewayId);
    }

    private async Task<IEnumerable<string>> TransitGatewaysAsync(
        Location place,
        string[] vpcs,
        CancellationToken cancellationToken)
    {
        var request = new DescribeTransitGatewayVpcAttachmentsRequest { Filters = Pages.Filter("vpc-id", vpcs) };
        var found = await Pages.AllAsync(
            clients,
            new AwsCall("transit gateway attachments", place, "ec2:DescribeTransitGatewayVpcAttachments"),
            token =>
            {
                request.NextToken = token;
                return clients.Ec2(place, ClientUse.Read)
                    .DescribeTransitGatewayVpcAttachmentsAsync(request, cancellationToken);
            },
            response => (response.TransitGatewayVpcAttachments, response.NextToken),
            cancellationToken);
        return found.Select(a => a.TransitGatewayId).Distinct(StringComparer.Ordinal);
    }

    private async Task<IEnumerable<VpnConnection>> ConnectionsAsync(
        Location place,
        string filter,
        string[] gateways,
        CancellationToken cancellationToken)
    {
        var request = new DescribeVpnConnectionsRequest
        {
            Filters = [.. Pages.Filter(filter, gateways), .. Pages.Filter("state", ["available"])],
        };
        var response = await new AwsCall("VPN connections", place, "ec2:DescribeVpnConnections").SendAsync(
            clients,
            () => clients.Ec2(place, ClientUse.Read).DescribeVpnConnectionsAsync(request, cancellationToken),
            cancellationToken);
        return response.VpnConnections ?? [];
    }

    private async Task<IReadOnlyList<DirectConnectView>> LinesAsync(Location place, CancellationToken cancellationToken)
    {
        var request = new DescribeConnectionsRequest();
        var found = await Pages.AllAsync(
            clients,
            new AwsCall("Direct Connect connections", place, "directconnect:DescribeConnections"),
            token =>
            {
                request.NextToken = token;
                return clients.DirectConnect(place, ClientUse.Read).DescribeConnectionsAsync(request, cancellationToken);
            },
            response => (response.Connections, response.NextToken),
            cancellationToken);
        return
        [
            .. found.Select(c => new DirectConnectView(
                place.ToPlace(),
                c.ConnectionId,
                c.Location ?? "",
                c.ConnectionState?.Value ?? "unknown")),
        ];
    }
}
