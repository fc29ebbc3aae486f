using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Communication;

/// <summary>A page that is about to leave.</summary>
/// <param name="Run">The run that calls.</param>
/// <param name="Kind">What happened, in the decision's word.</param>
/// <param name="Component">On which component.</param>
/// <param name="Gravity">How long it may wait.</param>
/// <param name="Words">What it says, in a line.</param>
public sealed record PageNotice(RunId Run, string Kind, ComponentName Component, Gravity Gravity, string Words);
