using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Cooldown;

namespace ServerlessReadiness.Core.Recovery;

/// <summary>Next state, run and reason of one decision on a drill.</summary>
/// <param name="Next">What is remembered.</param>
/// <param name="Run">The run that goes back; null for none.</param>
/// <param name="Says">The journal's lines.</param>
public sealed record DrillDecision(DrillRecord Next, RunWish? Run, EquatableList<Said> Says);
