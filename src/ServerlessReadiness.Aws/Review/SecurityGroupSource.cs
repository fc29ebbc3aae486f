using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.EC2.Model;

/// <summary>Security groups of the event's instances, launch templates, load balancers and databases.</summary>
public sealed class SecurityGroupSource(AwsClients clients) : IReviewSource
{
    public string Name => "security groups";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        var used = facts.Instances.Items.Select(i => (i.At, i.SecurityGroups))
            .Concat(facts.Launches.Items.Select(l => (l.At, l.SecurityGroups)))
            .Concat(facts.Balancers.Items.Select(b => (b.At, b.SecurityGroups)))
            .Concat(facts.Databases.Items.Select(d => (d.At, d.SecurityGroups)))
            .ToLookup(u => u.At, u => u.SecurityGroups);
        var seen = await Reading.EachAsync(places, Name, p => GroupsAsync(
            p,
            used[p.ToPlace()].SelectMany(g => g).Distinct(StringComparer.Ordinal),
            cancellationToken));
        return facts with
        {
            SecurityGroups = seen.And(
                facts.Instances.Unread,
                facts.Launches.Unread,
                facts.Balancers.Unread,
                facts.Databases.Unread),
        };
    }

    private async Task<IReadOnlyList<SecurityGroupView>> GroupsAsync(
        Location place,
        IEnumerable<string> ids,
        CancellationToken cancellationToken)
    {
        var views = new List<SecurityGroupView>();
        foreach (var chunk in ids.Chunk(Pages.FilterValuesMax))
        {
            var request = new DescribeSecurityGroupsRequest { Filters = Pages.Filter("group-id", chunk) };
            var found = await Pages.AllAsync(
                clients,
                new AwsCall("security groups", place, "ec2:DescribeSecurityGroups"),
                token =>
                {
                    request.NextToken = token;
                    return clients.Ec2(place, ClientUse.Read).DescribeSecurityGroupsAsync(request, cancellationToken);
                },
                response => (response.SecurityGroups, response.NextToken),
                cancellationToken);
            views.AddRange(found.Select(g => new SecurityGroupView(
                place.ToPlace(),
                g.GroupId,
                g.GroupName ?? "",
                EquatableList.From((g.IpPermissions ?? []).SelectMany(Rules)),
                (g.IpPermissionsEgress ?? []).SelectMany(Rules).Count())));
        }

        return views;
    }

    // The service writes -1 for ports that mean nothing.
    private static IEnumerable<SecurityRule> Rules(IpPermission permission) =>
        (permission.Ipv4Ranges ?? []).Select(r => r.CidrIp)
            .Concat((permission.Ipv6Ranges ?? []).Select(r => r.CidrIpv6))
            .Concat((permission.PrefixListIds ?? []).Select(p => p.Id))
            .Concat((permission.UserIdGroupPairs ?? []).Select(p => p.GroupId ?? p.GroupName))
            .Select(source => new SecurityRule(
                permission.IpProtocol ?? "-1",
                permission.FromPort is >= 0 ? permission.FromPort : null,
                permission.ToPort is >= 0 ? permission.ToPort : null,
                source));
}
