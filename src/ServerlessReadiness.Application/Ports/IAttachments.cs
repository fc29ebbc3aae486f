using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Application.Ports;

/// <summary>
/// What hangs on an instance: interfaces, addresses, tags, target groups, commands. A change is one attempt.
/// </summary>
/// <remarks>Every method throws <see cref="PortException"/>.</remarks>
public interface IAttachments
{
    Task<InterfacesSnapshot> ReadInterfacesAsync(
        Location location,
        InstanceId instance,
        PoolPick pick,
        CancellationToken cancellationToken);

    Task<AddressesSnapshot> ReadAddressesAsync(
        Location location,
        InstanceId instance,
        PoolPick pick,
        CancellationToken cancellationToken);

    Task<EquatableList<SettingValue>> ReadTagsAsync(
        Location location,
        InstanceId instance,
        CancellationToken cancellationToken);

    /// <summary>One item for each target group, in their order.</summary>
    Task<EquatableList<TargetHealth>> ReadTargetsAsync(
        Location location,
        InstanceId instance,
        EquatableList<string> targetGroups,
        CancellationToken cancellationToken);

    /// <summary>What became of the command that was sent with this token.</summary>
    Task<CommandSnapshot> ReadCommandAsync(
        Location location,
        InstanceId instance,
        string token,
        CancellationToken cancellationToken);

    Task PerformAsync(Location location, Change.AttachInterface change, CancellationToken cancellationToken);

    Task PerformAsync(Location location, Change.DetachInterface change, CancellationToken cancellationToken);

    Task PerformAsync(Location location, Change.AssociateAddress change, CancellationToken cancellationToken);

    Task PerformAsync(Location location, Change.TagInstance change, CancellationToken cancellationToken);

    Task PerformAsync(Location location, Change.RegisterTarget change, CancellationToken cancellationToken);

    Task PerformAsync(Location location, Change.DeregisterTarget change, CancellationToken cancellationToken);

    Task PerformAsync(Location location, Change.SendCommand change, CancellationToken cancellationToken);
}
