using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Recovery;

namespace ServerlessReadiness.Application.Recovery;

/// <summary>How far a contingency can be relied on.</summary>
/// <param name="Contingency">The contingency, as the plan in force has it.</param>
/// <param name="Record">What came of trying it; null when it never was.</param>
/// <param name="Doubt">Why nobody knows that it works as the plan has it now; null when it is known.</param>
public sealed record ContingencyStatus(Contingency Contingency, DrillRecord? Record, string? Doubt);
