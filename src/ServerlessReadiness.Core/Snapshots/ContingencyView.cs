using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>What is done when a scenario comes true.</summary>
/// <param name="Name">The contingency.</param>
/// <param name="Scenario">In words.</param>
/// <param name="Runbook">What is run.</param>
/// <param name="Component">On which component.</param>
/// <param name="RecoveryTime">How soon service has to be back.</param>
/// <param name="Doubt">Why it cannot be relied on; null when it was rehearsed and held.</param>
public sealed record ContingencyView(
    string Name,
    string Scenario,
    RunbookName Runbook,
    ComponentName Component,
    TimeSpan RecoveryTime,
    string? Doubt);
