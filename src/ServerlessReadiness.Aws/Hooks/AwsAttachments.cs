using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Aws.Hooks;

/// <summary>What hangs on an instance, each kind by the adapter of its service.</summary>
public sealed class AwsAttachments(AwsClients clients) : IAttachments
{
    private readonly Ec2Attachments _ec2 = new(clients);
    private readonly ElbTargets _targets = new(clients);
    private readonly SsmCommands _commands = new(clients);

    public Task<InterfacesSnapshot> ReadInterfacesAsync(
        Location location,
        InstanceId instance,
        PoolPick pick,
        CancellationToken cancellationToken) => _ec2.InterfacesAsync(location, instance, pick, cancellationToken);

    public Task<AddressesSnapshot> ReadAddressesAsync(
        Location location,
        InstanceId instance,
        PoolPick pick,
        CancellationToken cancellationToken) => _ec2.AddressesAsync(location, instance, pick, cancellationToken);

    public Task<EquatableList<SettingValue>> ReadTagsAsync(
        Location location,
        InstanceId instance,
        CancellationToken cancellationToken) => _ec2.TagsAsync(location, instance, cancellationToken);

    public Task<EquatableList<TargetHealth>> ReadTargetsAsync(
        Location location,
        InstanceId instance,
        EquatableList<string> targetGroups,
        CancellationToken cancellationToken) => _targets.ReadAsync(location, instance, targetGroups, cancellationToken);

    public Task<CommandSnapshot> ReadCommandAsync(
        Location location,
        InstanceId instance,
        string token,
        CancellationToken cancellationToken) => _commands.ReadAsync(location, instance, token, cancellationToken);

    public Task PerformAsync(Location location, Change.AttachInterface change, CancellationToken cancellationToken) =>
        _ec2.PerformAsync(location, change, cancellationToken);

    public Task PerformAsync(Location location, Change.DetachInterface change, CancellationToken cancellationToken) =>
        _ec2.PerformAsync(location, change, cancellationToken);

    public Task PerformAsync(Location location, Change.AssociateAddress change, CancellationToken cancellationToken) =>
        _ec2.PerformAsync(location, change, cancellationToken);

    public Task PerformAsync(Location location, Change.TagInstance change, CancellationToken cancellationToken) =>
        _ec2.PerformAsync(location, change, cancellationToken);

    public Task PerformAsync(Location location, Change.RegisterTarget change, CancellationToken cancellationToken) =>
        _targets.PerformAsync(location, change, cancellationToken);

    public Task PerformAsync(Location location, Change.DeregisterTarget change, CancellationToken cancellationToken) =>
        _targets.PerformAsync(location, change, cancellationToken);

    public Task PerformAsync(Location location, Change.SendCommand change, CancellationToken cancellationToken) =>
        _commands.PerformAsync(location, change, cancellationToken);
}
