namespace ServerlessReadiness.Simulation.Ports;

/// <summary>Where no checker looks on.</summary>
internal sealed class NobodyWatches : IPortWitness
{
    public void Changes(ChangeSeen seen)
    {
    }

    public void Changed(ChangeSeen seen)
    {
    }

    public void Told(string id, string to, string by)
    {
    }
}
