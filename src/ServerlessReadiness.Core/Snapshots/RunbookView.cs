using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>A runbook of the plan that people can start.</summary>
/// <param name="Runbook">Its name.</param>
/// <param name="Steps">Its steps' names, in order.</param>
/// <param name="Asks">Whether a step waits for somebody's approval.</param>
/// <param name="Parameters">What whoever starts it may give.</param>
public sealed record RunbookView(
    RunbookName Runbook,
    EquatableList<string> Steps,
    bool Asks,
    EquatableList<RunbookParameter> Parameters);
