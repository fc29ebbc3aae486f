using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Snapshots;

/// <summary>A step of a run.</summary>
/// <param name="Step">Its name.</param>
/// <param name="State">Where it is.</param>
/// <param name="Reason">Why it is there.</param>
public sealed record StepView(string Step, StepState State, string Reason);
