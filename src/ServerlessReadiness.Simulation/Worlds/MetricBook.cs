using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>
/// What CloudWatch holds of the simulated account. A metric's name says what it counts: requests, failures, a time, or
/// else how much a component is used, in percent.
/// </summary>
/// <param name="account">What is measured.</param>
/// <param name="asked">
/// Names of metrics that count what is asked for, shed requests too: the <c>offered</c> of the plan's ladders.
/// </param>
internal sealed class MetricBook(SimulatedAccount account, IReadOnlyCollection<string> asked)
{
    private static readonly string[] FailureWords = ["5XX", "5xx", "Error", "Fail", "Fault", "Rejected"];
    private static readonly string[] TimeWords = ["Time", "Latency", "Duration"];
    private static readonly string[] RequestWords = ["Request", "Count", "Invocations", "Messages"];

    private readonly MinuteRing[] _rings = [.. account.Components.Select(_ => new MinuteRing())];

    /// <summary>The event as a whole: what comes from outside.</summary>
    private readonly MinuteRing _outside = new();

    private enum Meaning
    {
        UsePercent,
        Time,
        Requests,
        Failures,
    }

    public void AddOutside(long minuteMs, OutsideCounts counts, long times) => _outside.Add(new MinuteCounts(
        minuteMs,
        (counts.Offered - counts.Shed) * times,
        counts.Good * times,
        -1,
        counts.Shed * times));

    public void Add(WorldComponent component, long minuteMs, long times) =>
        _rings[component.Index].Add(new MinuteCounts(
            minuteMs,
            component.MinuteOffered * times,
            component.MinuteGood * times,
            component.MinuteUsePercent ?? -1,
            component.MinuteShed * times));

    public MetricSeries Read(PlanMetric metric, long fromMs, long untilMs, long periodMs)
    {
        var component = metric.Component is { } name ? account.Find(name) : null;
        if (metric.Component is not null && component is null)
        {
            return new MetricSeries(metric.Name, []);
        }

        var countsShed = component is null || asked.Contains(metric.Name);
        var ring = component is null ? _outside : _rings[component.Index];
        var points = new List<MetricPoint>();
        for (var at = fromMs - (fromMs % Instant.MinuteMs); at + periodMs <= untilMs; at += periodMs)
        {
            if (Point(ring, metric, countsShed, at, periodMs) is { } value)
            {
                points.Add(new MetricPoint(Instant.Of(at), value));
            }
        }

        return new MetricSeries(metric.Name, EquatableList.From(points));
    }

    private static double? Point(MinuteRing ring, PlanMetric metric, bool countsShed, long fromMs, long periodMs)
    {
        var meaning = MeaningOf(metric);
        var (sum, most, minutes) = (0L, 0L, 0);
        for (var at = fromMs; at < fromMs + periodMs; at += Instant.MinuteMs)
        {
            if (ring.Find(at) is not { } minute
                || (meaning is Meaning.UsePercent or Meaning.Time && minute.UsePercent < 0))
            {
                continue;
            }

            var value = meaning switch
            {
                Meaning.Requests => minute.Offered + (countsShed ? minute.Shed : 0),
                Meaning.Failures => minute.Offered - minute.Good,
                _ => minute.UsePercent,
            };
            (sum, most, minutes) = (sum + value, Math.Max(most, value), minutes + 1);
        }

        return minutes == 0 ? null : metric.Statistic switch
        {
            "Sum" => sum,
            "Maximum" => most,
            "SampleCount" => minutes,
            _ => Math.Round(Scale(metric, meaning) * sum / minutes, 3),
        };
    }

    /// <summary>A time is at the top of its normal range when all that serves is used to the full.</summary>
    private static double Scale(PlanMetric metric, Meaning meaning) =>
        meaning == Meaning.Time && metric.Baseline is { } normal ? normal.High / 100 : 1;

    private static Meaning MeaningOf(PlanMetric metric) =>
        FailureWords.Any(w => metric.MetricName.Contains(w, StringComparison.Ordinal)) ? Meaning.Failures
        : RequestWords.Any(w => metric.MetricName.Contains(w, StringComparison.Ordinal)) ? Meaning.Requests
        : TimeWords.Any(w => metric.MetricName.Contains(w, StringComparison.Ordinal)) ? Meaning.Time
        : Meaning.UsePercent;
}
