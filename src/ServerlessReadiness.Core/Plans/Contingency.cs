using ServerlessReadiness.Core.Plans.Runbooks;

namespace ServerlessReadiness.Core.Plans;


/// <summary>What is done when a scenario comes true, and how fast it has to work.</summary>
/// <param name="Name">Unique in the plan, such as region-lost.</param>
/// <param name="Scenario">In words.</param>
/// <param name="Component">On which component its runbook is run.</param>
/// <param name="Runbook">What is run.</param>
/// <param name="Back">What is run to go back; null when the run is undone instead.</param>
/// <param name="RecoveryTime">From the fault until service is back: the target RTO.</param>
/// <param name="Fault">How the rehearsal makes it come true, such as region-loss; null when it only runs it.</param>
public sealed record Contingency(
    string Name,
    string Scenario,
    ComponentName Component,
    RunbookName Runbook,
    RunbookName? Back,
    TimeSpan RecoveryTime,
    string? Fault);
