using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Review;

using Amazon.Route53.Model;

/// <summary>All record sets of the zones that the plan names.</summary>
public sealed class RecordSource(AwsClients clients) : IReviewSource
{
    // The service's own limit for a page.
    private const int PageSize = 300;

    public string Name => "DNS records";

    public async Task<ReviewFacts> ReadAsync(
        ReviewFacts facts,
        IReadOnlyList<Location> places,
        CancellationToken cancellationToken)
    {
        var zones = facts.Plan.Components.Select(c => c.Resource)
            .OfType<Resource.DnsRecords>()
            .DistinctBy(r => (r.Account, r.HostedZoneId))
            .ToLookup(Location.Of, r => r.HostedZoneId);
        return facts with
        {
            Records = await Reading.EachAsync(zones.Select(z => z.Key), Name, async place =>
            {
                var records = new List<RecordView>();
                foreach (var zone in zones[place])
                {
                    records.AddRange((await ZoneAsync(place, zone, cancellationToken)).Select(r => ToView(zone, r)));
                }

                return (IReadOnlyList<RecordView>)records;
            }),
        };
    }

    private async Task<List<ResourceRecordSet>> ZoneAsync(
        Location place,
        string zone,
        CancellationToken cancellationToken)
    {
        var request = new ListResourceRecordSetsRequest
        {
            HostedZoneId = zone,
            MaxItems = PageSize.ToString(CultureInfo.InvariantCulture),
        };
        return await Pages.AllAsync(
            clients,
            new AwsCall($"records of zone {zone}", place, "route53:ListResourceRecordSets"),
            _ => clients.Route53(place, ClientUse.Read).ListResourceRecordSetsAsync(request, cancellationToken),
            response =>
            {
                request.StartRecordName = response.NextRecordName;
                request.StartRecordType = response.NextRecordType;
                request.StartRecordIdentifier = response.NextRecordIdentifier;
                return (response.ResourceRecordSets, response.IsTruncated == true ? response.NextRecordName : null);
            },
            cancellationToken);
    }

    private static RecordView ToView(string zone, ResourceRecordSet record) => new(
        zone,
        Plain(record.Name),
        record.Type?.Value ?? "",
        string.IsNullOrEmpty(record.SetIdentifier) ? null : record.SetIdentifier,
        record.AliasTarget is null && record.TTL is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        record.AliasTarget is { } alias ? Plain(alias.DNSName) : null,
        EquatableList.From((record.ResourceRecords ?? []).Select(r => r.Value)));

    // The service writes an asterisk as an octal escape.
    private static string Plain(string? name) =>
        (name ?? "").TrimEnd('.').Replace("\\052", "*", StringComparison.Ordinal);
}
