using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Where nobody draws: a report without charts is still a report.</summary>
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
