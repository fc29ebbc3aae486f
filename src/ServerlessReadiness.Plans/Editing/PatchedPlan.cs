namespace ServerlessReadiness.Plans.Editing;

/// <summary>A plan's text with changes made.</summary>
/// <param name="Text">The text.</param>
/// <param name="Applied">The places, among those that were asked for, of the changes that were made.</param>
/// <param name="Refused">The others.</param>
public sealed record PatchedPlan(string Text, IReadOnlyList<int> Applied, IReadOnlyList<RefusedEdit> Refused);
