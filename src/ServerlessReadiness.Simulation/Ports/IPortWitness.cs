namespace ServerlessReadiness.Simulation.Ports;

/// <summary>Sees changes to the world at the instant at which they happen.</summary>
internal interface IPortWitness
{
    /// <summary>Called before the change, so that what was there can be remembered.</summary>
    void Changes(ChangeSeen seen);

    /// <summary>Called after it.</summary>
    void Changed(ChangeSeen seen);
}
