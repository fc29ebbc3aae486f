using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Simulation.Results;

/// <summary>A component's shed ladder went to another level.</summary>
/// <param name="At">When.</param>
/// <param name="Component">Whose ladder.</param>
/// <param name="Level">The highest level in force from now on; 0 for nothing shed.</param>
/// <param name="Name">Its name in the plan; null on level 0.</param>
public sealed record LevelChange(DateTimeOffset At, ComponentName Component, int Level, string? Name);
