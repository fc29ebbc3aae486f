using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>A line of the timeline: one thing, or like things that happened together.</summary>
/// <param name="At">When it began.</param>
/// <param name="Until">When it ended; null for one instant, or when it was not over.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Component">Which component; null for the event as a whole.</param>
/// <param name="What">In the words that were recorded.</param>
/// <param name="Count">How many records it stands for.</param>
/// <param name="Cause">Why, in the words that were recorded; null when the words say it.</param>
public sealed record TimelineLine(
    DateTimeOffset At,
    DateTimeOffset? Until,
    TimelineKind Kind,
    ComponentName? Component,
    string What,
    int Count,
    string? Cause);
