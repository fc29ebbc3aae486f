namespace ServerlessReadiness.Core.Timeline;

/// <summary>What one owner is reminded of.</summary>
/// <param name="Owner">A contact's name, a role, or whoever the plan names.</param>
/// <param name="Late">Tasks that should be done.</param>
/// <param name="Near">Tasks that are due today or tomorrow.</param>
public sealed record Reminder(string Owner, EquatableList<TimelineTask> Late, EquatableList<TimelineTask> Near);
