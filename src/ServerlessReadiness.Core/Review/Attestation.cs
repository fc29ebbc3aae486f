namespace ServerlessReadiness.Core.Review;

/// <summary>A person's answer to an item.</summary>
/// <param name="Answer">Yes, no or not applicable.</param>
/// <param name="Evidence">What it rests on: a ticket, a document, a test.</param>
/// <param name="By">Who says so.</param>
/// <param name="At">When.</param>
/// <param name="Until">Afterwards nobody may rely on it any more.</param>
public sealed record Attestation(
    ReviewAnswer Answer,
    string Evidence,
    string By,
    DateTimeOffset At,
    DateTimeOffset Until)
{
    /// <summary>Nobody may rely on a word of longer ago.</summary>
    public static readonly TimeSpan LongestFor = TimeSpan.FromDays(366);
}
