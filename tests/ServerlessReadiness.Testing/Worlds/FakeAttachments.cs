using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>What hangs on instances: interfaces, addresses, tags, target groups, commands.</summary>
public sealed class FakeAttachments
{
    private readonly SortedDictionary<string, (SettingValue? Tag, InstanceId? On)> _interfaces = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (SettingValue? Tag, InstanceId? On)> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<InstanceId, List<SettingValue>> _tags = [];
    private readonly Dictionary<(string, InstanceId), (DateTimeOffset Since, bool Draining)> _targets = [];
    private readonly Dictionary<string, (Change.SendCommand Sent, DateTimeOffset At)> _commands = new(StringComparer.Ordinal);

    /// <summary>From a registration until the target is healthy.</summary>
    public TimeSpan HealthyAfter { get; set; } = TimeSpan.FromSeconds(30);

    public TimeSpan DrainTakes { get; set; } = TimeSpan.FromSeconds(45);

    public TimeSpan CommandTakes { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>What a command says when it fails; null for success.</summary>
    public string? CommandFails { get; set; }

    public bool AgentOnline { get; set; } = true;

    public int CommandsSent => _commands.Count;

    public IEnumerable<Change.SendCommand> Commands => _commands.Values.Select(c => c.Sent);

    public static bool Handles(Change change) => change is Change.AttachInterface or Change.DetachInterface
        or Change.AssociateAddress or Change.TagInstance or Change.RegisterTarget or Change.DeregisterTarget
        or Change.SendCommand;

    public void AddInterface(string id, SettingValue? tag = null) => _interfaces[id] = (tag, null);

    public void AddAddress(string id, SettingValue? tag = null) => _addresses[id] = (tag, null);

    public void AddTarget(string targetGroup, InstanceId instance, DateTimeOffset since) =>
        _targets[(targetGroup, instance)] = (since, false);

    public InstanceId? OwnerOfInterface(string id) => _interfaces[id].On;

    public InstanceId? OwnerOfAddress(string id) => _addresses[id].On;

    public InterfacesSnapshot Interfaces(InstanceId instance, PoolPick pick)
    {
        var ours = _interfaces.Where(i => Fits(pick, i.Key, i.Value.Tag)).ToList();
        return new InterfacesSnapshot(
            [.. ours.Where(i => i.Value.On == instance)
                .Select((i, n) => new AttachedInterface(i.Key, $"eni-attach-{i.Key}", "attached", n + 1))],
            [.. ours.Where(i => i.Value.On is null).Select(i => i.Key)],
            1 + _interfaces.Count(i => i.Value.On == instance),
            ours.Count == 0 ? $"there is none with {pick}" : "all are in use");
    }

    public AddressesSnapshot Addresses(InstanceId instance, PoolPick pick)
    {
        var ours = _addresses.Where(i => Fits(pick, i.Key, i.Value.Tag)).ToList();
        return new AddressesSnapshot(
            [.. ours.Where(i => i.Value.On == instance).Select(i => i.Key)],
            [.. ours.Where(i => i.Value.On is null).Select(i => i.Key)],
            ours.Count == 0 ? $"there is none with {pick}" : "all are in use");
    }

    public EquatableList<SettingValue> Tags(InstanceId instance) => [.. _tags.GetValueOrDefault(instance) ?? []];

    public EquatableList<TargetHealth> Targets(
        InstanceId instance,
        EquatableList<string> targetGroups,
        DateTimeOffset now) => EquatableList.From(targetGroups.Select(g =>
        _targets.TryGetValue((g, instance), out var target)
            ? target.Draining
                ? new TargetHealth(g, now - target.Since < DrainTakes ? "draining" : TargetHealth.Absent, null)
                : new TargetHealth(g, now - target.Since < HealthyAfter ? "initial" : "healthy", null)
            : new TargetHealth(g, TargetHealth.Absent, null)));

    public CommandSnapshot Command(string token, DateTimeOffset now) =>
        !_commands.TryGetValue(token, out var sent) ? new CommandSnapshot(AgentOnline, null, AgentOnline ? "online" : "not registered")
        : now - sent.At < CommandTakes ? new CommandSnapshot(true, ReceiptState.Pending, "InProgress")
        : CommandFails is { } words ? new CommandSnapshot(true, ReceiptState.Failed, words)
        : new CommandSnapshot(true, ReceiptState.Done, "Success");

    /// <summary>As it was before the test begins.</summary>
    public void Begin(Change change, DateTimeOffset now) => Perform(change, now);

    internal string? Perform(Change change, DateTimeOffset now)
    {
        switch (change)
        {
            case Change.AttachInterface c:
                return Take(_interfaces, c.InterfaceId, c.Instance);
            case Change.DetachInterface c:
                _interfaces[c.InterfaceId] = _interfaces[c.InterfaceId] with { On = null };
                return null;
            case Change.AssociateAddress c:
                return Take(_addresses, c.AllocationId, c.Instance);
            case Change.TagInstance c:
                _tags[c.Instance] = [.. Tags(c.Instance).Where(t => c.Tags.All(n => n.Name != t.Name)), .. c.Tags];
                return null;
            case Change.RegisterTarget c:
                _targets[(c.TargetGroup, c.Instance)] = (now, false);
                return null;
            case Change.DeregisterTarget c:
                _targets[(c.TargetGroup, c.Instance)] = (now, true);
                return null;
            case Change.SendCommand c:
                _commands[c.Token + (_commands.ContainsKey(c.Token) ? $" again {_commands.Count}" : "")] = (c, now);
                return null;
            default:
                return $"nothing hangs on an instance that could {change.Describe()}";
        }
    }

    private static bool Fits(PoolPick pick, string id, SettingValue? tag) =>
        pick.Id is { } wanted ? id == wanted : tag is not null && tag == pick.Pool;

    private static string? Take(
        SortedDictionary<string, (SettingValue? Tag, InstanceId? On)> pool,
        string id,
        InstanceId instance)
    {
        if (!pool.TryGetValue(id, out var known) || (known.On is { } other && other != instance))
        {
            return $"{id} is in use";
        }

        pool[id] = known with { On = instance };
        return null;
    }
}
