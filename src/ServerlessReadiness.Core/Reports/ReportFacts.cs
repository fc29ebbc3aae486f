using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Reports;

/// <summary>All that was read for a report. What could not be read is named in <see cref="Unseen"/>, never guessed.
/// </summary>
/// <param name="Plan">The plan in force.</param>
/// <param name="Head">The event's head.</param>
/// <param name="Now">As of when.</param>
public sealed record ReportFacts(CompiledPlan Plan, EventHead Head, DateTimeOffset Now)
{
    /// <summary>The report before; null for none.</summary>
    public Report? Last { get; init; }

    public IReadOnlyList<AlarmMemory> Firing { get; init; } = [];

    /// <summary>Open ones and those that are over.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];

    public IReadOnlyList<ComponentReading> Components { get; init; } = [];

    /// <summary>Runs that are not over.</summary>
    public IReadOnlyList<Run> Runs { get; init; } = [];

    /// <summary>Runs that ended within the last hour.</summary>
    public IReadOnlyList<Run> Ended { get; init; } = [];

    public StageProgress? Stages { get; init; }

    public ReturnProgress? Return { get; init; }

    public SpendProgress? Spend { get; init; }

    public MetricBaseline? Baseline { get; init; }

    /// <summary>The metrics' newest minutes.</summary>
    public IReadOnlyList<MetricSeries> Present { get; init; } = [];

    /// <summary>What the counting metrics counted since the last report.</summary>
    public IReadOnlyList<MetricSeries> Counted { get; init; } = [];

    /// <summary>The journal since the last report.</summary>
    public IReadOnlyList<JournalEntry> Journal { get; init; } = [];

    /// <summary>Signals since then that no event could read.</summary>
    public int Unreadable { get; init; }

    public IReadOnlyList<ReportedContingency> Contingencies { get; init; } = [];

    /// <summary>The newest reviews, the latest first; read only before the event is live.</summary>
    public IReadOnlyList<ReviewSummary> Reviews { get; init; } = [];

    public IReadOnlyList<Unseen> Unseen { get; init; } = [];

    /// <summary>Since when the lists are.</summary>
    public DateTimeOffset Since => Last?.At ?? Earliest(Plan, Now);

    /// <summary>Where no report was before: an interval back at most.</summary>
    private static DateTimeOffset Earliest(CompiledPlan plan, DateTimeOffset now)
    {
        var begin = plan.Schedule.Prewarm;
        var hourAgo = now - TimeSpan.FromHours(1);
        return begin > hourAgo && begin < now ? begin : hourAgo;
    }
}
