using ServerlessReadiness.Core.Capacity;

namespace ServerlessReadiness.Core.Safety;

/// <summary>What a resource looked like before the event first touched it.</summary>
/// <param name="Bounds">Minimum and maximum to go back to.</param>
/// <param name="Desired">For the record only: the old desired capacity is never written back.</param>
/// <param name="CapturedAt">When.</param>
public sealed record RestorePoint(Bounds Bounds, int Desired, DateTimeOffset CapturedAt);
