using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Reports;

/// <summary>Makes a report of what was read. Two processes with the same facts make the same report.</summary>
public static class ReportMaker
{
    private const int IssuesMax = 25;
    private const int RowsMax = 60;

    public static Report Make(ReportFacts facts, ReportDue due, EquatableList<Delivery> deliveries)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(due);
        var totals = Totals(facts);
        var parts = new ReportParts(
            MetricRows.Of(facts),
            EquatableList.From(facts.Components.Where(IsCapacity).Select(c => Row(facts, c)).Take(RowsMax)),
            EquatableList.From(facts.Plan.Criteria.Select(c => ReportedCriteria.Of(c, facts, totals))),
            due.Kind == ReportKind.Regular
                ? ServedOf(CountOf(facts, facts.Plan.Reports.Requests), CountOf(facts, facts.Plan.Reports.Failed))
                : ServedOf(totals.Requests, totals.Failed));
        var reasons = ReportColours.Look(facts, parts);
        var (plan, head) = (facts.Plan, facts.Head);
        return new Report(
            plan.Event,
            due.Id,
            due.Kind,
            due.At,
            facts.Now,
            head.PlanVersion,
            head.Phase,
            head.Mode,
            head.ModeReason,
            ReportColours.Of(reasons),
            reasons,
            parts.Metrics,
            parts.Capacity,
            Issues(facts, due.Kind),
            JournalDigest.Did(facts.Journal),
            JournalDigest.Declined(facts.Journal),
            ReportComing.Of(facts),
            parts.Criteria,
            totals,
            deliveries)
        {
            Since = facts.Since,
            ColourBefore = facts.Last?.Colour,
            Missed = due.Missed,
            Unseen = EquatableList.From(facts.Unseen),
            Unreached = facts.Last is { } last
                ? EquatableList.From(last.Deliveries.Where(d => d.State != DeliveryState.Sent))
                : [],
            Contingencies = due.Kind == ReportKind.Final ? EquatableList.From(facts.Contingencies) : [],
            Reviews = EquatableList.From(facts.Reviews),
            ExtraSpend = facts.Spend?.TotalAt(facts.Now),
            ExtraUnitHours = facts.Spend?.CountedTo(facts.Now).UnitHours,
            ForecastRate = TrafficForecast.Expected(plan, facts.Now),
            ServedPercent = parts.ServedPercent,
            Cancelled = head.Cancelling,
        };
    }

    /// <summary>Served of what was counted, in percent, never rounded up to whole; null where nothing was.</summary>
    internal static decimal? ServedOf(decimal? requests, decimal? failed) =>
        requests is > 0 && failed is { } lost
            ? Math.Floor(Math.Clamp((requests.Value - lost) * 100m / requests.Value, 0, 100) * 1000) / 1000
            : null;

    private static bool IsCapacity(ComponentReading reading) =>
        reading.Component.Resource is Resource.AutoScalingGroup or Resource.ScalableTarget;

    private static CapacityRow Row(ReportFacts facts, ComponentReading reading) => new(
        reading.Component.Name,
        reading.InService,
        Wanted(facts, reading.Component),
        reading.Bounds,
        reading.State?.Ladder?.InForce ?? 0,
        reading.HoldAt(facts.Now)?.Reason);

    /// <summary>What the plan wants in service by now; null before it wants anything, and on the way back.</summary>
    private static int? Wanted(ReportFacts facts, Component component) => facts.Head.Phase switch
    {
        Phase.Live when component.Floor > 0 => component.Floor,
        Phase.Prewarm => facts.Stages?.Stages
            .Where(s => s.State is StageState.InService or StageState.GivenUp)
            .SelectMany(s => s.Goals)
            .Where(g => g.Component == component.Name && g.Floor > 0)
            .Select(g => (int?)g.Floor)
            .Max(),
        _ => null,
    };

    private static EquatableList<ReportedIssue> Issues(ReportFacts facts, ReportKind kind) => EquatableList.From(
        facts.Issues
            .Where(i => i.IsOpen || kind != ReportKind.Regular)
            .OrderByDescending(i => i.IsOpen)
            .ThenBy(i => i.OpenedAt)
            .Take(IssuesMax)
            .Select(ReportedIssue.Of));

    private static ReportTotals Totals(ReportFacts facts)
    {
        var journal = facts.Journal;
        var before = facts.Last?.Totals ?? ReportTotals.New(facts.Since);
        var live = facts.Head.Phase == Phase.Live
            || journal.Any(l => l.Verdict == $"phase {Phase.Live}");
        return before.Plus(new ReportTotals(
            before.Since,
            journal.Count(l => l.Kind == JournalKind.Outcome),
            journal.Count(JournalDigest.IsDeclined),
            journal.Count(l => l.Kind == JournalKind.Page),
            journal.Count(l => l.Kind == JournalKind.Person),
            CountOf(facts, facts.Plan.Reports.Requests),
            CountOf(facts, facts.Plan.Reports.Failed),
            live));
    }

    private static decimal? CountOf(ReportFacts facts, string? metric) =>
        facts.Counted.FirstOrDefault(s => s.Name == metric) is { Points.Count: > 0 } series
            ? (decimal)Math.Round(series.Points.Sum(p => p.Value))
            : null;
}
