using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Core.Reports;

/// <summary>
/// A report with all that it says, without the words around it: stored before it is sent, so that a repeat says the
/// same, and so that the next one knows what has changed.
/// </summary>
/// <param name="Event">The event.</param>
/// <param name="Id">The instant at which it was due, or <c>final</c>.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Due">When it was due.</param>
/// <param name="At">As of when its facts are.</param>
/// <param name="PlanVersion">The plan version in force.</param>
/// <param name="Phase">The event's phase.</param>
/// <param name="Mode">How far automation may go.</param>
/// <param name="ModeReason">Why.</param>
/// <param name="Colour">How the event stands.</param>
/// <param name="Reasons">What each sign said.</param>
/// <param name="Metrics">The plan's metrics, the important first.</param>
/// <param name="Capacity">The components' capacity against the plan.</param>
/// <param name="Issues">Open issues; in a last report those that are over too.</param>
/// <param name="Did">What automation did since the last report.</param>
/// <param name="Declined">What it declined to do, and why.</param>
/// <param name="Coming">What comes next.</param>
/// <param name="Criteria">The success criteria so far.</param>
/// <param name="Totals">What was counted since the first report.</param>
/// <param name="Deliveries">What became of it for each recipient.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record Report(
    EventId Event,
    string Id,
    ReportKind Kind,
    DateTimeOffset Due,
    DateTimeOffset At,
    int PlanVersion,
    Phase Phase,
    AutomationMode Mode,
    string ModeReason,
    ReportColour Colour,
    EquatableList<ColourReason> Reasons,
    EquatableList<MetricRow> Metrics,
    EquatableList<CapacityRow> Capacity,
    EquatableList<ReportedIssue> Issues,
    EquatableList<ReportedDeed> Did,
    EquatableList<ReportedDeed> Declined,
    EquatableList<Coming> Coming,
    EquatableList<ReportedCriterion> Criteria,
    ReportTotals Totals,
    EquatableList<Delivery> Deliveries,
    [property: JsonRequired] int Schema = Report.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;

    /// <summary>Since when its lists are: the report before, or the beginning.</summary>
    [JsonRequired]
    public DateTimeOffset Since { get; init; }

    /// <summary>The colour of the report before; null for the first.</summary>
    [JsonRequired]
    public ReportColour? ColourBefore { get; init; }

    /// <summary>Due instants since the report before for which nobody made one.</summary>
    [JsonRequired]
    public EquatableList<DateTimeOffset> Missed { get; init; } = [];

    /// <summary>What could not be read.</summary>
    [JsonRequired]
    public EquatableList<Unseen> Unseen { get; init; } = [];

    /// <summary>Deliveries of the report before that did not reach their recipient.</summary>
    [JsonRequired]
    public EquatableList<Delivery> Unreached { get; init; } = [];

    /// <summary>How contingencies did; only in a last report.</summary>
    [JsonRequired]
    public EquatableList<ReportedContingency> Contingencies { get; init; } = [];

    /// <summary>Before the event is live its newest reviews, the latest first; two at most.</summary>
    [JsonRequired]
    public EquatableList<ReviewSummary> Reviews { get; init; } = [];

    /// <summary>Spent beyond the normal until then, in the plan's currency; null when nothing was counted.</summary>
    [JsonRequired]
    public decimal? ExtraSpend { get; init; }

    /// <summary>Extra units times hours until then; null when nothing was counted.</summary>
    [JsonRequired]
    public decimal? ExtraUnitHours { get; init; }

    /// <summary>Requests a second that the plan expects now; null without a forecast.</summary>
    [JsonRequired]
    public decimal? ForecastRate { get; init; }

    /// <summary>
    /// Served of the requests that were counted since the last report, in a last one of all, in percent; null when none
    /// were.
    /// </summary>
    [JsonRequired]
    public decimal? ServedPercent { get; init; }

    /// <summary>Why the event was cancelled; null while it was not.</summary>
    [JsonRequired]
    public string? Cancelled { get; init; }

    /// <summary>A process sends it until then, and no other does; null when none has it.</summary>
    [JsonRequired]
    public DateTimeOffset? SentUntil { get; init; }

    /// <summary>Whether it has to be sent to somebody yet.</summary>
    [JsonIgnore]
    public bool IsUnsent => Deliveries.Any(d => d.State == DeliveryState.Pending);

    /// <summary>Whether it reached anybody, or has nobody to reach.</summary>
    [JsonIgnore]
    public bool HasArrived => Deliveries.Count == 0 || Deliveries.Any(d => d.State == DeliveryState.Sent);
}
