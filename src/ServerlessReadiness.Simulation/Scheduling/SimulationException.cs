namespace ServerlessReadiness.Simulation.Scheduling;

/// <summary>The simulation itself cannot go on: a fault of this program, not of the plan.</summary>
public sealed class SimulationException : Exception
{
    public SimulationException()
    {
    }

    public SimulationException(string message)
        : base(message)
    {
    }

    public SimulationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
