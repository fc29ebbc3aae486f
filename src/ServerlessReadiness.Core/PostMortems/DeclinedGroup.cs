using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.PostMortems;

/// <summary>Something that automation declined to do, and how often.</summary>
/// <param name="Verdict">The decision, in a word.</param>
/// <param name="Component">On which component; null for none.</param>
/// <param name="Count">How often.</param>
/// <param name="First">When first.</param>
/// <param name="Reason">The most frequent reason, as recorded.</param>
public sealed record DeclinedGroup(
    string Verdict,
    ComponentName? Component,
    int Count,
    DateTimeOffset First,
    string Reason);
