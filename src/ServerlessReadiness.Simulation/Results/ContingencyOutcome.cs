namespace ServerlessReadiness.Simulation.Results;

/// <summary>A contingency as it was rehearsed.</summary>
/// <param name="Name">Its name in the plan.</param>
/// <param name="At">When its fault came, or when its runbook was started where it has none.</param>
/// <param name="RecoveryTime">From then until service was back; null when it did not come back.</param>
/// <param name="Target">At most so long.</param>
/// <param name="Reason">How the runbook ended, or why it was not started.</param>
/// <param name="Failed">Requests that failed meanwhile.</param>
/// <param name="Shed">Requests that were turned away meanwhile.</param>
/// <param name="Violations">Invariants that did not hold.</param>
public sealed record ContingencyOutcome(
    string Name,
    DateTimeOffset At,
    TimeSpan? RecoveryTime,
    TimeSpan Target,
    string Reason,
    long Failed,
    long Shed,
    IReadOnlyList<InvariantViolation> Violations)
{
    public bool Holds => RecoveryTime is { } time && time <= Target && Violations.Count == 0;
}
