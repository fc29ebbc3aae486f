using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Reports;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>
/// All that the war-room page shows, in one document: Clock writes it, viewers read it, and nothing that a viewer does
/// asks another service. Its JSON is what the API answers.
/// </summary>
/// <param name="Event">The event.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="At">As of when.</param>
/// <param name="NextAt">When the next is to be made; null when none will be, since the event is over.</param>
/// <param name="PlanVersion">The plan version in force.</param>
/// <param name="Phase">The event's phase.</param>
/// <param name="Mode">How far automation may go.</param>
/// <param name="ModeReason">Why.</param>
/// <param name="Cancelling">Why the event is being cancelled; null while it is not.</param>
/// <param name="Schedule">When each phase starts.</param>
/// <param name="TimeZone">The event's zone, an IANA id.</param>
/// <param name="Offsets">Its offsets, earliest first: the page shows the event's clocks.</param>
/// <param name="Bridge">Where everyone meets.</param>
/// <param name="Colour">How the event stands, by the rules of its reports.</param>
/// <param name="Reasons">Why, sign by sign, the worst first.</param>
/// <param name="Coming">What comes next, soonest first.</param>
/// <param name="Charts">The plan's metrics over the last hours.</param>
/// <param name="Components">Capacity against the plan.</param>
/// <param name="Names">Where DNS names lead.</param>
/// <param name="Alarms">Alarms that fire, longest first.</param>
/// <param name="Runs">Runs that are under way, those that wait for somebody first, then those that just ended.</param>
/// <param name="Runbooks">What can be started.</param>
/// <param name="Contingencies">What is done when a scenario comes true.</param>
/// <param name="Issues">Open issues, oldest first.</param>
/// <param name="Tasks">The next tasks that are not done.</param>
/// <param name="Journal">The newest lines, newest first.</param>
/// <param name="DeadLetters">Queues in which something failed waits; null when nobody could look.</param>
/// <param name="Unseen">What could not be read, and why.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record EventSnapshot(
    EventId Event,
    string Name,
    DateTimeOffset At,
    DateTimeOffset? NextAt,
    int PlanVersion,
    Phase Phase,
    AutomationMode Mode,
    string ModeReason,
    string? Cancelling,
    EventSchedule Schedule,
    string TimeZone,
    EquatableList<UtcOffsetChange> Offsets,
    WarRoom Bridge,
    ReportColour Colour,
    EquatableList<SpokenReason> Reasons,
    EquatableList<SpokenComing> Coming,
    EquatableList<ChartView> Charts,
    EquatableList<ComponentView> Components,
    EquatableList<NameView> Names,
    EquatableList<AlarmView> Alarms,
    EquatableList<RunView> Runs,
    EquatableList<RunbookView> Runbooks,
    EquatableList<ContingencyView> Contingencies,
    EquatableList<ReportedIssue> Issues,
    EquatableList<TaskView> Tasks,
    EquatableList<JournalView> Journal,
    EquatableList<QueueView>? DeadLetters,
    EquatableList<Unseen> Unseen,
    [property: JsonRequired] int Schema = EventSnapshot.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 1;

    public static int SchemaLatest => SchemaNow;

    /// <summary>When it was last written, be it with nothing but what people did.</summary>
    [JsonRequired]
    public DateTimeOffset WrittenAt { get; init; }

    /// <summary>Requests a second that the plan expects now; null without a forecast.</summary>
    [JsonRequired]
    public decimal? ForecastRate { get; init; }

    /// <summary>Spent beyond the normal so far, in the plan's currency; null when nothing was counted.</summary>
    [JsonRequired]
    public decimal? ExtraSpend { get; init; }
}
