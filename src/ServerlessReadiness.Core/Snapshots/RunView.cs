using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>A run and its steps.</summary>
/// <param name="Run">Its id.</param>
/// <param name="Runbook">Which runbook.</param>
/// <param name="Component">On which component.</param>
/// <param name="Instance">About which instance; null when it is about the whole component.</param>
/// <param name="Trigger">Why it exists.</param>
/// <param name="State">Where it is.</param>
/// <param name="Reason">Why it is there.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="EndedAt">When it was over; null while it is not.</param>
/// <param name="Asks">The question that it waits with; null while it asks nothing.</param>
/// <param name="Steps">Its steps in order.</param>
public sealed record RunView(
    RunId Run,
    RunbookName Runbook,
    ComponentName Component,
    string? Instance,
    string Trigger,
    RunState State,
    string Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EndedAt,
    QuestionView? Asks,
    EquatableList<StepView> Steps);
