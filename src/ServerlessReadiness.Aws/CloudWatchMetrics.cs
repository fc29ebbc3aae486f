using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws;

/// <summary>Metrics by GetMetricData.</summary>
public sealed class CloudWatchMetrics(AwsClients clients) : IMetrics
{
    public Task<IReadOnlyList<MetricSeries>> ReadAsync(
        Location location,
        IReadOnlyCollection<PlanMetric> metrics,
        DateTimeOffset from,
        DateTimeOffset until,
        TimeSpan period,
        CancellationToken cancellationToken) =>
        throw new PortException(PortFailure.Refused, $"{clients.GetHashCode()} cannot read metrics yet.");
}
