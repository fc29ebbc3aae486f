namespace ServerlessReadiness.Core.Review;

/// <summary>How an item stands now.</summary>
/// <param name="Item">The item.</param>
/// <param name="Answer">The answer that counts.</param>
/// <param name="Evidence">What it rests on.</param>
/// <param name="By">Who answered: a person, or null for the APIs or nobody.</param>
/// <param name="At">When; null when nobody did.</param>
/// <param name="Findings">What is wrong.</param>
public sealed record ItemStatus(
    ReviewItem Item,
    ReviewAnswer Answer,
    string Evidence,
    string? By,
    DateTimeOffset? At,
    EquatableList<Finding> Findings)
{
    /// <summary>An answer of APIs that is older counts no more: the account has moved on.</summary>
    public static readonly TimeSpan SeenFor = TimeSpan.FromHours(36);

    /// <summary>
    /// What is broken counts whoever says that it is fine. A person's answer counts until it expires; for an item that
    /// APIs answer, only where they could not.
    /// </summary>
    public static ItemStatus Of(ReviewItem item, CheckRecord? record, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(item);
        var seen = record is { Seen: { } verdict, SeenAt: { } at } && at + SeenFor >= now
            ? new ItemStatus(item, verdict.Answer, verdict.Evidence, null, at, verdict.Findings)
            : null;
        var attested = record?.Attested is { } word && word.Until >= now
            ? new ItemStatus(item, word.Answer, word.Evidence, word.By, word.At, [])
            : null;
        if (seen is { Answer: ReviewAnswer.No })
        {
            return seen;
        }

        if (item.Coverage == Coverage.Automatic && seen is { Answer: not ReviewAnswer.CouldNotTell })
        {
            return seen;
        }

        if (item.Coverage == Coverage.Partly && seen is { Answer: ReviewAnswer.NotApplicable })
        {
            return seen;
        }

        return attested ?? Unanswered(item, record, seen, now);
    }

    private static ItemStatus Unanswered(ReviewItem item, CheckRecord? record, ItemStatus? seen, DateTimeOffset now)
    {
        var why = record?.Attested is { } word && word.Until < now
            ? $"attested by {word.By} until {word.Until:u}, which is over"
            : seen is { Answer: ReviewAnswer.Yes } ? $"{seen.Evidence}; the rest nobody has attested"
            : seen is not null ? seen.Evidence
            : record?.SeenAt is { } at && item.Coverage != Coverage.Attested ? $"looked at last at {at:u}, which is too long ago"
            : item.Coverage == Coverage.Attested ? "nobody has attested it"
            : "nobody has looked yet";
        return new ItemStatus(item, ReviewAnswer.CouldNotTell, why, null, seen?.At, []);
    }
}
