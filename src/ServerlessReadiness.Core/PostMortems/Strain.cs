using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>A time in which a component could not keep up.</summary>
/// <param name="Component">Which.</param>
/// <param name="From">Since when.</param>
/// <param name="RelievedAt">Until when; null when it was not relieved.</param>
public sealed record Strain(ComponentName? Component, DateTimeOffset From, DateTimeOffset? RelievedAt);
