namespace ServerlessReadiness.Simulation.Results;

/// <summary>One minute of a played event.</summary>
/// <param name="At">Its start.</param>
/// <param name="Requests">Requests from outside.</param>
/// <param name="Components">Every component, in the plan's order.</param>
public sealed record Minute(DateTimeOffset At, RequestTotals Requests, IReadOnlyList<ComponentMinute> Components);
