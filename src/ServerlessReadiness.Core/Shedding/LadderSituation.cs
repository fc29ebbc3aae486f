using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Shedding;


/// <summary>All that a decision on a ladder looks at.</summary>
/// <param name="Head">The event's head.</param>
/// <param name="Ladder">The ladder, of the plan in force.</param>
/// <param name="State">How far it has been climbed.</param>
/// <param name="Run">The run that climbs or comes down; null when none does, or it is not found.</param>
/// <param name="Facts">The component under pressure.</param>
/// <param name="Demand">What is asked for against what is ready; null while a run is under way.</param>
/// <param name="Freeze">The freeze that forbids traffic to be moved now; null when none does.</param>
public sealed record LadderSituation(
    EventHead Head,
    ShedLadder Ladder,
    LadderState State,
    Run? Run,
    ComponentFacts Facts,
    Demand? Demand,
    Freeze? Freeze);
