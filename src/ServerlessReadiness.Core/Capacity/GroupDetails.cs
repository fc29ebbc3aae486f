namespace ServerlessReadiness.Core.Capacity;

/// <summary>
/// What is read of a group beside the group itself. Each costs a call, so it is asked for where it counts.
/// </summary>
[Flags]
public enum GroupDetails
{
    None = 0,

    /// <summary>Whether an instance refresh runs; it stands in the way of repairs, not of capacity.</summary>
    Refresh = 1,

    /// <summary>Why launches fail; it explains a wait.</summary>
    LaunchTrouble = 2,

    /// <summary>Whether the group has scaling policies of its own, which bring its size down again.</summary>
    Policies = 4,

    /// <summary>Its scheduled actions that are ours.</summary>
    Schedules = 8,
    All = Refresh | LaunchTrouble | Policies | Schedules,
}
