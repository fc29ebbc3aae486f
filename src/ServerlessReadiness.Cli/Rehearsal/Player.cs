using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>Plays one world to its end; the simulator, or what a test puts in its place.</summary>
/// <param name="plan">The plan.</param>
/// <param name="settings">What is played.</param>
/// <param name="progress">Is told the instant that was reached, from the playing thread; null for nobody.</param>
internal delegate SimulationResult Player(
    CompiledPlan plan,
    SimulationSettings settings,
    Action<DateTimeOffset>? progress);
