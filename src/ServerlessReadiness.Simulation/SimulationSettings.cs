using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Ports;

namespace ServerlessReadiness.Simulation;

/// <summary>What is played.</summary>
/// <param name="Seed">One seed, one history.</param>
/// <param name="WithAutomation">
/// False plays the same weather for the account alone, with its own scaling policies and nothing of ours.
/// </param>
public sealed record SimulationSettings(ulong Seed, bool WithAutomation = true)
{
    /// <summary>What is different from the plan.</summary>
    public WhatIf WhatIf { get; init; } = WhatIf.AsPlanned;

    /// <summary>Faults at stated instants; the seed's own weather comes on top.</summary>
    public IReadOnlyList<PlannedFault> Faults { get; init; } = [];

    /// <summary>What the seed draws by itself.</summary>
    public Weather Weather { get; init; } = Weather.Usual;

    /// <summary>
    /// Whether minutes, timeline and journal are kept for a report; without them a seed is played in less time.
    /// </summary>
    public bool Records { get; init; } = true;

    /// <summary>
    /// When the simulated people leave commands and answers to somebody who looks on; null when they never do.
    /// </summary>
    internal DateTimeOffset? PeopleLeaveAt { get; init; }

    /// <summary>Whether Clock keeps the document of the war-room page. Nobody looks at the page of a rehearsal.</summary>
    internal bool KeepsSnapshots { get; init; }

    /// <summary>For tests of the checkers.</summary>
    internal Tampering Tampering { get; init; } = Tampering.None;
}
