using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>What automation did with one runbook on one component.</summary>
/// <param name="Runbook">The runbook.</param>
/// <param name="Component">The component.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Succeeded">How many of them ended as they should.</param>
/// <param name="Changes">Changes that they made.</param>
/// <param name="Trouble">Why the newest of the others ended otherwise, as recorded; null for none.</param>
public sealed record DoneGroup(
    RunbookName Runbook,
    ComponentName Component,
    int Runs,
    int Succeeded,
    int Changes,
    string? Trouble);
