namespace ServerlessReadiness.Core.Plans.Capacity;

/// <summary>A person agreed that a change which restarts the resource is made, and when.</summary>
/// <param name="ApprovedBy">Who agreed.</param>
/// <param name="From">The maintenance window's start.</param>
/// <param name="Until">Its end; after it the change is no longer begun.</param>
public sealed record RestartConsent(string ApprovedBy, DateTimeOffset From, DateTimeOffset Until);
