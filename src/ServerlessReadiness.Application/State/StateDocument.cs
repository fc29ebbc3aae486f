namespace ServerlessReadiness.Application.State;

/// <summary>A stored document: its JSON and the version that the next conditional write must name.</summary>
/// <param name="Address">Where it was read from.</param>
/// <param name="Json">UTF-8 JSON, never compressed here: compression is the store's affair.</param>
/// <param name="Version">1 at the first write, one more at each later one.</param>
/// <param name="DueAt">
/// When the document waits for an instant: that instant; it is then found through the due index.
/// </param>
public sealed record StateDocument(
    StateAddress Address,
    ReadOnlyMemory<byte> Json,
    long Version,
    DateTimeOffset? DueAt)
{
    /// <summary>What was read from <see cref="Json"/> before. A store in memory hands the same document out again and
    /// again; values are immutable, so its readers may share one.</summary>
    internal ParsedJson Parsed { get; } = new();
}
