namespace ServerlessReadiness.Core.Plans.Capacity;

/// <summary>
/// A part of the pre-warm: components that are raised together, after those that they depend on. The compiler resolves
/// it from dependencies and lead times.
/// </summary>
/// <param name="Number">1, 2, … in order.</param>
/// <param name="At">Not before this instant, and not before the stage before it is in service or given up.</param>
/// <param name="ProceedAnywayAt">
/// The next stage goes on at this instant even if this one is not in service; what adds capacity fails open.
/// </param>
/// <param name="Goals">What is raised, at least one.</param>
public sealed record PrewarmStage(
    int Number,
    DateTimeOffset At,
    DateTimeOffset ProceedAnywayAt,
    EquatableList<StageGoal> Goals);
