using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Aws.Fleets;

using Amazon.AutoScaling.Model;
using Amazon.CloudWatch.Model;
using Amazon.ServiceQuotas.Model;

// Auto Scaling has types of these names too, for its predictive policies.
using Metric = Amazon.CloudWatch.Model.Metric;
using MetricDataQuery = Amazon.CloudWatch.Model.MetricDataQuery;
using MetricStat = Amazon.CloudWatch.Model.MetricStat;

/// <summary>
/// How many more instances of a group the vCPU quota for On-Demand Standard instances allows: applied quota less
/// present use, by the vCPUs of the group's largest member type. Measured for groups whose members are all On-Demand
/// instances of those families; everything else is not measurable here.
/// </summary>
public sealed class ServiceQuotaHeadroom(AwsClients clients, InstanceTypes types, TimeProvider time) : IQuotas
{
    public static readonly TimeSpan CachedFor = TimeSpan.FromMinutes(5);

    /// <summary>All calls together. Capacity is added without a quota's blessing rather than later.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTimeOffset Until, int? Headroom)> _cache = [];

    public async Task<int?> HeadroomAsync(Resource resource, CancellationToken cancellationToken)
    {
        if (resource is not Resource.AutoScalingGroup group)
            return null;

        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (_cache.TryGetValue(group.Key, out var known) && now < known.Until)
                return known.Headroom;
        }

        var headroom = await MeasureAsync(group, now, cancellationToken);

        // Only the caller's own wish to stop is an exception; what that left unmeasured is not remembered.
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _cache[group.Key] = (now + CachedFor, headroom);
        }

        return headroom;
    }

    private async Task<int?> MeasureAsync(
        Resource.AutoScalingGroup group,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(TimeLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var location = Location.Of(group);
        var quotaRead = QuotaAsync(location, both.Token);
        var memberTypes = await MemberTypesAsync(group, both.Token);
        var quota = await quotaRead;
        if (quota is not { Value: { } allowed, UsageMetric: { } metric } || memberTypes.Count == 0)
            return null;

        var usageRead = UsageAsync(location, metric, now, both.Token);
        var cpusEach = await LargestAsync(location, memberTypes, both.Token);
        return (await usageRead, cpusEach) is ({ } used, { } cpus)
            ? (int)Math.Clamp(Math.Floor((allowed - used) / cpus), 0, int.MaxValue)
            : null;
    }

    private async Task<ServiceQuota?> QuotaAsync(Location location, CancellationToken cancellationToken)
    {
        var request = new GetServiceQuotaRequest
        {
            ServiceCode = VcpuQuotas.Service,
            QuotaCode = VcpuQuotas.StandardCode,
        };
        var response = await new AwsCall($"quota {VcpuQuotas.StandardCode}", location, "servicequotas:GetServiceQuota")
            .GlanceAsync(
                clients,
                () => clients.ServiceQuotas(location, ClientUse.Glance)
                    .GetServiceQuotaAsync(request, cancellationToken),
                cancellationToken);
        return response?.Quota;
    }

    /// <summary>The members' types; none when the group cannot be measured by this quota.</summary>
    private async Task<IReadOnlyList<string>> MemberTypesAsync(
        Resource.AutoScalingGroup group,
        CancellationToken cancellationToken)
    {
        var location = Location.Of(group);
        var request = new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [group.Name] };
        var response = await new AwsCall(group.Label, location, "autoscaling:DescribeAutoScalingGroups").GlanceAsync(
            clients,
            () => clients.AutoScaling(location, ClientUse.Glance)
                .DescribeAutoScalingGroupsAsync(request, cancellationToken),
            cancellationToken);
        var found = response?.AutoScalingGroups?.FirstOrDefault();

        // Spot instances count toward another quota. A distribution without a percentage is all On-Demand.
        var onDemandPercent = found?.MixedInstancesPolicy?.InstancesDistribution?.OnDemandPercentageAboveBaseCapacity;
        if (found is null || onDemandPercent is < 100)
            return [];

        var memberTypes = (found.Instances ?? []).Select(i => i.InstanceType ?? "").Distinct().ToList();
        return memberTypes.TrueForAll(t => VcpuQuotas.Of(t, spot: false)?.Code == VcpuQuotas.StandardCode)
            ? memberTypes
            : [];
    }

    private async Task<double?> UsageAsync(
        Location location,
        MetricInfo metric,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var request = new GetMetricDataRequest
        {
            StartTime = (now - QuotaUsage.Window).UtcDateTime,
            EndTime = now.UtcDateTime,
            MetricDataQueries = [new MetricDataQuery { Id = "used", MetricStat = StatOf(metric) }],
        };
        var response = await new AwsCall("use of the vCPU quota", location, "cloudwatch:GetMetricData").GlanceAsync(
            clients,
            () => clients.CloudWatch(location, ClientUse.Glance).GetMetricDataAsync(request, cancellationToken),
            cancellationToken);

        // Newest first is the default order.
        return response?.MetricDataResults?.FirstOrDefault()?.Values is [var newest, ..] ? newest : null;
    }

    private static MetricStat StatOf(MetricInfo metric) => new()
    {
        Metric = new Metric
        {
            Namespace = metric.MetricNamespace,
            MetricName = metric.MetricName,
            Dimensions = (metric.MetricDimensions ?? [])
            .Select(d => new Dimension { Name = d.Key, Value = d.Value })
            .ToList(),
        },
        Period = (int)QuotaUsage.Period.TotalSeconds,
        Stat = QuotaUsage.StatisticOf(VcpuQuotas.StandardCode, metric),
    };

    private async Task<int?> LargestAsync(
        Location location,
        IReadOnlyList<string> memberTypes,
        CancellationToken cancellationToken)
    {
        var facts = await Task.WhenAll(memberTypes.Select(t => types.FindAsync(location, t, cancellationToken)));
        return Array.TrueForAll(facts, f => f is { VirtualCpus: > 0 }) ? facts.Max(f => f!.VirtualCpus) : null;
    }
}
