namespace ServerlessReadiness.Core.Timeline;

/// <summary>A task as the plan has it.</summary>
/// <param name="Id">Stays the same from one plan version to the next.</param>
/// <param name="Stage">When about.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="Owner">A contact's name, a role, or whoever the plan names.</param>
/// <param name="Due">By when.</param>
public sealed record PlannedTask(TaskId Id, TaskStage Stage, TaskText Text, string Owner, DateTimeOffset Due);
