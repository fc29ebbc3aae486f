namespace ServerlessReadiness.Simulation.Scheduling;

/// <summary>Runs work of the simulation itself on stores that answer at once, outside virtual time.</summary>
internal static class Aside
{
    /// <exception cref="SimulationException">The work waits for something, which nothing here would end.</exception>
    public static T Run<T>(Func<Task<T>> work)
    {
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var task = work();
            return task.IsCompleted
                ? task.GetAwaiter().GetResult()
                : throw new SimulationException("Work beside the simulation waits for something.");
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }
}
