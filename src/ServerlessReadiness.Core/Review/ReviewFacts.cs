using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Review;

/// <summary>
/// What a review looks at: the plan, and what was read of the accounts. Each pillar's part is in a file of its own; what
/// nobody read is <see cref="NotLooked"/>, so that no answer rests on it.
/// </summary>
/// <param name="Plan">The plan in force.</param>
/// <param name="Now">As of when.</param>
public sealed partial record ReviewFacts(CompiledPlan Plan, DateTimeOffset Now);
