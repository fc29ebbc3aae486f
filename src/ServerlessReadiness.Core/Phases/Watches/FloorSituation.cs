using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Phases.Watches;

/// <summary>All that the watch over one component's floor looks at.</summary>
/// <param name="Head">The event's head.</param>
/// <param name="Facts">The component as seen just now.</param>
/// <param name="Floor">The floor that is held; 0 when none is.</param>
/// <param name="Record">What is remembered of it.</param>
/// <param name="Reassertion">The run that asserted it again; null for none.</param>
/// <param name="IsRaising">Whether a run of a pre-warm stage is at work for the component.</param>
public sealed record FloorSituation(
    EventHead Head,
    ComponentFacts Facts,
    int Floor,
    FloorRecord Record,
    Run? Reassertion,
    bool IsRaising);
