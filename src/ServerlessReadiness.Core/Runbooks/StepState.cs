namespace ServerlessReadiness.Core.Runbooks;

/// <summary>Where a step is.</summary>
public enum StepState
{
    Pending = 0,

    /// <summary>Being performed or verified.</summary>
    Running = 1,
    Done = 2,

    /// <summary>Its rules declined: a blocker, a bound, a missing thing.</summary>
    Refused = 3,
    Failed = 4,

    /// <summary>Being taken back.</summary>
    Undoing = 5,
    Undone = 6,

    /// <summary>Left out: its conditions did not hold, or a person skipped it.</summary>
    Skipped = 7,

    /// <summary>Waits for people to agree.</summary>
    Asking = 8,
}
