namespace ServerlessReadiness.Simulation.Results;

/// <summary>One hour of a played event.</summary>
/// <param name="At">Its start.</param>
/// <param name="Requests">Requests from outside.</param>
/// <param name="UnitHours">Capacity that was paid for.</param>
/// <param name="Cost">Its price; null when the plan gives none.</param>
/// <param name="ExtraCost">The part beyond the normal capacity; null when the plan gives no prices.</param>
public sealed record Hour(
    DateTimeOffset At,
    RequestTotals Requests,
    decimal UnitHours,
    decimal? Cost,
    decimal? ExtraCost);
