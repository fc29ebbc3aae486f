using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Draws metrics.</summary>
public interface IMetricCharts
{
    /// <summary>A PNG of one metric over a time, with its normal range; null where none can be drawn.</summary>
    /// <param name="location">Account and region of the metric.</param>
    /// <param name="metric">Which.</param>
    /// <param name="range">Its normal range; null when there is none.</param>
    /// <param name="title">In the reader's language.</param>
    /// <param name="from">Start of the time.</param>
    /// <param name="until">Its end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PortException">It could not be asked for.</exception>
    Task<ReadOnlyMemory<byte>?> DrawAsync(
        Location location,
        PlanMetric metric,
        MetricRange? range,
        string title,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancellationToken);
}
