using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Reports;

/// <summary>Like things that automation did, or declined to do, told once.</summary>
/// <param name="What">The effect or the verdict, as the journal has it; of several the newest.</param>
/// <param name="Component">On which component, if one.</param>
/// <param name="Count">How many.</param>
/// <param name="LastAt">When the newest was.</param>
/// <param name="Reason">The recorded reason; of several the most frequent.</param>
public sealed record ReportedDeed(
    string What,
    ComponentName? Component,
    int Count,
    DateTimeOffset LastAt,
    string Reason);
