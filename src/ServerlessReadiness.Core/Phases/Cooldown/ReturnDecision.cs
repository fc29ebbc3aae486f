using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Phases.Cooldown;

/// <summary>What the return to normal does next.</summary>
/// <param name="Next">What is remembered.</param>
/// <param name="Runs">Restores that start.</param>
/// <param name="Untouched">Components whose restore point is dropped, because the event never changed them.</param>
/// <param name="Issues">What is wanted of issues.</param>
/// <param name="Says">Lines for the journal.</param>
public sealed record ReturnDecision(
    ReturnProgress Next,
    EquatableList<RunWish> Runs,
    EquatableList<ComponentName> Untouched,
    EquatableList<IssueWish> Issues,
    EquatableList<Said> Says);
