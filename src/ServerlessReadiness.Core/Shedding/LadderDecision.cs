using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;

namespace ServerlessReadiness.Core.Shedding;


/// <summary>Next state, run and reason of one decision on a ladder.</summary>
/// <param name="Next">What is remembered.</param>
/// <param name="Run">The run that starts; null for none.</param>
/// <param name="Says">The journal's line; null when the decision is the same as before.</param>
public sealed record LadderDecision(LadderState Next, RunWish? Run, Said? Says);
