using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Ports;

/// <summary>Ports of a world in which there is nothing of the kind: every call says so.</summary>
public sealed class AbsentPorts : IDns, IListeners, IZones, IAutomations
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

    private static PortException Absent(string label) =>
        new(PortFailure.NotFound, $"There is no {label} in this world.");
}
