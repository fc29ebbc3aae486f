namespace ServerlessReadiness.Core.Phases.Cooldown;

/// <summary>Where one component's restore is.</summary>
public enum RestoreState
{
    Pending = 0,
    Running = 1,
    Restored = 2,

    /// <summary>Its run failed or went to a person: a person restores it by force, or keeps it.</summary>
    Failed = 3,

    /// <summary>A person said that it stays as it is.</summary>
    Kept = 4,

    /// <summary>The event never changed it.</summary>
    Untouched = 5,
}
