using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Criteria;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>One world as played, measured against the plan.</summary>
/// <param name="Result">What happened.</param>
/// <param name="Facts">What the criteria measure.</param>
/// <param name="Criteria">Whether each held.</param>
internal sealed record RehearsedWorld(
    SimulationResult Result,
    CriterionFacts Facts,
    EquatableList<CriterionResult> Criteria)
{
    /// <summary>Every criterion held and no invariant was violated.</summary>
    public bool Holds => Criteria.All(c => c.Held) && Result.Violations.Count == 0;
}
