namespace ServerlessReadiness.Core.Phases.Watches;

/// <summary>The meter's next state, and what is wanted of issues.</summary>
public sealed record SpendDecision(SpendProgress Next, EquatableList<IssueWish> Issues);
