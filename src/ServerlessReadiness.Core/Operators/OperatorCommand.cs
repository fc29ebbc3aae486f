using System.Diagnostics;
using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Timeline;

namespace ServerlessReadiness.Core.Operators;

/// <summary>
/// Everything that a person can ask of an event: the one model behind SNS, the HTTP API and the command line.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(StartRun), "run.start")]
[JsonDerivedType(typeof(ApproveRun), "run.approve")]
[JsonDerivedType(typeof(RejectRun), "run.reject")]
[JsonDerivedType(typeof(SkipStep), "run.skip")]
[JsonDerivedType(typeof(RetryRun), "run.retry")]
[JsonDerivedType(typeof(AbortRun), "run.abort")]
[JsonDerivedType(typeof(PauseEvent), "pause")]
[JsonDerivedType(typeof(ResumeEvent), "resume")]
[JsonDerivedType(typeof(ObserveEvent), "observe")]
[JsonDerivedType(typeof(SetPhase), "phase.set")]
[JsonDerivedType(typeof(SetFloor), "floor.set")]
[JsonDerivedType(typeof(HoldComponent), "component.hold")]
[JsonDerivedType(typeof(ReleaseComponent), "component.release")]
[JsonDerivedType(typeof(KeepComponent), "component.keep")]
[JsonDerivedType(typeof(OpenIssue), "issue.open")]
[JsonDerivedType(typeof(UpdateIssue), "issue.update")]
[JsonDerivedType(typeof(CloseIssue), "issue.close")]
[JsonDerivedType(typeof(AcknowledgeAlarm), "alarm.acknowledge")]
[JsonDerivedType(typeof(Restore), "restore")]
[JsonDerivedType(typeof(CompleteTask), "task.done")]
[JsonDerivedType(typeof(ReopenTask), "task.reopen")]
[JsonDerivedType(typeof(AssignTask), "task.assign")]
[JsonDerivedType(typeof(MoveTask), "task.move")]
[JsonDerivedType(typeof(ConfirmContact), "contact.confirm")]
[JsonDerivedType(typeof(DeclineContact), "contact.decline")]
[JsonDerivedType(typeof(AttestItem), "review.attest")]
public abstract record OperatorCommand
{
    private OperatorCommand()
    {
    }

    /// <summary>Its name on the wire, in the journal and in messages.</summary>
    [JsonIgnore]
    public string Name => this switch
    {
        StartRun => "run.start",
        ApproveRun => "run.approve",
        RejectRun => "run.reject",
        SkipStep => "run.skip",
        RetryRun => "run.retry",
        AbortRun => "run.abort",
        PauseEvent => "pause",
        ResumeEvent => "resume",
        ObserveEvent => "observe",
        SetPhase => "phase.set",
        SetFloor => "floor.set",
        HoldComponent => "component.hold",
        ReleaseComponent => "component.release",
        KeepComponent => "component.keep",
        OpenIssue => "issue.open",
        UpdateIssue => "issue.update",
        CloseIssue => "issue.close",
        AcknowledgeAlarm => "alarm.acknowledge",
        Restore => "restore",
        CompleteTask => "task.done",
        ReopenTask => "task.reopen",
        AssignTask => "task.assign",
        MoveTask => "task.move",
        ConfirmContact => "contact.confirm",
        DeclineContact => "contact.decline",
        AttestItem => "review.attest",
        _ => throw new UnreachableException($"No name for {GetType().Name}."),
    };

    /// <summary>Starts a runbook of the plan, or a built-in one.</summary>
    /// <param name="Runbook">Which.</param>
    /// <param name="Component">On which component.</param>
    /// <param name="Parameters">Values for its parameters; null for none.</param>
    /// <param name="Instance">About which instance; null when it is about the whole component.</param>
    public sealed record StartRun(
        RunbookName Runbook,
        ComponentName Component,
        IReadOnlyDictionary<string, string>? Parameters = null,
        InstanceId? Instance = null) : OperatorCommand;

    /// <param name="Run">The run that asks.</param>
    /// <param name="Step">The step that asks; null for the one that does now.</param>
    public sealed record ApproveRun(RunId Run, string? Step = null) : OperatorCommand;

    public sealed record RejectRun(RunId Run, string? Step = null) : OperatorCommand;

    /// <summary>Leaves the step under way and goes on with the next.</summary>
    public sealed record SkipStep(RunId Run, string? Step = null) : OperatorCommand;

    /// <summary>Goes on from a step that failed, was refused or handed over.</summary>
    public sealed record RetryRun(RunId Run, string? Step = null) : OperatorCommand;

