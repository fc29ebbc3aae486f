namespace ServerlessReadiness.Simulation.Scheduling;

/// <summary>
/// Where one invocation's continuations run. Dead, it drops whatever is posted to it and never throws, so neither
/// <c>finally</c> nor <c>using</c> runs, as in a real crash.
/// </summary>
internal sealed class InvocationContext(Scheduler scheduler) : SynchronizationContext
{
    /// <summary>The invocation at work now.</summary>
    /// <exception cref="SimulationException">A function's call was made outside any invocation.</exception>
    public static new InvocationContext Current => SynchronizationContext.Current as InvocationContext
        ?? throw new SimulationException("A call of a function is made outside its invocation; nothing would hear it.");

    public bool IsDead { get; private set; }

    public void Die() => IsDead = true;

    public override void Post(SendOrPostCallback d, object? state) => scheduler.Post(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new SimulationException("Something waits synchronously for other work; nothing in a function may.");

    public override SynchronizationContext CreateCopy() => this;
}
