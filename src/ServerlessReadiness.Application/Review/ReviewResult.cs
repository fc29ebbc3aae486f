using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;

namespace ServerlessReadiness.Application.Review;

/// <summary>What a review found.</summary>
/// <param name="Plan">The plan that was reviewed.</param>
/// <param name="Items">Every item, in the review's order.</param>
/// <param name="Summary">The result in a few numbers.</param>
public sealed record ReviewResult(CompiledPlan Plan, IReadOnlyList<ItemStatus> Items, ReviewSummary Summary);
