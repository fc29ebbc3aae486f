namespace ServerlessReadiness.Core.Recovery;

/// <summary>Where a contingency was tried.</summary>
public enum DrillKind
{
    /// <summary>In a real account.</summary>
    Drill = 0,

    /// <summary>In the simulated world.</summary>
    Rehearsal = 1,
}
