using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Core.Shedding;


/// <summary>What users ask for, served or shed, against what is ready to serve it.</summary>
/// <param name="Offered">Requests a second, served and shed together; null when nobody can tell.</param>
/// <param name="Ready">Requests a second that the units in service can carry; null when nobody can tell.</param>
/// <param name="Words">The numbers, or why there are none.</param>
public sealed record Demand(decimal? Offered, decimal? Ready, string Words)
{
    /// <summary>Older data says nothing of the present; CloudWatch may be some minutes late.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(5);

    /// <summary>The period in which the metric is read.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private const int PercentOfWhole = 100;

    /// <summary>Missing data does not fit: what cannot be read is not assumed to be little.</summary>
    public bool Fits(int percent) =>
        Offered is { } offered && Ready is { } ready && offered * PercentOfWhole < ready * percent;

    /// <summary>
    /// The largest of the fresh and complete points counts: a minute that is not over, or whose data is late, shows
    /// less than there was.
    /// </summary>
    /// <param name="metric">The ladder's metric. Sum and SampleCount are of a minute; others are a second's.</param>
    /// <param name="series">Its newest data; null when it could not be read.</param>
    /// <param name="unreadable">Why not; null when it was read.</param>
    /// <param name="inService">Units in service; null when they could not be read.</param>
    /// <param name="component">The component under pressure.</param>
    /// <param name="now">The present instant.</param>
    public static Demand Of(
        PlanMetric metric,
        MetricSeries? series,
        string? unreadable,
        int? inService,
        Component component,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(component);
        var ready = component.Model is { } model && inService is { } units
            ? (decimal)units * model.RequestsPerSecondPerUnit
            : (decimal?)null;
        var fresh = (series?.Points ?? []).Where(p => p.At + Period <= now && now - p.At <= FreshFor + Period).ToList();
        decimal? offered = fresh.Count == 0 ? null : PerSecond(metric, fresh.Max(p => p.Value));
        var demand = (series, offered) switch
        {
            (null, _) => $"metric {metric.Name} cannot be read: {unreadable ?? "it was not answered"}",
            (_, null) => $"metric {metric.Name} has no data of the last {FreshFor.TotalMinutes:0} minutes",
            var (_, rate) => $"{rate:0.#} requests a second are offered",
        };
        var capacity = ready is { } most
            ? $"{inService} units in service carry {most:0}"
            : $"what component {component.Name} can carry is not known";
        return new Demand(offered, ready, $"{demand}, and {capacity}");
    }

    private static decimal PerSecond(PlanMetric metric, double value) =>
        metric.Statistic is "Sum" or "SampleCount" ? (decimal)value / (int)Period.TotalSeconds : (decimal)value;
}
