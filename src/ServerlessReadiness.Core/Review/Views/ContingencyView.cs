using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review.Views;

/// <summary>A contingency of the plan and what is known of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Components">The components that its steps touch.</param>
/// <param name="Fault">The fault that its rehearsal makes, such as zone-loss; null when it makes none.</param>
/// <param name="TriedAt">When it was tried last; null for never.</param>
/// <param name="Failed">Whether it did not hold the last time.</param>
/// <param name="Doubt">Why nobody knows that it works as the plan has it now; null when it is known.</param>
public sealed record ContingencyView(
    string Name,
    EquatableList<ComponentName> Components,
    string? Fault,
    DateTimeOffset? TriedAt,
    bool Failed,
    string? Doubt);
