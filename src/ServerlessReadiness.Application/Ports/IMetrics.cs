using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Application.Ports;

/// <summary>What CloudWatch measured.</summary>
public interface IMetrics
{
    /// <summary>
    /// The series of metrics over a time, each under its name, all in one place. A metric without data is an empty
    /// series. Batched by the adapter.
    /// </summary>
    /// <param name="location">Account and region of all of them.</param>
    /// <param name="metrics">Which.</param>
    /// <param name="from">Start of the first period.</param>
    /// <param name="until">End of the last.</param>
    /// <param name="period">A multiple of one minute.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PortException">They could not be read.</exception>
    Task<IReadOnlyList<MetricSeries>> ReadAsync(
        Location location,
        IReadOnlyCollection<PlanMetric> metrics,
        DateTimeOffset from,
        DateTimeOffset until,
        TimeSpan period,
        CancellationToken cancellationToken);
}
