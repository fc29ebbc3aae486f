namespace ServerlessReadiness.Core.Snapshots;

/// <summary>A queue in which what failed waits.</summary>
/// <param name="Queue">Its name.</param>
/// <param name="Letters">How many, about.</param>
public sealed record QueueView(string Queue, int Letters);
