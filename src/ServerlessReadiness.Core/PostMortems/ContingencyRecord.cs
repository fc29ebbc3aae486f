using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Recovery;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>A contingency of the plan with what came of trying it.</summary>
/// <param name="Contingency">As the plan has it.</param>
/// <param name="Record">Its drills and rehearsals; null for none.</param>
/// <param name="Doubt">Why nobody knows that it works as the plan has it now; null when it is known.</param>
public sealed record ContingencyRecord(Contingency Contingency, DrillRecord? Record, string? Doubt);
