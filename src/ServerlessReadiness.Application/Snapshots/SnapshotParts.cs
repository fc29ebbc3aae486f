using ServerlessReadiness.Application.Ports;

namespace ServerlessReadiness.Application.Snapshots;

/// <summary>What the page's document is made with.</summary>
/// <param name="Letters">Counts what failed; null where no queue is known.</param>
public sealed record SnapshotParts(ILetterCounts? Letters);
