namespace ServerlessReadiness.Core.Capacity;

/// <summary>A scalable target of Application Auto Scaling as it was read just now.</summary>
/// <param name="Bounds">Minimum and maximum.</param>
/// <param name="ScalingOutSuspended">Whether dynamic scaling out is suspended.</param>
/// <param name="ScalingTrouble">The newest failed scaling activity's message; null without one.</param>
public sealed record TargetSnapshot(Bounds Bounds, bool ScalingOutSuspended, string? ScalingTrouble);
