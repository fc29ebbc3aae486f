using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Core.Phases;

/// <summary>What is normal, measured over a window that a person calls normal.</summary>
public static class BaselineCapture
{
    public static readonly TimeSpan WindowMin = TimeSpan.FromHours(1);

    /// <summary>With the periods below, what CloudWatch answers stays within a few pages.</summary>
    public static readonly TimeSpan WindowMax = TimeSpan.FromDays(35);

    /// <summary>CloudWatch keeps minutes for 15 days, five minutes for 63, hours for 455.</summary>
    private static readonly TimeSpan KeepsFiveMinutes = TimeSpan.FromDays(63);

    private static readonly TimeSpan KeepsHours = TimeSpan.FromDays(455);

    /// <summary>Why the window cannot be one; null when it can.</summary>
    public static string? Refusal(DateTimeOffset from, DateTimeOffset until, DateTimeOffset now) =>
        until > now ? $"the window ends at {until:u}, which is to come; end it before now"
        : until - from < WindowMin ? $"{until - from} is too short to tell what is normal; take an hour at least"
        : until - from > WindowMax ? $"{(until - from).TotalDays:0} days are too long; take {WindowMax.TotalDays:0} at most"
        : now - from > KeepsHours ? $"CloudWatch keeps nothing from {from:u}; take a later window"
        : null;

    /// <summary>The shortest period from five minutes on that CloudWatch still has of the window's beginning.</summary>
    public static TimeSpan PeriodOf(DateTimeOffset from, DateTimeOffset now) =>
        now - from > KeepsFiveMinutes ? TimeSpan.FromHours(1) : Baselines.CapturePeriod;

    /// <param name="eventId">The event.</param>
    /// <param name="metrics">Which metrics.</param>
    /// <param name="series">What CloudWatch measured in the window.</param>
    /// <param name="window">The window.</param>
    /// <param name="now">When it was captured.</param>
    public static MetricBaseline Of(
        EventId eventId,
        IReadOnlyCollection<PlanMetric> metrics,
        IReadOnlyCollection<MetricSeries> series,
        (DateTimeOffset From, DateTimeOffset Until) window,
        DateTimeOffset now)
    {
        var ranges = metrics.Select(m => Baselines.Capture(
            series.FirstOrDefault(s => s.Name == m.Name) ?? new MetricSeries(m.Name, []),
            window.Until - window.From,
            "in the window"));
        return new MetricBaseline(eventId, now, EquatableList.From(ranges))
        {
            From = window.From,
            Until = window.Until,
        };
    }

    /// <summary>The values' spread; null without any.</summary>
    public static MetricSpread? SpreadOf(IReadOnlyCollection<MetricPoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count == 0)
        {
            return null;
        }

        var sorted = points.Select(p => p.Value).Order().ToArray();
        return new MetricSpread(
            sorted.Length,
            Baselines.At(sorted, 0.5),
            Baselines.At(sorted, 0.9),
            Baselines.At(sorted, 0.99),
            sorted[^1]);
    }
}
