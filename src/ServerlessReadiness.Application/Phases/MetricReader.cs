using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Application.Phases;

/// <summary>Reads metrics wherever they are, or says why they cannot be read.</summary>
internal sealed class MetricReader(World world)
{
    public async Task<(IReadOnlyList<MetricSeries>? Series, string? Unreadable)> ReadAsync(
        IReadOnlyCollection<PlanMetric> metrics,
        DateTimeOffset from,
        DateTimeOffset until,
        TimeSpan period,
        CancellationToken cancellationToken)
    {
        try
        {
            var read = await Task.WhenAll(metrics
                .GroupBy(m => new Location(m.Account, m.Region))
                .Select(g => world.Metrics.ReadAsync(g.Key, [.. g], from, until, period, cancellationToken)));
            return ([.. read.SelectMany(r => r)], null);
        }
        catch (PortException e)
        {
            return (null, e.Message);
        }
    }
}
