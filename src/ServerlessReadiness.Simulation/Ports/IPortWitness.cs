namespace ServerlessReadiness.Simulation.Ports;

/// <summary>Sees changes to the world at the instant at which they happen.</summary>
internal interface IPortWitness
{
    /// <summary>Called before the change, so that what was there can be remembered.</summary>
    void Changes(ChangeSeen seen);

    /// <summary>Called after it.</summary>
    void Changed(ChangeSeen seen);

    /// <summary>Called when a message reaches a leader.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="to">Whom it reaches.</param>
    /// <param name="by">Which process sent it.</param>
    void Told(string id, string to, string by);
}
