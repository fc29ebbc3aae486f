using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Runbooks;

/// <summary>One execution of a runbook. Stored after every decision, so that any process can go on with it.</summary>
/// <param name="Event">The event.</param>
/// <param name="Id">The run.</param>
/// <param name="Runbook">Which runbook.</param>
/// <param name="Component">On which component.</param>
/// <param name="Instance">About which instance; null when it is about the whole component.</param>
/// <param name="PlanVersion">The plan version that it is pinned to.</param>
/// <param name="Trigger">Why it exists.</param>
/// <param name="State">Where it is.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Reason">Why it is where it is.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="DueAt">When it is to go on, if nobody goes on with it before; null once it is over.</param>
/// <param name="Takeovers">Processes that took it up and never set it aside again; a bound on poison.</param>
/// <param name="Schema">The document's schema.</param>
public sealed record Run(
    EventId Event,
    RunId Id,
    RunbookName Runbook,
    ComponentName Component,
    InstanceId? Instance,
    int PlanVersion,
    RunTrigger Trigger,
    RunState State,
    EquatableList<StepRecord> Steps,
    string Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    int Takeovers = 0,
    [property: JsonRequired] int Schema = Run.SchemaNow) : IStoredDocument
{
    public const int SchemaNow = 2;

    /// <summary>After this many takeovers without a word a person is called.</summary>
    public const int TakeoversMax = 3;

    public static int SchemaLatest => SchemaNow;

    /// <summary>
    /// What a person asked for while the run was under way; it takes hold once no effect is in doubt. Null for nothing.
    /// </summary>
    [JsonRequired]
    public RunRequest? Request { get; init; }

    /// <summary>Why what it did is taken back; null while it is not.</summary>
    [JsonRequired]
    public string? UndoneBecause { get; init; }

    /// <summary>The parameters that it was started with, by name.</summary>
    [JsonRequired]
    public EquatableList<SettingValue> Parameters { get; init; } = [];

    /// <summary>When it was over; null until then, and for runs that another document's decision ended.</summary>
    [JsonRequired]
    public DateTimeOffset? EndedAt { get; init; }

    [JsonIgnore]
    public bool IsOver => State is not (RunState.Running or RunState.Undoing);

    /// <summary>A new run of a runbook, with nothing done yet.</summary>
    public static Run Start(
        EventId eventId,
        RunId id,
        Runbook runbook,
        ComponentName component,
        InstanceId? instance,
        int planVersion,
        RunTrigger trigger,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(runbook);
        var steps = runbook.Steps.Select(s => new StepRecord(s, StepState.Pending, null, "not begun", []));
        return new Run(
            eventId,
            id,
            runbook.Name,
            component,
            instance,
            planVersion,
            trigger,
            RunState.Running,
            EquatableList.From(steps),
            "started",
            now,
            now);
    }
}
