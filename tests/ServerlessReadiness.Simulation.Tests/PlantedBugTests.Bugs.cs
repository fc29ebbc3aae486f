using System.Reflection;
using System.Text;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Simulation.Ports;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>The bugs themselves.</summary>
public sealed partial class PlantedBugTests
{
    private static Tampering Fleets(Func<IFleets, MethodInfo, object?[], object?> bug) => new()
    {
        World = world => world with { Fleets = Plant.In(world.Fleets, bug) },
    };

    private static async Task<ListenerSnapshot> WithoutAsync(
        IListeners real,
        Resource.Listener listener,
        HashSet<string> gone,
        CancellationToken token)
    {
        var seen = await real.ReadAsync(listener, token);
        return seen with { Rules = [.. seen.Rules.Where(r => !gone.Contains(r.Arn))] };
    }

    private static async Task TerminateManyAsync(
        IFleets real,
        Resource.AutoScalingGroup group,
        Change.TerminateMember change,
        CancellationToken token)
    {
        var members = (await real.ReadAsync(group, GroupDetails.None, token)).Members;
        foreach (var member in members.Where(m => m.Instance != change.Instance).Take(members.Count / 2))
        {
            await real.PerformAsync(group, change with { Instance = member.Instance }, token);
        }

        await real.PerformAsync(group, change, token);
    }

    private static async Task<GroupSnapshot> UnarmedAsync(
        IFleets real,
        Resource.AutoScalingGroup group,
        GroupDetails details,
        CancellationToken token) => await real.ReadAsync(group, details, token) with { Armed = [] };

    private static Func<IReadOnlyList<StateWrite>, IReadOnlyList<StateWrite>> Without(string part) => writes =>
    [
        .. writes.Where(w => w is not StateWrite.Put put
            || !put.Address.Pk.Contains("#JOURNAL#", StringComparison.Ordinal)
            || !Text(put.Json).Contains(part, StringComparison.Ordinal)),
    ];

    /// <summary>The first holder's word stays in the table; what others write over it is not kept.</summary>
    private static bool IsOfHolder(StateWrite write, Dictionary<StateAddress, string?> holders)
    {
        if (write is not StateWrite.Put { Address.Sk: "RESOURCE" } put)
        {
            return true;
        }

        var lease = System.Text.Json.Nodes.JsonNode.Parse(put.Json.Span)!["lease"];
        var holder = lease?["holder"]?.ToString();
        var first = holders.GetValueOrDefault(put.Address);
        if (first is not null && holder is not null && holder != first)
        {
            return false;
        }

        holders[put.Address] = holder;
        return true;
    }

    private static StateDocument Unleased(StateDocument document)
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(document.Json.Span)!.AsObject();
        json["lease"] = null;
        return document with { Json = Encoding.UTF8.GetBytes(json.ToJsonString()) };
    }

    private static bool IsAlarm(StateAddress address) =>
        address.Sk.StartsWith(StateKeys.AlarmPrefix, StringComparison.Ordinal);

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}
