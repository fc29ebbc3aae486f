namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>The decision on a component's armed floors.</summary>
public enum ArmVerdict
{
    /// <summary>What is armed is what the plan wants.</summary>
    Agrees = 0,

    /// <summary>A run is started that arms, moves or removes them.</summary>
    Starts = 1,

    /// <summary>Its run is at work.</summary>
    Waits = 2,

    /// <summary>A person is moving the event just now and sees to it.</summary>
    BeingMoved = 3,

    /// <summary>The mode lets nothing start.</summary>
    Withheld = 4,

    /// <summary>The run failed; it is tried again later.</summary>
    Failed = 5,
}
