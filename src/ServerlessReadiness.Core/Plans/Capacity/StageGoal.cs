namespace ServerlessReadiness.Core.Plans.Capacity;

/// <summary>The floor that a component has once its stage is in service.</summary>
/// <param name="Component">The component.</param>
/// <param name="Floor">
/// Units; of a component that is raised in several stages the last is its full floor. Ignored for settings.
/// </param>
public sealed record StageGoal(ComponentName Component, int Floor);
