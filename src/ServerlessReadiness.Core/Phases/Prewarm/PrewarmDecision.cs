using ServerlessReadiness.Core.Phases.Cooldown;

namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>What the pre-warm does next, with what it remembers and says.</summary>
public sealed record PrewarmDecision(
    StageProgress Next,
    EquatableList<RunWish> Runs,
    EquatableList<IssueWish> Issues,
    EquatableList<Said> Says);
