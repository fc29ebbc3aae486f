using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Plans;

/// <summary>What came of compiling a plan: the compiled plan, or everything that is wrong with its text.</summary>
/// <param name="Plan">Null when there are problems.</param>
/// <param name="Problems">All of them, in the order of their positions; empty when there is a plan.</param>
public sealed record PlanCompilation(CompiledPlan? Plan, IReadOnlyList<PlanTextProblem> Problems)
{
    /// <summary>What a person should know though the plan is sound, such as what cannot be undone.</summary>
    public IReadOnlyList<PlanTextProblem> Notices { get; init; } = [];
}
