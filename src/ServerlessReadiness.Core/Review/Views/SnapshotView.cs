namespace ServerlessReadiness.Core.Review.Views;

/// <summary>The newest finished snapshot of a volume. There is one of these for each volume that was asked about.</summary>
/// <param name="Volume">The volume's id.</param>
/// <param name="NewestAt">When it was begun; null when the volume has none.</param>
public sealed record SnapshotView(string Volume, DateTimeOffset? NewestAt);
