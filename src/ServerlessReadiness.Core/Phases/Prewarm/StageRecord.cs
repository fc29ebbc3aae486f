namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>What became of a pre-warm stage.</summary>
/// <param name="Number">The stage's number in the plan.</param>
/// <param name="State">Where it is.</param>
/// <param name="BegunAt">When its first goal was begun; null while none was.</param>
/// <param name="EndedAt">When it was in service or given up; null until then.</param>
/// <param name="Verdict">The newest decision; the same one again is not journalled again.</param>
/// <param name="Reason">Its reason.</param>
/// <param name="Goals">Its goals, and the components that stand in for some of them.</param>
public sealed record StageRecord(
    int Number,
    StageState State,
    DateTimeOffset? BegunAt,
    DateTimeOffset? EndedAt,
    StageVerdict Verdict,
    string Reason,
    EquatableList<GoalRecord> Goals);
