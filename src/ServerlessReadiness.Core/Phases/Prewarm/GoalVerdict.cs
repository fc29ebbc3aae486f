namespace ServerlessReadiness.Core.Phases.Prewarm;

/// <summary>The decision on one goal of a pre-warm stage.</summary>
public enum GoalVerdict
{
    NotBegun = 0,

    /// <summary>A run is started for it now.</summary>
    Starts = 1,

    /// <summary>Its run is at work, within the time that it was given.</summary>
    Waits = 2,

    /// <summary>Its run waits longer than a boot takes.</summary>
    SlowBoot = 3,

    /// <summary>AWS has no capacity of the kind.</summary>
    Shortage = 4,

    /// <summary>A quota of the account refuses more.</summary>
    QuotaRefused = 5,

    /// <summary>Its run failed for another reason; it is tried again.</summary>
    Failed = 6,

    /// <summary>Its runs failed too often; people must see to it.</summary>
    LeftToPeople = 7,

    /// <summary>Observing: it would start.</summary>
    Observed = 8,

    /// <summary>Automation is paused.</summary>
    Paused = 9,

    /// <summary>The component is on hold.</summary>
    Held = 10,

    InService = 11,
}
