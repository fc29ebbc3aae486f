namespace ServerlessReadiness.Application.Plans;

/// <summary>One version of an event's plan.</summary>
/// <param name="Number">1, 2, …</param>
/// <param name="IsInForce">Whether decisions are made by it now.</param>
/// <param name="AppliedAt">When; null when the journal no longer says.</param>
/// <param name="AppliedBy">By whom; null when the journal no longer says.</param>
/// <param name="Words">What the journal says of it.</param>
public sealed record PlanVersion(
    int Number,
    bool IsInForce,
    DateTimeOffset? AppliedAt,
    string? AppliedBy,
    string? Words);
