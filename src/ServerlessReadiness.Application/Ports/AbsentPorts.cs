using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Ports of a world in which there is nothing of the kind: every call says so.</summary>
public sealed class AbsentPorts : IDns, IListeners, IZones, IAutomations, IHooks, IAttachments
{
    public static readonly AbsentPorts Instance = new();

    public Task<RecordsSnapshot> ReadAsync(Resource.DnsRecords records, CancellationToken cancellationToken) =>
        throw Absent(records.Label);

    public Task<string> PerformAsync(
        Resource.DnsRecords records,
        Change.SetRecords change,
        CancellationToken cancellationToken) => throw Absent(records.Label);

    public Task PerformAsync(
        Resource.DnsRecords records,
        Change.InvertHealthCheck change,
        CancellationToken cancellationToken) => throw Absent(records.Label);

    public Task<ReceiptSnapshot> ReadReceiptAsync(
        Resource.DnsRecords records,
        string receipt,
        CancellationToken cancellationToken) => throw Absent(records.Label);

    public Task<ListenerSnapshot> ReadAsync(Resource.Listener listener, CancellationToken cancellationToken) =>
        throw Absent(listener.Label);

    public Task PerformAsync(
        Resource.Listener listener,
        Change.CreateListenerRule change,
        CancellationToken cancellationToken) => throw Absent(listener.Label);

    public Task PerformAsync(
        Resource.Listener listener,
        Change.DeleteListenerRule change,
        CancellationToken cancellationToken) => throw Absent(listener.Label);

    public Task<ZonesSnapshot> ReadAsync(Resource resource, CancellationToken cancellationToken) =>
        throw Absent(resource.Label);

    public Task PerformAsync(
        Resource resource,
        Change.StartZonalShift change,
        CancellationToken cancellationToken) => throw Absent(resource.Label);

    public Task PerformAsync(
        Resource resource,
        Change.CancelZonalShift change,
        CancellationToken cancellationToken) => throw Absent(resource.Label);

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.SetGroupSubnets change,
        CancellationToken cancellationToken) => throw Absent(group.Label);

    public Task<string> PerformAsync(
        Location location,
        Change.StartAutomation change,
        CancellationToken cancellationToken) => throw Absent(change.Document);

    public Task<string> PerformAsync(
        Location location,
        Change.InvokeFunction change,
        CancellationToken cancellationToken) => throw Absent(change.Function);

    public Task<ReceiptSnapshot> ReadReceiptAsync(
        Location location,
        string receipt,
        CancellationToken cancellationToken) => throw Absent(receipt);

    Task<IReadOnlyList<HookTerms>> IHooks.ReadAsync(
        Resource.AutoScalingGroup group,
        CancellationToken cancellationToken) => throw Absent(group.Label);

    public Task<string> ReadStateAsync(
        Location location,
        InstanceId instance,
        CancellationToken cancellationToken) => throw Absent(instance.Value);

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.CompleteHook change,
        CancellationToken cancellationToken) => throw Absent(group.Label);

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.BeatHook change,
        CancellationToken cancellationToken) => throw Absent(group.Label);

    public Task<InterfacesSnapshot> ReadInterfacesAsync(
        Location location,
        InstanceId instance,
        PoolPick pick,
        CancellationToken cancellationToken) => throw Absent(instance.Value);

    public Task<AddressesSnapshot> ReadAddressesAsync(
        Location location,
        InstanceId instance,
        PoolPick pick,
        CancellationToken cancellationToken) => throw Absent(instance.Value);

    public Task<EquatableList<SettingValue>> ReadTagsAsync(
        Location location,
        InstanceId instance,
        CancellationToken cancellationToken) => throw Absent(instance.Value);

    public Task<EquatableList<TargetHealth>> ReadTargetsAsync(
        Location location,
        InstanceId instance,
        EquatableList<string> targetGroups,
        CancellationToken cancellationToken) => throw Absent(instance.Value);

    public Task<CommandSnapshot> ReadCommandAsync(
        Location location,
        InstanceId instance,
        string token,
        CancellationToken cancellationToken) => throw Absent(instance.Value);

    public Task PerformAsync(Location location, Change.AttachInterface change, CancellationToken cancellationToken) =>
        throw Absent(change.Instance.Value);

    public Task PerformAsync(Location location, Change.DetachInterface change, CancellationToken cancellationToken) =>
        throw Absent(change.Instance.Value);

    public Task PerformAsync(Location location, Change.AssociateAddress change, CancellationToken cancellationToken) =>
        throw Absent(change.Instance.Value);

    public Task PerformAsync(Location location, Change.TagInstance change, CancellationToken cancellationToken) =>
        throw Absent(change.Instance.Value);

    public Task PerformAsync(Location location, Change.RegisterTarget change, CancellationToken cancellationToken) =>
        throw Absent(change.Instance.Value);

    public Task PerformAsync(Location location, Change.DeregisterTarget change, CancellationToken cancellationToken) =>
        throw Absent(change.Instance.Value);

    public Task PerformAsync(Location location, Change.SendCommand change, CancellationToken cancellationToken) =>
        throw Absent(change.Instance.Value);

    private static PortException Absent(string label) =>
        new(PortFailure.NotFound, $"There is no {label} in this world.");
}
