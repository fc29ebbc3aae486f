using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Simulation.Results;

/// <summary>One component at a minute's end.</summary>
/// <param name="Component">Which.</param>
/// <param name="Minimum">Its lower bound.</param>
/// <param name="Maximum">Its upper bound.</param>
/// <param name="Desired">What it tries to reach.</param>
/// <param name="InService">Units that serve.</param>
/// <param name="Offered">Requests offered to it in this minute.</param>
/// <param name="Served">Requests that it served in this minute.</param>
/// <param name="Shed">Requests turned away before they reached it in this minute; not part of those offered.</param>
/// <param name="UsePercent">Offered against what its units can serve; over 100 means that some fail.</param>
public sealed record ComponentMinute(
    ComponentName Component,
    int Minimum,
    int Maximum,
    int Desired,
    int InService,
    long Offered,
    long Served,
    long Shed,
    int UsePercent);
