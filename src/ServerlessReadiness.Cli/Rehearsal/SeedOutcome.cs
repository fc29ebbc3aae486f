using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Rehearsal;

/// <summary>What became of the plan in one seed's weather.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Holds">Whether every criterion held and no invariant was violated.</param>
/// <param name="ServedPercent">Of the requests in Live; null when there were none.</param>
/// <param name="ReliefMinutes">The longest time from pressure to relief.</param>
/// <param name="ExtraSpend">Null when the plan gives no prices.</param>
/// <param name="Violations">Invariants that did not hold.</param>
internal sealed record SeedOutcome(
    ulong Seed,
    bool Holds,
    decimal? ServedPercent,
    decimal ReliefMinutes,
    decimal? ExtraSpend,
    IReadOnlyList<InvariantViolation> Violations);
