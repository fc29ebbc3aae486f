namespace ServerlessReadiness.Core.Phases.Cooldown;

/// <summary>The decision on the return to normal.</summary>
public enum ReturnVerdict
{
    Begins = 0,

    /// <summary>Metrics are out of their range, without data, or not readable.</summary>
    OutOfRange = 1,

    /// <summary>In range, not yet long enough.</summary>
    InRange = 2,

    ScalesDown = 3,

    /// <summary>The mode, a freeze or a hold lets no restore start.</summary>
    Withheld = 4,

    /// <summary>A component could not be restored; a person must see to it.</summary>
    NeedsPerson = 5,

    Verifies = 6,

    /// <summary>Something is not as before the event.</summary>
    NotNormal = 7,

    Done = 8,
}
