using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Core.Communication;

/// <summary>Pages of one kind and component that wait for the window's end.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Component">On which component.</param>
/// <param name="Count">How often.</param>
/// <param name="FirstAt">When first.</param>
/// <param name="LastAt">When last.</param>
/// <param name="LastWords">What the last one said.</param>
public sealed record GatheredPages(
    string Kind,
    ComponentName Component,
    int Count,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    string LastWords);
