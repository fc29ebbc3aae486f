namespace ServerlessReadiness.Core.Snapshots;

/// <summary>What people are asked before a step begins.</summary>
/// <param name="Step">The step.</param>
/// <param name="Question">What they are asked.</param>
/// <param name="Roles">One of any of these is enough.</param>
/// <param name="ExpiresAt">Until when they may answer; null when not known yet.</param>
public sealed record QuestionView(
    string Step,
    string Question,
    EquatableList<string> Roles,
    DateTimeOffset? ExpiresAt);
