using ServerlessReadiness.Core.Communication;

namespace ServerlessReadiness.Core.Review;

/// <summary>The people of the event.</summary>
public sealed partial record ReviewFacts
{
    /// <summary>What contacts said when they were asked whether they are available.</summary>
    public Seen<ContactRecord> Confirmations { get; init; } = NotLooked.At<ContactRecord>();
}
