using System.Globalization;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>What a group is made of and lives in.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Region">Its region.</param>
/// <param name="Number">Its number in the account, from 0; makes its instances' ids its own.</param>
/// <param name="Zones">How many Availability Zones it spans.</param>
/// <param name="HasPolicies">Whether it has scaling policies of its own.</param>
/// <param name="Boots">How its launches go.</param>
/// <param name="Conditions">What they meet.</param>
/// <param name="Chance">Draws of the group: which members a fault hits, how late a schedule fires.</param>
/// <param name="Launched">Is told of each instance.</param>
internal sealed record GroupSetup(
    string Name,
    string Region,
    int Number,
    int Zones,
    bool HasPolicies,
    Boots Boots,
    Conditions Conditions,
    SimulatedChance Chance,
    Action<Machine, SimulatedGroup> Launched)
{
    /// <summary>Its lifecycle hooks.</summary>
    public IReadOnlyList<HookTerms> Hooks { get; init; } = [];

    /// <summary>Is told of each instance that begins to wait in one.</summary>
    public Action<HookWaiting> Waits { get; init; } = _ => { };

    public string ZoneName(int zone) => string.Create(CultureInfo.InvariantCulture, $"{Region}{(char)('a' + zone)}");
}
