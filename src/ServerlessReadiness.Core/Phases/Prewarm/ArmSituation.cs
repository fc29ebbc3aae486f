using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>All that the decision on a component's armed floors looks at.</summary>
/// <param name="Plan">The plan in force.</param>
/// <param name="Head">The event's head.</param>
/// <param name="Facts">The component.</param>
/// <param name="Progress">What is remembered.</param>
/// <param name="Run">The newest run that armed it; null for none.</param>
public sealed record ArmSituation(
    CompiledPlan Plan,
    EventHead Head,
    ComponentFacts Facts,
    StageProgress Progress,
    Run? Run);
