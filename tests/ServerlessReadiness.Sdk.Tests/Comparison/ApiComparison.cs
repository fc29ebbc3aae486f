namespace ServerlessReadiness.Sdk.Tests.Comparison;

/// <summary>A slice's API beside the official one.</summary>
internal sealed class ApiComparison(ApiDescription official, ApiDescription slice)
{
    /// <summary>
    /// What a slice has and the official assembly has not: source that uses it would not build officially.
    /// </summary>
    public IReadOnlyList<ApiFact> OnlyInSlice { get; } = Sorted(slice.Facts.Except(official.Facts));

    /// <summary>What the official assembly has on types of the slice, and the slice has not.</summary>
    public IReadOnlyList<ApiFact> OnlyOfficial { get; } =
        Sorted(official.Facts.Except(slice.Facts).Where(fact => slice.Types.Contains(fact.Type)));

    /// <summary>Official types that the slice has not.</summary>
    public IReadOnlyList<string> TypesOnlyOfficial { get; } =
        [.. official.Types.Except(slice.Types).Order(StringComparer.Ordinal)];

    public int Equal(ApiKind kind) => slice.Facts.Intersect(official.Facts).Count(fact => fact.Kind == kind);

    private static IReadOnlyList<ApiFact> Sorted(IEnumerable<ApiFact> facts) =>
        [.. facts.OrderBy(fact => fact.ToString(), StringComparer.Ordinal)];
}
