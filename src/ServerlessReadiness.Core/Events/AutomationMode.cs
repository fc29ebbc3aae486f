namespace ServerlessReadiness.Core.Events;

/// <summary>How far automation may go in one event.</summary>
public enum AutomationMode
{
    /// <summary>Decides, journals, changes nothing. The zero value, so that a missing mode never acts.</summary>
    Observe = 0,

    /// <summary>Decides and performs effects.</summary>
    Act = 1,

    /// <summary>Starts no effect before the next step; verification and lifecycle completion go on.</summary>
    Paused = 2,
}
