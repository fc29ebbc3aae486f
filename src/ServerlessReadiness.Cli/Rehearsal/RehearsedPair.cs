using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>The same weather played twice: with our functions, and for the account alone.</summary>
internal sealed record RehearsedPair(
    CompiledPlan Plan,
    RehearsalOptions Options,
    RehearsedWorld With,
    RehearsedWorld Without,
    SeedSeries? Seeds)
{
    /// <summary>The plan's contingencies, each played by itself.</summary>
    public IReadOnlyList<ContingencyOutcome> Contingencies { get; init; } = [];

    /// <summary>The plan holds in the world that is shown, and in enough of the others, and its
    /// contingencies bring service back in time.</summary>
    public bool Holds => With.Holds && Seeds is not { Holds: false } && Contingencies.All(c => c.Holds);
}
