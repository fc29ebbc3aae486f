namespace ServerlessReadiness.Simulation.Faults;

/// <summary>What becomes of one call.</summary>
internal enum Trouble
{
    None,
    Throttled,

    /// <summary>It fails and nothing happened.</summary>
    Before,

    /// <summary>It happens, and its caller hears of a failure.</summary>
    After,

    /// <summary>Its caller gives up waiting; what it asked for happens only then.</summary>
    Late,

    /// <summary>
    /// Its caller gives up waiting, and so does everybody: what it asked for happens when the lease under which it was
    /// sent is over.
    /// </summary>
    VeryLate,

    /// <summary>Its caller's process dies before it is sent.</summary>
    CrashBefore,

    /// <summary>It happens, and its caller's process dies before the answer.</summary>
    CrashAfter,
}
