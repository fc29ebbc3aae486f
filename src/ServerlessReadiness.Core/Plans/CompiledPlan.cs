using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Core.Plans;

/// <summary>
/// The validated, resolved form of a plan that functions read: no names left to resolve, no time zones to look up.
/// Immutable; a change is a new version.
/// </summary>
/// <param name="Event">The event's id.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="TimeZone">The zone's IANA id, for display.</param>
/// <param name="Offsets">The zone's offsets around the event, earliest first; at least one.</param>
/// <param name="Schedule">When each phase starts.</param>
/// <param name="Components">The parts of the workload.</param>
/// <param name="Responses">Which alarm means what; the first that matches decides.</param>
/// <param name="Runbooks">What can be run.</param>
/// <param name="AlarmLimit">No alarm stays in ALARM longer than this without a run, a hold or a paged person.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record CompiledPlan(
    EventId Event,
    string Name,
    string TimeZone,
    EquatableList<UtcOffsetChange> Offsets,
    EventSchedule Schedule,
    EquatableList<Component> Components,
    EquatableList<Response> Responses,
    EquatableList<Runbook> Runbooks,
    TimeSpan AlarmLimit,
    [property: JsonRequired] int Schema = CompiledPlan.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 3;

    public static int SchemaLatest => SchemaNow;

    /// <summary>What the event is expected to be.</summary>
    [JsonRequired]
    public Expectation Expectation { get; init; } = Expectation.None;

    /// <summary>The pre-warm's stages in order; empty when nothing is pre-warmed.</summary>
    [JsonRequired]
    public EquatableList<PrewarmStage> Stages { get; init; } = [];

    /// <summary>How the event ends.</summary>
    [JsonRequired]
    public ReturnToNormal ReturnToNormal { get; init; } = ReturnToNormal.Default;

    [JsonRequired]
    public Guardrails Guardrails { get; init; } = Guardrails.None;

    /// <summary>Windows in which nothing may change.</summary>
    [JsonRequired]
    public EquatableList<Freeze> Freezes { get; init; } = [];

    [JsonRequired]
    public EquatableList<PlanMetric> Metrics { get; init; } = [];

    [JsonRequired]
    public EquatableList<SuccessCriterion> Criteria { get; init; } = [];

    [JsonRequired]
    public EquatableList<Contact> Contacts { get; init; } = [];

    /// <summary>Who is told when nobody sees to a trouble.</summary>
    [JsonRequired]
    public EscalationPlan Escalation { get; init; } = EscalationPlan.Default;

    /// <summary>What the plan says of its tasks, beyond those that every plan has.</summary>
    [JsonRequired]
    public EquatableList<TaskPlan> Timeline { get; init; } = [];

    [JsonRequired]
    public WarRoom WarRoom { get; init; } = WarRoom.None;

    /// <summary>When, how and about what leaders are told.</summary>
    [JsonRequired]
    public ReportPlan Reports { get; init; } = ReportPlan.None;

    /// <summary>What the event's dashboard shows beyond components and metrics.</summary>
    [JsonRequired]
    public DashboardPlan Dashboard { get; init; } = DashboardPlan.None;

    /// <summary>The expected traffic; empty when the plan has no forecast, and then it cannot be rehearsed.</summary>
    [JsonRequired]
    public EquatableList<TrafficStream> Traffic { get; init; } = [];

    /// <summary>How components shed load; at most one for each.</summary>
    [JsonRequired]
    public EquatableList<ShedLadder> Ladders { get; init; } = [];

    /// <summary>What is done when a scenario comes true.</summary>
    [JsonRequired]
    public EquatableList<Contingency> Contingencies { get; init; } = [];

    /// <summary>What is done while instances wait in lifecycle hooks.</summary>
    [JsonRequired]
    public EquatableList<HookPlan> Hooks { get; init; } = [];

    /// <summary>Who may approve and command.</summary>
    [JsonRequired]
    public EquatableList<PlanRole> Roles { get; init; } = [];

    public Component? FindComponent(ComponentName name) => Components.FirstOrDefault(c => c.Name == name);

    public ShedLadder? FindLadder(ComponentName component) => Ladders.FirstOrDefault(l => l.Component == component);

    public Runbook? FindRunbook(RunbookName name) => Runbooks.FirstOrDefault(r => r.Name == name);
}
