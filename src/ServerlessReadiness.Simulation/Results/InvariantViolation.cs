namespace ServerlessReadiness.Simulation.Results;

/// <summary>Something that must never happen did.</summary>
/// <param name="Invariant">Its number in docs/SIMULATION.md, 0 to 13.</param>
/// <param name="At">When it was seen.</param>
/// <param name="What">What was seen.</param>
public sealed record InvariantViolation(int Invariant, DateTimeOffset At, string What);
