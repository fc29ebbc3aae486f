using ServerlessReadiness.Core.Actions;

namespace ServerlessReadiness.Core.Safety;

/// <summary>A change that was sent, and of which neither an answer nor the world told.</summary>
/// <param name="Change">What was sent.</param>
/// <param name="LandsBy">Until then it may still happen.</param>
public sealed record DoubtfulChange(Change Change, DateTimeOffset LandsBy);
