using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>What steers traffic and turns it away, and the user's own automation.</summary>
internal sealed partial class SimulatedPorts : IDns, IListeners, IZones, IAutomations
{
    public Task<RecordsSnapshot> ReadAsync(Resource.DnsRecords records, CancellationToken cancellationToken) =>
        ReadAsync(records.Label, () => RecordsOf(records).SnapshotAt(scheduler.NowMs));

    public Task<string> PerformAsync(
        Resource.DnsRecords records,
        Change.SetRecords change,
        CancellationToken cancellationToken) => ChangeAsync(
        change,
        () => account.Require(records),
        () => RecordsOf(records).Set(change.From, change.To, scheduler.NowMs));

    public Task PerformAsync(
        Resource.DnsRecords records,
        Change.InvertHealthCheck change,
        CancellationToken cancellationToken) => ChangeAsync(
        change,
        () => account.Require(records),
        () => RecordsOf(records).Invert(change.HealthCheckId, change.To, change.Version, scheduler.NowMs));

    public Task<ReceiptSnapshot> ReadReceiptAsync(
        Resource.DnsRecords records,
        string receipt,
        CancellationToken cancellationToken) =>
        ReadAsync(records.Label, () => RecordsOf(records).ReceiptAt(receipt, scheduler.NowMs));

    public Task<ListenerSnapshot> ReadAsync(Resource.Listener listener, CancellationToken cancellationToken) =>
        ReadAsync(listener.Label, () => ListenerOf(listener).Snapshot());

    public Task PerformAsync(
        Resource.Listener listener,
        Change.CreateListenerRule change,
        CancellationToken cancellationToken) => ChangeAsync(
        change,
        () => account.Require(listener),
        () => ListenerOf(listener).Create(change.Rule));

    public Task PerformAsync(
        Resource.Listener listener,
        Change.DeleteListenerRule change,
        CancellationToken cancellationToken) => ChangeAsync(
        change,
        () => account.Require(listener),
        () => ListenerOf(listener).Delete(change.Rule));

    public Task<ZonesSnapshot> ReadAsync(Resource resource, CancellationToken cancellationToken) => ReadAsync(
        resource.Label,
        () => ZonesOf(resource).SnapshotAt(
            scheduler.NowMs,
            zone => account.Require(resource).Units is not SimulatedGroup group || group.IsOpen(zone)));

    public Task PerformAsync(
        Resource resource,
        Change.StartZonalShift change,
        CancellationToken cancellationToken) => ChangeAsync(
        change,
        () => account.Require(resource),
        () => ZonesOf(resource).Start(change, scheduler.NowMs));

    public Task PerformAsync(
        Resource resource,
        Change.CancelZonalShift change,
        CancellationToken cancellationToken) => ChangeAsync(
        change,
        () => account.Require(resource),
        () => ZonesOf(resource).Cancel(change, scheduler.NowMs));

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.SetGroupSubnets change,
        CancellationToken cancellationToken) =>
        DoAsync(group, change, (g, now) => g.SetSubnets(change.From, change.To, ZonesOf(group), now));

    public Task<string> PerformAsync(
        Location location,
        Change.StartAutomation change,
        CancellationToken cancellationToken) =>
        ChangeAsync(change, () => null, () => account.Automations.Start(change, scheduler.NowMs));

    public Task<string> PerformAsync(
        Location location,
        Change.InvokeFunction change,
        CancellationToken cancellationToken) =>
        ChangeAsync(change, () => null, () => account.Automations.Invoke(change));

    public Task<ReceiptSnapshot> ReadReceiptAsync(
        Location location,
        string receipt,
        CancellationToken cancellationToken) =>
        ReadAsync("the execution", () => account.Automations.ReceiptAt(receipt, scheduler.NowMs));

    private SimulatedRecords RecordsOf(Resource.DnsRecords records) =>
        account.Require(records).Records ?? throw SimulatedAccount.Missing(records.Label);

    private SimulatedListener ListenerOf(Resource.Listener listener) =>
        account.Require(listener).Listener ?? throw SimulatedAccount.Missing(listener.Label);

    private SimulatedZones ZonesOf(Resource resource) =>
        account.Require(resource).Zones ?? throw SimulatedAccount.Missing($"zones of {resource.Label}");
}
