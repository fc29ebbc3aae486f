using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Recovery;

/// <summary>A drill that is not over.</summary>
/// <param name="Run">The contingency's run.</param>
/// <param name="StartedAt">From when its time is measured.</param>
/// <param name="By">Who started it.</param>
/// <param name="Reason">Why.</param>
/// <param name="PlanVersion">The plan's version.</param>
/// <param name="Fingerprint">Of the plan's parts that it depends on.</param>
/// <param name="Back">The run that goes back; null until it was started.</param>
/// <param name="Result">What was measured; null until service was back, or never came back.</param>
public sealed record DrillUnderWay(
    RunId Run,
    DateTimeOffset StartedAt,
    string By,
    string Reason,
    int PlanVersion,
    string Fingerprint,
    RunId? Back,
    DrillResult? Result);
