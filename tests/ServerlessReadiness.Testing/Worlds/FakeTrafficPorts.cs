using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>The ports to listeners, zones and the user's own automation of a <see cref="FakeWorld"/>, for one host.</summary>
internal sealed class FakeTrafficPorts(FakeWorld world, IPortHook hook) : IListeners, IZones, IAutomations
{
    public Task<ListenerSnapshot> ReadAsync(Resource.Listener listener, CancellationToken cancellationToken) =>
        ReadAsync($"read {listener.Label}", () => world.Listener(listener).Snapshot());

    public Task PerformAsync(
        Resource.Listener listener,
        Change.CreateListenerRule change,
        CancellationToken cancellationToken) => EffectAsync(listener.Key, change);

    public Task PerformAsync(
        Resource.Listener listener,
        Change.DeleteListenerRule change,
        CancellationToken cancellationToken) => EffectAsync(listener.Key, change);

    public Task<ZonesSnapshot> ReadAsync(Resource resource, CancellationToken cancellationToken) =>
        ReadAsync($"read zones of {resource.Label}", () => world.Zones(resource));

    public Task PerformAsync(Resource resource, Change.StartZonalShift change, CancellationToken cancellationToken) =>
        EffectAsync(resource.Key, change);

    public Task PerformAsync(Resource resource, Change.CancelZonalShift change, CancellationToken cancellationToken) =>
        EffectAsync(resource.Key, change);

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.SetGroupSubnets change,
        CancellationToken cancellationToken) => EffectAsync(group.Name, change);

    public Task<string> PerformAsync(
        Location location,
        Change.StartAutomation change,
        CancellationToken cancellationToken) => AnswerAsync(change, () => world.Automations.Start(change));

    public Task<string> PerformAsync(
        Location location,
        Change.InvokeFunction change,
        CancellationToken cancellationToken) => AnswerAsync(change, () => world.Automations.Invoke(change));

    public Task<ReceiptSnapshot> ReadReceiptAsync(
        Location location,
        string receipt,
        CancellationToken cancellationToken) =>
        ReadAsync($"read {receipt}", () => world.Automations.Read(receipt));

    private async Task<T> ReadAsync<T>(string call, Func<T> read)
    {
        await hook.BeforeAsync(call, isEffect: false);
        world.Note(call);
        var result = read();
        await hook.AfterAsync(call, isEffect: false);
        return result;
    }

    private Task<string> EffectAsync(string key, Change change) => AnswerAsync(change, () => world.Do(key, change));

    private async Task<string> AnswerAsync(Change change, Func<string> effect)
    {
        await hook.BeforeAsync(change.Describe(), isEffect: true);
        try
        {
            return world.Perform(change, effect);
        }
        finally
        {
            // Also a call whose answer is an error may be the one after which the process dies.
            await hook.AfterAsync(change.Describe(), isEffect: true);
        }
    }
}
