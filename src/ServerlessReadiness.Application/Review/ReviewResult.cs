using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Application.Review;

/// <summary>What a review found.</summary>
/// <param name="Plan">The plan that was reviewed.</param>
/// <param name="Items">Every item, in the review's order.</param>
/// <param name="Summary">The result in a few numbers.</param>
/// <param name="Untagged">Where the plan and the event's tag differ; no item asks for it.</param>
/// <param name="Before">The summary of the review before; null for the first.</param>
public sealed record ReviewResult(
    CompiledPlan Plan,
    IReadOnlyList<ItemStatus> Items,
    ReviewSummary Summary,
    Seen<TagGap> Untagged,
    ReviewSummary? Before);
