namespace ServerlessReadiness.Simulation.Faults;

/// <summary>What a port call does, for how long it takes and how it may fail.</summary>
internal enum CallKind
{
    Store,
    Read,
    Effect,

    /// <summary>An asynchronous invocation of another function of ours.</summary>
    HandOver,
}
