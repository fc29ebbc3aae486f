using System.Text;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Aws.Traffic;

using Amazon.Route53;
using Amazon.Route53.Model;

/// <summary>Records between Route 53's words and ours, complete in both directions.</summary>
internal static class DnsMapping
{
    /// <summary>A name as Route 53 lists it: small letters, a dot at the end, other characters as octal numbers.
    /// </summary>
    public static string Canonical(string name)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (var character in name.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_' or '\\')
            {
                text.Append(character);
            }
            else
            {
                text.Append('\\').Append(Convert.ToString(character, 8).PadLeft(3, '0'));
            }
        }

        return text.ToString().TrimEnd('.') + ".";
    }

    public static bool IsOf(Resource.DnsRecords records, ResourceRecordSet found) =>
        string.Equals(found.Type?.Value, records.Type, StringComparison.Ordinal)
        && Canonical(found.Name ?? "") == Canonical(records.Name);

    /// <summary>Whether <see cref="DnsRecord"/> holds all that the record has.</summary>
    public static bool IsUnderstood(ResourceRecordSet found) => found is
    {
        GeoLocation: null,
        GeoProximityLocation: null,
        CidrRoutingConfig: null,
        MultiValueAnswer: null or false,
        TrafficPolicyInstanceId: null or "",
    };

    public static DnsRecord ToRecord(ResourceRecordSet found) => new(
        found.SetIdentifier ?? "",
        found is { AliasTarget: null, TTL: { } seconds } ? TimeSpan.FromSeconds(seconds) : null,
        EquatableList.From((found.ResourceRecords ?? []).Select(r => r.Value)))
    {
        Weight = found.Weight is { } weight ? (int)weight : null,
        Failover = found.Failover?.Value,
        LatencyRegion = found.Region?.Value,
        HealthCheckId = found.HealthCheckId is { Length: > 0 } id ? id : null,
        Alias = found.AliasTarget is { } alias
            ? new DnsAlias(alias.HostedZoneId, alias.DNSName, alias.EvaluateTargetHealth == true)
            : null,
    };

    public static Change ToChange(ChangeAction action, Resource.DnsRecords records, DnsRecord record) => new()
    {
        Action = action,
        ResourceRecordSet = new ResourceRecordSet
        {
            Name = Canonical(records.Name),
            Type = records.Type,
            SetIdentifier = record.SetIdentifier.Length > 0 ? record.SetIdentifier : null,
            Weight = record.Weight,
            Failover = record.Failover,
            Region = record.LatencyRegion,
            TTL = record.Ttl is { } ttl ? (long)ttl.TotalSeconds : null,
            ResourceRecords = record.Values.Count > 0
                ? [.. record.Values.Select(v => new ResourceRecord { Value = v })]
                : null,
            HealthCheckId = record.HealthCheckId,
            AliasTarget = record.Alias is { } alias
                ? new AliasTarget
                {
                    HostedZoneId = alias.HostedZoneId,
                    DNSName = alias.DnsName,
                    EvaluateTargetHealth = alias.EvaluateTargetHealth,
                }
                : null,
        },
    };

    /// <summary>An id without its <c>/change/</c>.</summary>
    public static string PlainId(string? id) =>
        id is null ? "" : id[(id.LastIndexOf('/') + 1)..];
}
