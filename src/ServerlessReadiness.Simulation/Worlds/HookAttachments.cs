using System.Globalization;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>
/// What hangs on the simulated account's instances. A pool has as many interfaces and addresses as are ever asked for:
/// what is free is made up, what was taken is remembered.
/// </summary>
internal sealed class HookAttachments
{
    private const long DrainMs = 45 * Instant.SecondMs;
    private const long CommandMs = 20 * Instant.SecondMs;
    private const long RegistrationMs = 10 * Instant.SecondMs;
    private const int FreeShown = 8;

    private readonly SortedDictionary<string, InstanceId> _interfaces = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, InstanceId> _addresses = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, EquatableList<SettingValue>> _tags = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (long SinceMs, bool Draining)> _targets = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _commands = new(StringComparer.Ordinal);

    public InterfacesSnapshot Interfaces(InstanceId instance) => new(
        [.. _interfaces.Where(i => i.Value == instance)
            .Select((i, n) => new AttachedInterface(i.Key, $"attach-{i.Key}", "attached", n + 1))],
        Free(_interfaces, "eni-"),
        1 + _interfaces.Count(i => i.Value == instance));

    public AddressesSnapshot Addresses(InstanceId instance) => new(
        [.. _addresses.Where(a => a.Value == instance).Select(a => a.Key)],
        Free(_addresses, "eipalloc-"));

    public EquatableList<SettingValue> Tags(InstanceId instance) => _tags.GetValueOrDefault(instance.Value) ?? [];

    /// <param name="machine">The instance.</param>
    /// <param name="targetGroup">The target group's ARN.</param>
    /// <param name="nowMs">The present instant.</param>
    /// <remarks>A target is healthy once the application has booted.</remarks>
    public TargetHealth Target(Machine machine, string targetGroup, long nowMs) =>
        !_targets.TryGetValue(Key(machine.Id, targetGroup), out var target)
            ? new TargetHealth(targetGroup, TargetHealth.Absent, null)
            : new TargetHealth(
                targetGroup,
                (target.Draining, nowMs - target.SinceMs) switch
                {
                    (true, < DrainMs) => "draining",
                    (true, _) => TargetHealth.Absent,
                    (false, < RegistrationMs) => "initial",
                    _ => nowMs >= machine.ReadyMs && machine is { NeverServes: false, IsImpaired: false }
                        ? "healthy"
                        : "unhealthy",
                },
                null);

    public CommandSnapshot Command(string token, long nowMs) => !_commands.TryGetValue(token, out var sentMs)
        ? new CommandSnapshot(AgentOnline: true, null, "Online")
        : new CommandSnapshot(
            AgentOnline: true,
            nowMs - sentMs < CommandMs ? ReceiptState.Pending : ReceiptState.Done,
            nowMs - sentMs < CommandMs ? "InProgress" : "Success");

    /// <returns>Whether it is the instance's now; false when another has it.</returns>
    public bool TakeInterface(string id, InstanceId instance) => Take(_interfaces, id, instance);

    public bool TakeAddress(string id, InstanceId instance) => Take(_addresses, id, instance);

    public void Detach(string id) => _interfaces.Remove(id);

    public void Tag(InstanceId instance, EquatableList<SettingValue> tags) => _tags[instance.Value] =
        EquatableList.From(Tags(instance).Where(t => tags.All(n => n.Name != t.Name)).Concat(tags));

    public void Register(InstanceId instance, string targetGroup, long nowMs) =>
        _targets[Key(instance, targetGroup)] = (nowMs, false);

    public void Deregister(InstanceId instance, string targetGroup, long nowMs) =>
        _targets[Key(instance, targetGroup)] = (nowMs, true);

    public void Send(string token, long nowMs) => _commands.TryAdd(token, nowMs);

    private static bool Take(SortedDictionary<string, InstanceId> pool, string id, InstanceId instance)
    {
        if (pool.TryGetValue(id, out var owner) && owner != instance)
        {
            return false;
        }

        pool[id] = instance;
        return true;
    }

    private static EquatableList<string> Free(SortedDictionary<string, InstanceId> pool, string prefix) =>
        EquatableList.From(Enumerable.Range(1, pool.Count + FreeShown)
            .Select(i => prefix + i.ToString("x8", CultureInfo.InvariantCulture))
            .Where(id => !pool.ContainsKey(id))
            .Take(FreeShown));

    private static string Key(InstanceId instance, string targetGroup) => $"{instance} {targetGroup}";
}
