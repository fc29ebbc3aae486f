using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Views;

/// <summary>Whether it is known what a component's resource goes back to.</summary>
/// <param name="Component">The component.</param>
/// <param name="CapturedAt">When its state before the event was kept; null while it was not.</param>
/// <param name="HasChanged">Whether the event has changed it.</param>
public sealed record RestoreView(ComponentName Component, DateTimeOffset? CapturedAt, bool HasChanged);
