using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.PostMortems;

namespace ServerlessReadiness.Application.PostMortems;

/// <summary>Reads what was measured over the whole event, or says why it cannot be read.</summary>
public sealed class MeasurementReader(IMetrics metrics)
{
    private static readonly TimeSpan Fine = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Coarse = TimeSpan.FromHours(1);

    /// <summary>CloudWatch keeps periods of five minutes for 63 days, then only whole hours.</summary>
    private static readonly TimeSpan FineFor = TimeSpan.FromDays(62);

    public async Task<Measurement> ReadAsync(CompiledPlan plan, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var from = plan.Schedule.Prewarm;
        var until = plan.Schedule.Closed < now ? plan.Schedule.Closed : now;
        var period = now - from > FineFor ? Coarse : Fine;
        if (until - from < period)
        {
            return Measurement.None with { Period = period };
        }

        List<PlanMetric> wanted = [.. plan.Metrics, .. CapacityMetrics.Of(plan)];
        var series = new List<MetricSeries>();
        string? unreadable = null;
        foreach (var place in wanted.GroupBy(m => new Location(m.Account, m.Region)))
        {
            try
            {
                series.AddRange(await metrics.ReadAsync(place.Key, [.. place], from, until, period, cancellationToken));
            }
            catch (PortException e)
            {
                // One account that cannot be read does not make the others' numbers unknown.
                unreadable ??= e.Message;
            }
        }

        var demand = DemandMetrics.Of(plan).Points(series);
        return new Measurement(period, demand, CapacityMetrics.Points(plan, series))
        {
            Series = series,
            Unreadable = unreadable,
        };
    }
}
