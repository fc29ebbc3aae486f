using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Recovery;

/// <summary>All that a decision on a drill looks at.</summary>
/// <param name="Head">The event's head.</param>
/// <param name="Contingency">The contingency, as the plan in force has it.</param>
/// <param name="Record">What is remembered.</param>
/// <param name="WayBack">The runbook that goes back; null when there is nothing to take back.</param>
/// <param name="Run">The contingency's run; null when it is not found.</param>
/// <param name="Back">The run that goes back; null when none was started, or it is not found.</param>
public sealed record DrillSituation(
    EventHead Head,
    Contingency Contingency,
    DrillRecord Record,
    Runbook? WayBack,
    Run? Run,
    Run? Back);
