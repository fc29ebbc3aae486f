namespace ServerlessReadiness.Core.Phases;

/// <summary>What is done about a component's armed floors.</summary>
public sealed record ArmDecision(ArmRecord Next, RunWish? Run, EquatableList<IssueWish> Issues, Said? Says);
