using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Review;
using ServerlessReadiness.Aws.Alarms;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Aws.Review.Limits;

using Amazon.ServiceQuotas.Model;

/// <summary>Quotas with their present use: by the quota's usage metric, or counted.</summary>
internal sealed class QuotaReads(AwsClients clients, InstanceTypes types, TimeProvider time)
{
    private const int PageSize = 100;

    private readonly CloudWatchMetrics _metrics = new(clients);
    private readonly CountedUse _counted = new(clients, types);

    public async Task<Seen<QuotaUse>> ReadAsync(
        Location location,
        IReadOnlyList<QuotaKey> keys,
        CancellationToken cancellationToken)
    {
        var quotas = await Reading.OfAsync(keys, async key =>
        {
            var (quota, isApplied) = await QuotaAsync(location, key, cancellationToken);
            return (IReadOnlyList<(QuotaKey Key, ServiceQuota Quota, bool IsApplied)>)[(key, quota, isApplied)];
        });
        var used = await UsedAsync(
            location,
            [.. quotas.Items.Where(q => q.Quota.UsageMetric?.MetricName is not null).Select(q => q.Quota)],
            cancellationToken);
        var uses = new List<QuotaUse>();
        foreach (var (key, quota, isApplied) in quotas.Items)
        {
            var (use, from) = await _counted.UnlessMeasuredAsync(
                location,
                key,
                used.GetValueOrDefault(quota.QuotaCode, (null, "the quota has no usage metric")),
                cancellationToken);
            uses.Add(new QuotaUse(
                location.Account,
                location.Region,
                key,
                quota.QuotaName ?? key.Name,
                (decimal)(quota.Value ?? 0),
                isApplied,
                quota.Adjustable == true,
                use,
                from)
            {
                Code = quota.QuotaCode,
            });
        }

        return new Seen<QuotaUse>(EquatableList.From(uses), quotas.Unread);
    }

    private async Task<(ServiceQuota Quota, bool IsApplied)> QuotaAsync(
        Location location,
        QuotaKey key,
        CancellationToken cancellationToken)
    {
        if (key.Code.Length == 0)
        {
            return await NamedAsync(location, key, cancellationToken);
        }

        try
        {
            var request = new GetServiceQuotaRequest { ServiceCode = key.Service, QuotaCode = key.Code };
            var response = await Call(location, key, "GetServiceQuota").SendAsync(
                clients,
                () => clients.ServiceQuotas(location, ClientUse.Read)
                    .GetServiceQuotaAsync(request, cancellationToken),
                cancellationToken);
            return (response.Quota, true);
        }
        catch (PortException none) when (none.Failure == PortFailure.NotFound)
        {
            // No value is applied in this account; the default holds.
            var request = new GetAWSDefaultServiceQuotaRequest { ServiceCode = key.Service, QuotaCode = key.Code };
            var response = await Call(location, key, "GetAWSDefaultServiceQuota").SendAsync(
                clients,
                () => clients.ServiceQuotas(location, ClientUse.Read)
                    .GetAWSDefaultServiceQuotaAsync(request, cancellationToken),
                cancellationToken);
            return (response.Quota, false);
        }
    }

    private async Task<(ServiceQuota Quota, bool IsApplied)> NamedAsync(
        Location location,
        QuotaKey key,
        CancellationToken cancellationToken)
    {
        var applied = await Pages.AllAsync($"quotas of {key.Service}", async token =>
        {
            var request = new ListServiceQuotasRequest
            {
                ServiceCode = key.Service,
                MaxResults = PageSize,
                NextToken = token,
            };
            var response = await Call(location, key, "ListServiceQuotas").SendAsync(
                clients,
                () => clients.ServiceQuotas(location, ClientUse.Read)
                    .ListServiceQuotasAsync(request, cancellationToken),
                cancellationToken);
            return ((IEnumerable<ServiceQuota>?)response.Quotas, response.NextToken);
        });
        if (applied.Find(q => IsNamed(q, key)) is { } own)
        {
            return (own, true);
        }

        var defaults = await Pages.AllAsync($"default quotas of {key.Service}", async token =>
        {
            var request = new ListAWSDefaultServiceQuotasRequest
            {
                ServiceCode = key.Service,
                MaxResults = PageSize,
                NextToken = token,
            };
            var response = await Call(location, key, "ListAWSDefaultServiceQuotas").SendAsync(
                clients,
                () => clients.ServiceQuotas(location, ClientUse.Read)
                    .ListAWSDefaultServiceQuotasAsync(request, cancellationToken),
                cancellationToken);
            return ((IEnumerable<ServiceQuota>?)response.Quotas, response.NextToken);
        });
        return defaults.Find(q => IsNamed(q, key)) is { } common
            ? (common, false)
            : throw new PortException(
                PortFailure.NotFound,
                $"Service Quotas knows no quota {key} in {location.Region}; compare by hand.");
    }

    private static bool IsNamed(ServiceQuota quota, QuotaKey key) =>
        string.Equals(quota.QuotaName, key.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The newest value of each usage metric, by the quota's code, or why there is none.</summary>
    private async Task<Dictionary<string, (decimal? Used, string From)>> UsedAsync(
        Location location,
        IReadOnlyList<ServiceQuota> quotas,
        CancellationToken cancellationToken)
    {
        if (quotas.Count == 0)
        {
            return [];
        }

        var now = time.GetUtcNow();
        try
        {
            var series = await _metrics.ReadAsync(
                location,
                [.. quotas.Select(q => MetricOf(location, q))],
                now - QuotaUsage.Window,
                now,
                QuotaUsage.Period,
                cancellationToken);
            return quotas.Zip(series).ToDictionary(
                p => p.First.QuotaCode,
                p => p.Second.Points is [.., var newest]
                    ? ((decimal?)newest.Value, SourceOf(p.First.UsageMetric))
                    : (null, $"the usage metric of {p.First.QuotaCode} has no data of the last 20 minutes"),
                StringComparer.Ordinal);
        }
        catch (PortException trouble)
        {
            return quotas.ToDictionary(
                q => q.QuotaCode,
                _ => ((decimal?)null, trouble.Message),
                StringComparer.Ordinal);
        }
    }

    private static string SourceOf(MetricInfo metric) => $"{metric.MetricNamespace} {metric.MetricName}";

    private static PlanMetric MetricOf(Location location, ServiceQuota quota) => new(
        $"use of {quota.QuotaCode}",
        null,
        location.Account,
        location.Region,
        quota.UsageMetric.MetricNamespace,
        quota.UsageMetric.MetricName,
        EquatableList.From((quota.UsageMetric.MetricDimensions ?? []).Select(d => new AlarmDimension(d.Key, d.Value))),
        QuotaUsage.StatisticOf(quota.QuotaCode, quota.UsageMetric),
        null);

    // Named by the service, so that trouble with all of its quotas is told once; rows say which quotas are missing.
    private static AwsCall Call(Location location, QuotaKey key, string operation) =>
        new($"quotas of {key.Service}", location, $"servicequotas:{operation}", "the quota's code");
}
