using System.Text.Json.Serialization;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Shedding;


/// <summary>How far a component's ladder has been climbed. Part of the component's state.</summary>
/// <remarks>
/// A change of the level commits with the start of its run. The run's end is written by the run alone; the ladder takes
/// it up on its next look, so that no run's end has a second document to write.
/// </remarks>
/// <param name="Level">0 for nothing shed, else the number of levels in force once <paramref name="Run"/> is over.
/// </param>
/// <param name="ChangedAt">When the level last changed, its run's end included.</param>
/// <param name="Run">The run that climbs or comes down now or did last.</param>
public sealed record LadderState(int Level, DateTimeOffset ChangedAt, RunId? Run)
{
    public static readonly LadderState Ground = new(0, DateTimeOffset.UnixEpoch, null);

    /// <summary>The level that the run under way started from; null once its end was taken up.</summary>
    [JsonRequired]
    public int? From { get; init; }

    /// <summary>When the last climb began; alarms that began later may be our own doing. Null for never.</summary>
    [JsonRequired]
    public DateTimeOffset? ClimbedAt { get; init; }

    /// <summary>Since when offered demand fits ready capacity with the margin; null while it does not.</summary>
    [JsonRequired]
    public DateTimeOffset? FitsSince { get; init; }

    /// <summary>When the level is decided anew; null at level 0. Reaching it restores nothing by itself.</summary>
    [JsonRequired]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The minimum that was in force before the ladder held the capacity behind it; null when it holds none.
    /// </summary>
    [JsonRequired]
    public int? FloorBefore { get; init; }

    /// <summary>The newest decision; the same one again is not journalled again.</summary>
    [JsonRequired]
    public LadderVerdict Verdict { get; init; }

    /// <summary>Its reason, as of when it was first taken.</summary>
    [JsonRequired]
    public string Reason { get; init; } = "nothing is shed";

    /// <summary>While a run is under way both levels may show, so the higher counts.</summary>
    [JsonIgnore]
    public int InForce => Math.Max(Level, From ?? 0);

    /// <summary>Nothing is shed, nothing is held, and nothing is under way.</summary>
    [JsonIgnore]
    public bool IsIdle => Level == 0 && From is null && FloorBefore is null;
}
