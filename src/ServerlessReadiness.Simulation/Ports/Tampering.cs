using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>
/// What is put between our functions and the simulated account: decorators with which a test plants a bug, to see the
/// checker of each invariant catch it.
/// </summary>
internal sealed record Tampering
{
    public static readonly Tampering None = new();

    public Func<World, World> World { get; init; } = world => world;

    public Func<IStateStore, IStateStore> Store { get; init; } = store => store;

    public Func<IRunDispatcher, IRunDispatcher> Dispatcher { get; init; } = dispatcher => dispatcher;

    /// <summary>Whether what failed for good is kept.</summary>
    public bool KeepsLetters { get; init; } = true;
}
