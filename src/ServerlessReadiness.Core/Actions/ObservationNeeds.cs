namespace ServerlessReadiness.Core.Actions;

/// <summary>What an action's rules want to have read.</summary>
[Flags]
public enum ObservationNeeds
{
    None = 0,

    /// <summary>The component's group or scalable target.</summary>
    Capacity = 1,

    /// <summary>The instance that the run is about.</summary>
    Instance = 2,

    /// <summary>Whether an instance refresh runs in the group.</summary>
    Refresh = 4,

    /// <summary>Why the group's launches fail.</summary>
    LaunchTrouble = 8,
}
