using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>
/// Which of a plan's metrics count the requests from outside. What a ladder calls offered counts what was shed too;
/// other sums of requests count what reached the workload, and sums of errors what failed there. Only components that
/// traffic reaches first count: a request must not be counted once for each part that it passes.
/// </summary>
/// <param name="Offered">Count what was asked for.</param>
/// <param name="Reached">Count what came through.</param>
/// <param name="Failed">Count what failed of it.</param>
public sealed record DemandMetrics(
    EquatableList<PlanMetric> Offered,
    EquatableList<PlanMetric> Reached,
    EquatableList<PlanMetric> Failed)
{
    private static readonly string[] FailureWords = ["5XX", "5xx", "Error", "Fail", "Fault", "Rejected"];
    private static readonly string[] RequestWords = ["RequestCount", "Requests", "Invocations"];

    public static DemandMetrics Of(CompiledPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var front = plan.Traffic.SelectMany(t => t.Targets).Select(t => t.Component).ToHashSet();
        var asked = plan.Ladders.Select(l => l.Offered).ToHashSet(StringComparer.Ordinal);
        var sums = plan.Metrics
            .Where(m => m.Statistic == "Sum" && (m.Component is not { } c || front.Contains(c)))
            .ToList();
        var failed = sums.Where(m => Says(m, FailureWords)).ToList();
        var reached = sums.Where(m => !asked.Contains(m.Name) && Says(m, RequestWords)).Except(failed);
        return new DemandMetrics(
            EquatableList.From(sums.Where(m => asked.Contains(m.Name))),
            EquatableList.From(reached),
            EquatableList.From(failed));
    }

    /// <summary>
    /// The requests of each period that has any data. A kind that no metric counts, or one of whose metrics could not be
    /// read, stays unknown; what follows from an unknown one does too.
    /// </summary>
    /// <param name="series">What was read; one without data is an empty series, one that is absent was not read.</param>
    public IReadOnlyList<DemandPoint> Points(IReadOnlyCollection<MetricSeries> series)
    {
        var offered = Sums(Offered, series);
        var reached = Sums(Reached, series);
        var failed = Sums(Failed, series);
        var isLossKnown = Failed.Count > 0 && AreRead(Failed, series);
        return
        [
            .. offered.Keys.Union(reached.Keys).Union(failed.Keys).Order()
                .Select(at => Point(at, At(offered, at), At(reached, at), At(failed, at), isLossKnown)),
        ];
    }

    // An error metric of CloudWatch has no points while there are no errors, so beside requests none means zero.
    private static DemandPoint Point(
        DateTimeOffset at,
        long? offered,
        long? reached,
        long? failed,
        bool isLossKnown)
    {
        var lost = failed ?? (isLossKnown && reached is not null ? 0 : null);
        var shed = offered is { } asked && reached is { } came ? Math.Max(0, asked - came) : (long?)null;
        return new DemandPoint(
            at,
            offered ?? reached,
            reached is { } all && lost is { } gone ? Math.Max(0, all - gone) : null,
            shed,
            lost);
    }

    private static Dictionary<DateTimeOffset, long> Sums(
        EquatableList<PlanMetric> metrics,
        IReadOnlyCollection<MetricSeries> series)
    {
        if (!AreRead(metrics, series))
        {
            return [];
        }

        var of = metrics.Select(m => series.FirstOrDefault(s => s.Name == m.Name)?.Points ?? []).ToList();
        return of.SelectMany(p => p)
            .GroupBy(p => p.At)
            .ToDictionary(g => g.Key, g => (long)Math.Round(g.Sum(p => p.Value)));
    }

    private static bool AreRead(EquatableList<PlanMetric> metrics, IReadOnlyCollection<MetricSeries> series) =>
        metrics.All(m => series.Any(s => s.Name == m.Name));

    private static long? At(Dictionary<DateTimeOffset, long> sums, DateTimeOffset at) =>
        sums.TryGetValue(at, out var sum) ? sum : null;

    private static bool Says(PlanMetric metric, string[] words) =>
        words.Any(w => metric.MetricName.Contains(w, StringComparison.Ordinal));
}
