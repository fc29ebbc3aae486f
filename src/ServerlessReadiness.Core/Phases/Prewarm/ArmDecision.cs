using ServerlessReadiness.Core.Phases.Cooldown;

namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>What is done about a component's armed floors.</summary>
public sealed record ArmDecision(ArmRecord Next, RunWish? Run, EquatableList<IssueWish> Issues, Said? Says);
