using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Runs;

/// <summary>What of a run and its plan tells where a step's world is to be looked for.</summary>
/// <param name="Plan">The plan version that the run is pinned to.</param>
/// <param name="Run">The run.</param>
public sealed record StepBackground(CompiledPlan Plan, Run Run);
