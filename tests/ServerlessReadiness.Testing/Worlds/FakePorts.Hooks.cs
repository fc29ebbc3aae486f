using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Testing.Worlds;

internal sealed partial class FakePorts : IHooks, IAttachments
{
    Task<IReadOnlyList<HookTerms>> IHooks.ReadAsync(Resource.AutoScalingGroup group, CancellationToken cancellationToken) =>
        ReadAsync($"read hooks of {group.Name}", () => world.Group(group.Name).Hooks);

    public Task<string> ReadStateAsync(Location location, InstanceId instance, CancellationToken cancellationToken) =>
        ReadAsync($"read state of {instance}", () => world.StateOf(instance, world.Now));

    public Task PerformAsync(Resource.AutoScalingGroup group, Change.CompleteHook change, CancellationToken cancellationToken) =>
        EffectAsync(group.Name, change);

    public Task PerformAsync(Resource.AutoScalingGroup group, Change.BeatHook change, CancellationToken cancellationToken) =>
        EffectAsync(group.Name, change);

    public Task<InterfacesSnapshot> ReadInterfacesAsync(
        Location location, InstanceId instance, PoolPick pick, CancellationToken cancellationToken) =>
        ReadAsync($"read interfaces of {instance}", () => world.Attachments.Interfaces(instance, pick));

    public Task<AddressesSnapshot> ReadAddressesAsync(
        Location location, InstanceId instance, PoolPick pick, CancellationToken cancellationToken) =>
        ReadAsync($"read addresses of {instance}", () => world.Attachments.Addresses(instance, pick));

    public Task<EquatableList<SettingValue>> ReadTagsAsync(
        Location location, InstanceId instance, CancellationToken cancellationToken) =>
        ReadAsync($"read tags of {instance}", () => world.Attachments.Tags(instance));

    public Task<EquatableList<TargetHealth>> ReadTargetsAsync(
        Location location, InstanceId instance, EquatableList<string> targetGroups, CancellationToken cancellationToken) =>
        ReadAsync($"read targets of {instance}", () => world.Attachments.Targets(instance, targetGroups, world.Now));

    public Task<CommandSnapshot> ReadCommandAsync(
        Location location, InstanceId instance, string token, CancellationToken cancellationToken) =>
        ReadAsync($"read command on {instance}", () => world.Attachments.Command(token, world.Now));

    public Task PerformAsync(Location location, Change.AttachInterface change, CancellationToken cancellationToken) =>
        EffectAsync(null, change);

    public Task PerformAsync(Location location, Change.DetachInterface change, CancellationToken cancellationToken) =>
        EffectAsync(null, change);

    public Task PerformAsync(Location location, Change.AssociateAddress change, CancellationToken cancellationToken) =>
        EffectAsync(null, change);

    public Task PerformAsync(Location location, Change.TagInstance change, CancellationToken cancellationToken) =>
        EffectAsync(null, change);

    public Task PerformAsync(Location location, Change.RegisterTarget change, CancellationToken cancellationToken) =>
        EffectAsync(null, change);

    public Task PerformAsync(Location location, Change.DeregisterTarget change, CancellationToken cancellationToken) =>
        EffectAsync(null, change);

    public Task PerformAsync(Location location, Change.SendCommand change, CancellationToken cancellationToken) =>
        EffectAsync(null, change);
}
