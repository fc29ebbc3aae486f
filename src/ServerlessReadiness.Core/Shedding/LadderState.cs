using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Shedding;


/// <summary>How far a component's ladder has been climbed. Part of the component's state.</summary>
/// <param name="Level">0 for nothing shed, else the number of levels in force.</param>
/// <param name="ChangedAt">When the level last changed.</param>
/// <param name="Run">The run that climbs or comes down now or did last.</param>
public sealed record LadderState(int Level, DateTimeOffset ChangedAt, RunId? Run)
{
    /// <summary>Since when offered demand fits ready capacity with the margin; null while it does not.</summary>
    public DateTimeOffset? FitsSince { get; init; }

    /// <summary>When the level is decided anew; null at level 0. Reaching it restores nothing by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The minimum that was in force before the ladder held the capacity behind it; null at level 0.</summary>
    public int? FloorBefore { get; init; }
}
