namespace ServerlessReadiness.Simulation.Live;

/// <summary>Where a live play stands.</summary>
/// <param name="Now">What the world's clock shows.</param>
/// <param name="Speed">The world's minutes in one of ours; 0 while its clock stands still.</param>
/// <param name="IsOver">Whether nothing happens by itself any more.</param>
public sealed record LiveState(DateTimeOffset Now, int Speed, bool IsOver);
