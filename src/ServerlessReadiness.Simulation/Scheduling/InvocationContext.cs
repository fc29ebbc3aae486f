namespace ServerlessReadiness.Simulation.Scheduling;

/// <summary>
/// Where one invocation's continuations run. Dead, it drops whatever is posted to it and never throws, so neither
/// <c>finally</c> nor <c>using</c> runs, as in a real crash.
/// </summary>
internal sealed class InvocationContext(Scheduler scheduler) : SynchronizationContext
{
    public bool IsDead { get; private set; }

    public void Die() => IsDead = true;

    public override void Post(SendOrPostCallback d, object? state) => scheduler.Post(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new SimulationException("Something waits synchronously for other work; nothing in a function may.");

    public override SynchronizationContext CreateCopy() => this;
}
