namespace ServerlessReadiness.Core.Review;

/// <summary>An item of the review.</summary>
/// <param name="Id">Such as REL-03.</param>
/// <param name="Pillar">What it belongs to.</param>
/// <param name="Coverage">Who answers it.</param>
/// <param name="Severity">What a no means.</param>
/// <param name="Text">What it asks.</param>
public sealed record ReviewItem(string Id, Pillar Pillar, Coverage Coverage, Severity Severity, ReviewItemPhrase Text)
{
    private const int NumberDigits = 2;

    /// <summary>All items, the architecture checklist's 37 first, then the operations review's.</summary>
    public static IReadOnlyList<ReviewItem> All { get; } = [.. ReviewCatalog.Rows.Select(Of)];

    /// <summary>The 37 of the whitepaper's architecture checklist, in its order.</summary>
    public static IReadOnlyList<ReviewItem> Architecture { get; } = [.. All.Where(i => i.Pillar <= Pillar.Cost)];

    /// <summary>Null when there is none of that id.</summary>
    public static ReviewItem? Find(string id) =>
        All.FirstOrDefault(i => string.Equals(i.Id, id, StringComparison.OrdinalIgnoreCase));

    private static ReviewItem Of((ReviewItemPhrase Text, Coverage Coverage, Severity Severity) row)
    {
        var name = row.Text.ToString();
        var prefix = name[..^NumberDigits];
        var pillar = prefix switch
        {
            "Sec" => Pillar.Security,
            "Rel" => Pillar.Reliability,
            "Perf" => Pillar.Performance,
            "Cost" => Pillar.Cost,
            "Ready" => Pillar.Readiness,
            "Mon" => Pillar.Monitoring,
            "Ops" => Pillar.Operations,
            _ => Pillar.Optimisation,
        };
        return new ReviewItem(
            $"{prefix.ToUpperInvariant()}-{name[^NumberDigits..]}",
            pillar,
            row.Coverage,
            row.Severity,
            row.Text);
    }
}
