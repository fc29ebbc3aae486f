using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases;

/// <summary>A run that a decision wants started. Its id is given before, so that the decision's record can name it.
/// </summary>
/// <param name="Id">The new run's id.</param>
/// <param name="Component">On which component.</param>
/// <param name="Runbook">One of <see cref="BuiltInRunbooks"/>.</param>
/// <param name="Trigger">Why it exists.</param>
/// <param name="Reason">The decision's reason.</param>
public sealed record RunWish(
    RunId Id,
    ComponentName Component,
    Runbook Runbook,
    RunTrigger Trigger,
    string Reason);
