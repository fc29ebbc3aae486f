namespace ServerlessReadiness.Simulation.Faults;

/// <summary>How rough the drawn faults are.</summary>
public enum Weather
{
    /// <summary>Nothing goes wrong by itself.</summary>
    Fair = 0,

    /// <summary>
    /// What a normal event sees: failed launches, slow boots, a few impaired instances, repeated and late messages.
    /// </summary>
    Usual = 1,

    /// <summary>Everything at once: for tests of the invariants, not for a forecast.</summary>
    Storm = 2,
}
