using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Lambda;

/// <summary>One attempt at one event.</summary>
internal sealed record Invocation(AsyncEvent Event, InvocationContext Context, long StartedMs)
{
    public bool IsOver { get; set; }

    /// <summary>Keeps the work from being collected while it waits for nothing but the scheduler.</summary>
    public Task? Work { get; set; }
}
