namespace ServerlessReadiness.Core.RunbookBook;

/// <summary>An item of the architecture review.</summary>
/// <param name="Id">Such as REL-03.</param>
/// <param name="Pillar">The pillar that it belongs to.</param>
/// <param name="Text">What it asks.</param>
public sealed record ReviewItem(string Id, RunbookPhrase Pillar, ReviewItemPhrase Text)
{
    private const int PrefixDigits = 2;

    /// <summary>All 37, in the order of the checklist.</summary>
    public static IReadOnlyList<ReviewItem> All { get; } = [.. Enum.GetValues<ReviewItemPhrase>().Select(Of)];

    private static ReviewItem Of(ReviewItemPhrase phrase)
    {
        var name = phrase.ToString();
        var prefix = name[..^PrefixDigits].ToUpperInvariant();
        var pillar = prefix switch
        {
            "SEC" => RunbookPhrase.Security,
            "REL" => RunbookPhrase.Reliability,
            "PERF" => RunbookPhrase.Performance,
            _ => RunbookPhrase.CostPillar,
        };
        return new ReviewItem($"{prefix}-{name[^PrefixDigits..]}", pillar, phrase);
    }
}
