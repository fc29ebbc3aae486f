using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>Listeners, zones and the user's own automation.</summary>
public sealed partial class FakeWorld
{
    private readonly Dictionary<string, FakeListener> _listeners = new(StringComparer.Ordinal);

    public FakeAutomations Automations { get; } = new(time);

    public FakeListener AddListener(Resource.Listener resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var listener = new FakeListener();
        _listeners.Add(resource.Key, listener);
        return listener;
    }

    internal FakeListener Listener(Resource.Listener resource) =>
        _listeners.GetValueOrDefault(resource.Key) ?? throw NotFound(resource.Label);

    internal ZonesSnapshot Zones(Resource resource) => resource switch
    {
        Resource.Listener listener => Listener(listener).ZonesAt(time.GetUtcNow()),
        Resource.AutoScalingGroup group => new ZonesSnapshot(EquatableList.From(Group(group.Name).Zones), [], false),
        _ => throw NotFound($"zone of {resource.Label}"),
    };

    /// <summary>A change of a listener or a group, by its key or name.</summary>
    internal string Do(string key, Change change)
    {
        var refusal = _listeners.TryGetValue(key, out var listener)
            ? listener.Perform(change, time.GetUtcNow())
            : Group(key).Perform(change, time.GetUtcNow());
        return refusal is null ? "" : throw Refused(change, refusal);
    }
}
