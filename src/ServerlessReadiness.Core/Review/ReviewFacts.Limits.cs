using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Core.Review;

/// <summary>What limits are met with.</summary>
public sealed partial record ReviewFacts
{
    public LimitFacts Limits { get; init; } = LimitFacts.NotRead;
}
