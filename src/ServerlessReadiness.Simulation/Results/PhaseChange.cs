using ServerlessReadiness.Core.Events;

namespace ServerlessReadiness.Simulation.Results;

/// <summary>The event went on to a phase.</summary>
public sealed record PhaseChange(DateTimeOffset At, Phase Phase);
