using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Events;

/// <summary>An event as it stands, read from state alone: no AWS service but the table is asked.</summary>
/// <param name="Head">Phase, mode, plan version.</param>
/// <param name="Plan">The plan in force.</param>
/// <param name="Components">The plan's components, in its order.</param>
/// <param name="Firing">What is remembered of the alarms that fire, longest first.</param>
/// <param name="Runs">Runs that are not over, oldest first.</param>
public sealed record EventStatus(
    EventHead Head,
    CompiledPlan Plan,
    IReadOnlyList<ComponentStatus> Components,
    IReadOnlyList<AlarmMemory> Firing,
    IReadOnlyList<Run> Runs);
