using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Aws.Traffic;

using Amazon.Route53;
using Amazon.Route53.Model;

/// <summary>Records and health checks through AWSSDK.Route53.</summary>
public sealed class Route53Dns(AwsClients clients) : IDns
{
    // The service's own limit for a page.
    private const int PageSize = 300;

    // More than a name may have: 100 weighted records. A page after that would be a fault.
    private const int PagesMax = 10;

    private readonly Route53HealthChecks _healthChecks = new(clients);

    public async Task<RecordsSnapshot> ReadAsync(Resource.DnsRecords records, CancellationToken cancellationToken)
    {
        var found = await ListAsync(records, cancellationToken);
        if (found.Find(r => !DnsMapping.IsUnderstood(r)) is { } stranger)
        {
            throw new PortException(
                PortFailure.Refused,
                $"{records.Label} in zone {records.HostedZoneId}: the record \"{stranger.SetIdentifier}\" is shared out "
                + "by place, by address, by a traffic policy or as one of many answers, which is not understood. Use "
                + "weighted, latency or failover records, or take the component out of the plan.");
        }

        var read = found.Select(DnsMapping.ToRecord).OrderBy(r => r.SetIdentifier, StringComparer.Ordinal).ToList();
        var checks = await Task.WhenAll(read
            .Select(r => r.HealthCheckId)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Select(id => _healthChecks.FindAsync(Location.Of(records), id, cancellationToken)));
        return new RecordsSnapshot(EquatableList.From(read), EquatableList.From(checks.OfType<HealthCheckView>()));
    }

    /// <summary>
    /// A DELETE must name the record as it is, value by value, and a batch is made as a whole or not at all: that makes
    /// it a comparison and a change in one.
    /// </summary>
    public async Task<string> PerformAsync(
        Resource.DnsRecords records,
        Core.Actions.Change.SetRecords change,
        CancellationToken cancellationToken)
    {
        var request = new ChangeResourceRecordSetsRequest
        {
            HostedZoneId = records.HostedZoneId,
            ChangeBatch = new ChangeBatch
            {
                Comment = "Serverless Readiness",
                Changes =
                [
                    .. change.From.Select(r => DnsMapping.ToChange(ChangeAction.DELETE, records, r)),
                    .. change.To.Select(r => DnsMapping.ToChange(ChangeAction.CREATE, records, r)),
                ],
            },
        };
        var response = await Call(records, "ChangeResourceRecordSets").SendAsync(
            clients,
            () => clients.Route53(Location.Of(records), ClientUse.Effect)
                .ChangeResourceRecordSetsAsync(request, cancellationToken),
            cancellationToken);
        return DnsMapping.PlainId(response.ChangeInfo?.Id);
    }

    public Task PerformAsync(
        Resource.DnsRecords records,
        Core.Actions.Change.InvertHealthCheck change,
        CancellationToken cancellationToken) =>
        _healthChecks.InvertAsync(Location.Of(records), change, cancellationToken);

    public async Task<ReceiptSnapshot> ReadReceiptAsync(
        Resource.DnsRecords records,
        string receipt,
        CancellationToken cancellationToken)
    {
        var request = new GetChangeRequest { Id = receipt };
        var response = await Call(records, "GetChange").SendAsync(
            clients,
            () => clients.Route53(Location.Of(records), ClientUse.Read).GetChangeAsync(request, cancellationToken),
            cancellationToken);
        var status = response.ChangeInfo?.Status?.Value ?? "unknown";
        return status == ChangeStatus.INSYNC.Value
            ? new ReceiptSnapshot(receipt, ReceiptState.Done, "all name servers answer with it")
            : new ReceiptSnapshot(receipt, ReceiptState.Pending, $"name servers still take it over ({status})");
    }

    private async Task<List<ResourceRecordSet>> ListAsync(
        Resource.DnsRecords records,
        CancellationToken cancellationToken)
    {
        var request = new ListResourceRecordSetsRequest
        {
            HostedZoneId = records.HostedZoneId,
            StartRecordName = DnsMapping.Canonical(records.Name),
            StartRecordType = records.Type,
            MaxItems = PageSize.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        var found = new List<ResourceRecordSet>();
        for (var page = 0; page < PagesMax; page++)
        {
            var response = await Call(records, "ListResourceRecordSets").SendAsync(
                clients,
                () => clients.Route53(Location.Of(records), ClientUse.Read)
                    .ListResourceRecordSetsAsync(request, cancellationToken),
                cancellationToken);
            var listed = response.ResourceRecordSets ?? [];
            var ours = listed.TakeWhile(r => DnsMapping.IsOf(records, r)).ToList();
            found.AddRange(ours);

            // The list goes on with other names: what follows the last of ours is not ours.
            if (ours.Count < listed.Count || response.IsTruncated != true)
            {
                return found;
            }

            request.StartRecordName = response.NextRecordName;
            request.StartRecordType = response.NextRecordType;
            request.StartRecordIdentifier = response.NextRecordIdentifier;
        }

        throw new PortException(
            PortFailure.Refused,
            $"{records.Label} in zone {records.HostedZoneId}: more than {PagesMax * PageSize} records have this name and "
            + "type. Check the name in the plan.");
    }

    private static AwsCall Call(Resource.DnsRecords records, string operation) => new(
        $"{records.Label} of zone {records.HostedZoneId}",
        Location.Of(records),
        $"route53:{operation}");
}
