using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases.Cooldown;

/// <summary>All that the return to normal looks at.</summary>
/// <param name="Plan">The plan in force.</param>
/// <param name="Head">The event's head.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Components">The components, as seen just now where that is needed.</param>
/// <param name="Runs">The restores' newest runs.</param>
/// <param name="Metrics">The metrics against their range; null when they were not needed.</param>
/// <param name="Firing">Names of the event's alarms that fire.</param>
/// <param name="BurnPerHour">What the capacity beyond the normal costs an hour.</param>
public sealed record ReturnSituation(
    CompiledPlan Plan,
    EventHead Head,
    ReturnProgress Progress,
    IReadOnlyDictionary<ComponentName, ComponentFacts> Components,
    IReadOnlyDictionary<RunId, Run> Runs,
    MetricsVerdict? Metrics,
    IReadOnlyList<string> Firing,
    decimal BurnPerHour);
