using ServerlessReadiness.Core.Criteria;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>A success criterion with what was measured of it; null where nothing could be.</summary>
public sealed record CriterionVerdict(SuccessCriterion Criterion, CriterionResult? Result);
