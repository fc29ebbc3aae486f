namespace ServerlessReadiness.Core.Plans.Capacity;

/// <summary>
/// What a component can carry and how fast it grows: for the rehearsal, and for the question whether there is room.
/// </summary>
/// <param name="NormalUnits">Units in service on a normal day, at least 1.</param>
/// <param name="RequestsPerSecondPerUnit">What one unit serves, at least 1.</param>
/// <param name="BootTime">From a launch until the unit serves.</param>
/// <param name="FailuresPerThousandLaunches">Launches that never serve, 0 to 1000.</param>
/// <param name="Zones">Availability Zones that its units are spread over, at least 1.</param>
/// <param name="TargetUsePercent">
/// Use that the workload's own target tracking holds, 1 to 100; null when it has no scaling policy.
/// </param>
public sealed record CapacityModel(
    int NormalUnits,
    int RequestsPerSecondPerUnit,
    TimeSpan BootTime,
    int FailuresPerThousandLaunches,
    int Zones,
    int? TargetUsePercent)
{
    /// <summary>
    /// Connections that one unit opens to each database at most: its pool. Null when the plan does not say; plans of
    /// before it could be said have none either.
    /// </summary>
    public int? ConnectionsPerUnit { get; init; }
}
