namespace ServerlessReadiness.Core.Recovery;

/// <summary>One time that a contingency was tried.</summary>
/// <param name="At">When it was over.</param>
/// <param name="Kind">Where.</param>
/// <param name="By">Who started it.</param>
/// <param name="PlanVersion">The version of the plan that was tried.</param>
/// <param name="Fingerprint">Of the plan's parts that it depends on: another one has to be tried anew.</param>
/// <param name="Measured">Until service was back; null when it never was.</param>
/// <param name="Target">The target then.</param>
/// <param name="Holds">Whether it was back in time.</param>
/// <param name="Words">What happened.</param>
public sealed record DrillResult(
    DateTimeOffset At,
    DrillKind Kind,
    string By,
    int PlanVersion,
    string Fingerprint,
    TimeSpan? Measured,
    TimeSpan Target,
    bool Holds,
    string Words);
