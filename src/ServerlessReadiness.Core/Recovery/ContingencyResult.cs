namespace ServerlessReadiness.Core.Recovery;

/// <summary>What a rehearsal or a drill of a contingency came to.</summary>
/// <param name="Name">The contingency.</param>
/// <param name="Measured">From the fault, or the drill's start, until service was back; null when it never was.</param>
/// <param name="Target">The plan's target.</param>
/// <param name="Holds">Whether it was back in time.</param>
public sealed record ContingencyResult(string Name, TimeSpan? Measured, TimeSpan Target, bool Holds)
{
    /// <summary>What speaks against it although service was back in time; null for nothing.</summary>
    public string? But { get; init; }

    public static ContingencyResult Of(Plans.Contingency contingency, TimeSpan? measured)
    {
        ArgumentNullException.ThrowIfNull(contingency);
        return new ContingencyResult(
            contingency.Name,
            measured,
            contingency.RecoveryTime,
            measured is { } took && took <= contingency.RecoveryTime);
    }
}
