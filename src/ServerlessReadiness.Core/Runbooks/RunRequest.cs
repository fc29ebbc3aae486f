namespace ServerlessReadiness.Core.Runbooks;


/// <summary>What a person asks of a run.</summary>
/// <param name="Kind">What.</param>
/// <param name="Who">Their identity.</param>
/// <param name="Roles">The plan's roles that they have; empty for none.</param>
/// <param name="Reason">Why; never empty.</param>
/// <param name="At">When.</param>
/// <param name="Step">The step meant: the one that asks, or the one to go on from; null for the one under way.</param>
public sealed record RunRequest(
    RunRequestKind Kind,
    string Who,
    EquatableList<string> Roles,
    string Reason,
    DateTimeOffset At,
    string? Step = null);
