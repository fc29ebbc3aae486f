namespace ServerlessReadiness.Core.Instances;

/// <summary>An EC2 instance as it was read just now.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="State">
/// As the service spells it: pending, running, stopping, stopped, shutting-down, terminated.
/// </param>
/// <param name="StatusChecksPassed">Both status checks; null while they are initialising or could not be read.</param>
/// <param name="SecurityGroups">The ids of its primary interface's security groups.</param>
/// <param name="HasInstanceStore">Stopping it would lose the data on its local disks.</param>
/// <param name="LaunchedAt">When it was last started.</param>
public sealed record InstanceSnapshot(
    InstanceId Instance,
    string State,
    bool? StatusChecksPassed,
    EquatableList<string> SecurityGroups,
    bool HasInstanceStore,
    DateTimeOffset LaunchedAt)
{
    public bool IsRunning => State == "running";

    public bool IsStopped => State == "stopped";

    public bool IsGone => State is "terminated" or "shutting-down";
}
