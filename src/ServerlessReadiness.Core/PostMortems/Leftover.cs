using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>Something of the event that is still there.</summary>
/// <param name="Component">Of which component; null for the event as a whole.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Detail">Which, as recorded.</param>
public sealed record Leftover(ComponentName? Component, LeftoverKind Kind, string Detail);