    /// <param name="Run">The run to end.</param>
    /// <param name="Undo">Whether what it changed is taken back.</param>
    public sealed record AbortRun(RunId Run, bool Undo = false) : OperatorCommand;

    /// <summary>Nothing starts any more.</summary>
    public sealed record PauseEvent : OperatorCommand;

    /// <summary>Automation acts again.</summary>
    public sealed record ResumeEvent : OperatorCommand;

    /// <summary>Automation decides and journals, and changes nothing.</summary>
    public sealed record ObserveEvent : OperatorCommand;

    /// <summary>Begins a later phase now.</summary>
    public sealed record SetPhase(Phase Phase) : OperatorCommand;

    /// <summary>Raises a component's minimum to at least this; lowers nothing.</summary>
    /// <param name="Component">The component.</param>
    /// <param name="Floor">Units, from 1 to the component's ceiling.</param>
    public sealed record SetFloor(ComponentName Component, int Floor) : OperatorCommand;

    /// <summary>Hands off a component.</summary>
    /// <param name="Component">The component.</param>
    /// <param name="Until">Lifts by itself then; null when only a person lifts it.</param>
    public sealed record HoldComponent(ComponentName Component, DateTimeOffset? Until = null) : OperatorCommand;

    /// <summary>Lifts the hold on a component.</summary>
    public sealed record ReleaseComponent(ComponentName Component) : OperatorCommand;

    /// <summary>In the return to normal: the component stays as it is instead of going back.</summary>
    public sealed record KeepComponent(ComponentName Component) : OperatorCommand;

    /// <param name="Summary">What is wrong.</param>
    /// <param name="PlanOfAction">What is done about it; null for nothing said yet.</param>
    /// <param name="Component">On which component; null for the event as a whole.</param>
    /// <param name="Owner">Who sees to it; null until someone does.</param>
    /// <param name="ExpectedBy">When it is expected to be over; null when nobody can tell.</param>
    public sealed record OpenIssue(
        string Summary,
        string? PlanOfAction = null,
        ComponentName? Component = null,
        string? Owner = null,
        DateTimeOffset? ExpectedBy = null) : OperatorCommand;

    /// <summary>Changes what is given; what is null stays.</summary>
    public sealed record UpdateIssue(
        RunId Issue,
        string? Summary = null,
        string? PlanOfAction = null,
        string? Owner = null,
        DateTimeOffset? ExpectedBy = null) : OperatorCommand;

    public sealed record CloseIssue(RunId Issue) : OperatorCommand;

    /// <summary>Somebody looks at a firing alarm: nobody else is called about it for a while.</summary>
    /// <param name="Alarm">Its ARN, or its name.</param>
    /// <param name="Until">Until when; null for <see cref="CommandTimes.AcknowledgedFor"/>.</param>
    public sealed record AcknowledgeAlarm(string Alarm, DateTimeOffset? Until = null) : OperatorCommand;

    /// <summary>Takes the event's changes back now, without waiting for metrics.</summary>
    /// <param name="What">Traffic, capacity or both.</param>
    /// <param name="Component">Only this one; null for all.</param>
    /// <param name="Force">Although present load seems to need more; only with a component.</param>
    public sealed record Restore(RestoreKind What, ComponentName? Component = null, bool Force = false)
        : OperatorCommand;

    /// <summary>A task of the timeline is done; the command's reason is kept as its note.</summary>
    public sealed record CompleteTask(TaskId Task) : OperatorCommand;

    /// <summary>A task is not done after all.</summary>
    public sealed record ReopenTask(TaskId Task) : OperatorCommand;

    /// <param name="Task">The task.</param>
    /// <param name="Owner">Who does it now: a contact's name, a role, or anybody.</param>
    public sealed record AssignTask(TaskId Task, string Owner) : OperatorCommand;

    /// <param name="Task">The task.</param>
    /// <param name="Due">By when it is due now.</param>
    public sealed record MoveTask(TaskId Task, DateTimeOffset Due) : OperatorCommand;

    /// <summary>A contact is available.</summary>
    /// <param name="Contact">Their name in the plan.</param>
    public sealed record ConfirmContact(string Contact) : OperatorCommand;

    /// <summary>A contact is not available; the command's reason says why.</summary>
    public sealed record DeclineContact(string Contact) : OperatorCommand;

    /// <summary>A person answers an item of the review; the command's reason is the evidence.</summary>
    /// <param name="Item">The item's id, such as SEC-02.</param>
    /// <param name="Answer">Yes, no or not applicable.</param>
    /// <param name="Until">How long it may be relied on; null until the event is closed.</param>
    public sealed record AttestItem(string Item, ReviewAnswer Answer, DateTimeOffset? Until = null) : OperatorCommand;
}
