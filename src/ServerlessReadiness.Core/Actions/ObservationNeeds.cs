namespace ServerlessReadiness.Core.Actions;

/// <summary>What an action's rules want to have read.</summary>
[Flags]
public enum ObservationNeeds
{
    None = 0,

    /// <summary>The component's group, scalable target or settings.</summary>
    Capacity = 1,

    /// <summary>The instance that the run is about.</summary>
    Instance = 2,

    /// <summary>Whether an instance refresh runs in the group.</summary>
    Refresh = 4,

    /// <summary>Why the group's launches fail.</summary>
    LaunchTrouble = 8,

    /// <summary>Whether the group has scaling policies.</summary>
    Policies = 16,

    /// <summary>The group's scheduled actions.</summary>
    Schedules = 32,

    /// <summary>The component's alarms that fire, from the table.</summary>
    Firing = 64,

    /// <summary>What the resource looked like before the event, and what we set since, from the table.</summary>
    Record = 128,

    /// <summary>The component's DNS records and their health checks.</summary>
    Records = 256,

    /// <summary>The component's listener and its rules.</summary>
    Listener = 512,

    /// <summary>The component's zones and zonal shifts.</summary>
    Zones = 1024,

    /// <summary>What is behind the component's endpoints: alarms, units in service, load.</summary>
    Endpoints = 2048,

    /// <summary>What became of what the step's last effect started.</summary>
    Receipt = 4096,

    /// <summary>The alarms that stop staged work on the component: stop conditions of the plan and of the step.</summary>
    Stops = 8192,

    /// <summary>The floor of the component that the event's stages have begun, from the table.</summary>
    Floor = 16384,

    /// <summary>The instance that waits in a lifecycle hook: what the step under way is about.</summary>
    Waiting = 65536,
}
