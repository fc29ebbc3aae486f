using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Application.Ports;

/// <summary>A process that draws no metrics: a report without pictures is a report all the same.</summary>
public sealed class NoCharts : IMetricCharts
{
    public Task<ReadOnlyMemory<byte>?> DrawAsync(
        Location location,
        PlanMetric metric,
        MetricRange? range,
        string title,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken) => Task.FromResult<ReadOnlyMemory<byte>?>(null);
}
