using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>All that the pre-warm's decision looks at.</summary>
/// <param name="Plan">The plan in force.</param>
/// <param name="Head">The event's head.</param>
/// <param name="Progress">How far it is, fitted to the plan's stages.</param>
/// <param name="Components">The components that its stages mean, as seen just now.</param>
/// <param name="Runs">The goals' newest runs.</param>
public sealed record PrewarmSituation(
    CompiledPlan Plan,
    EventHead Head,
    StageProgress Progress,
    IReadOnlyDictionary<ComponentName, ComponentFacts> Components,
    IReadOnlyDictionary<RunId, Run> Runs);
