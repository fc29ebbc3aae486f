using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Runs;

/// <summary>Reads of the world what a decision needs, all at once.</summary>
public sealed partial class WorldReader(World world, TimeProvider time)
{
    private readonly EndpointReader _endpoints = new(world, time);

    /// <summary>What a decision about a component needs that is about no step of a run.</summary>
    public Task<Observation> ObserveAsync(
        Component component,
        InstanceId? instance,
        ObservationNeeds needs,
        int? quotaHeadroom,
        CancellationToken cancellationToken) =>
        ObserveAsync(component, instance, needs, quotaHeadroom, background: null, cancellationToken);

    /// <summary>
    /// One round of parallel reads; the quota's headroom is known from the table, since measuring it takes several.
    /// What cannot be read is left null with its reason: the decision's rules say whether that stops them.
    /// </summary>
    public async Task<Observation> ObserveAsync(
        Component component,
        InstanceId? instance,
        ObservationNeeds needs,
        int? quotaHeadroom,
        StepBackground? background,
        CancellationToken cancellationToken)
    {
        var resource = component.Resource;
        var wantsCapacity = needs.HasFlag(ObservationNeeds.Capacity);
        var group = wantsCapacity && resource is Resource.AutoScalingGroup autoScaling
            ? TryAsync(world.Fleets.ReadAsync(autoScaling, DetailsOf(needs), cancellationToken))
            : Absent<GroupSnapshot>();
        var target = wantsCapacity && resource is Resource.ScalableTarget scalable
            ? TryAsync(world.Targets.ReadAsync(scalable, cancellationToken))
            : Absent<TargetSnapshot>();
        var setting = wantsCapacity && resource is Resource.Setting set
            ? TryAsync(world.Settings.ReadAsync(set, cancellationToken))
            : Absent<SettingSnapshot>();
        var single = needs.HasFlag(ObservationNeeds.Instance) && instance is { } id
            ? TryAsync(world.Instances.ReadAsync(Location.Of(resource), id, cancellationToken))
            : Absent<InstanceSnapshot>();
        var traffic = TrafficAsync(component, needs, background, cancellationToken);
        await Task.WhenAll(group, target, setting, single, traffic);
        var (groupSeen, groupTrouble) = await group;
        var (targetSeen, targetTrouble) = await target;
        var (settingSeen, settingTrouble) = await setting;
        var (singleSeen, singleTrouble) = await single;
        var (seen, trafficTroubles) = await traffic;
        PortException?[] troubles = [groupTrouble, targetTrouble, settingTrouble, .. trafficTroubles];
        var unreadable = string.Join(
            " ",
            troubles.Append(singleTrouble).OfType<PortException>().Select(t => t.Message));
        return seen with
        {
            Group = groupSeen,
            Target = targetSeen,
            Setting = settingSeen,
            Instance = singleSeen,
            QuotaHeadroom = quotaHeadroom,
            Unreadable = unreadable.Length == 0 ? null : unreadable,
            IsHopeless = troubles.FirstOrDefault(t => t is not null)?.Failure
                is PortFailure.NotFound or PortFailure.Denied,
        };
    }

    /// <summary>What traffic goes by: records, listener, zones, endpoints, and how far a change of them is.</summary>
    private async Task<(Observation Seen, PortException?[] Troubles)> TrafficAsync(
        Component component,
        ObservationNeeds needs,
        StepBackground? background,
        CancellationToken cancellationToken)
    {
        var resource = component.Resource;
        var records = needs.HasFlag(ObservationNeeds.Records) && resource is Resource.DnsRecords name
            ? TryAsync(world.Dns.ReadAsync(name, cancellationToken))
            : Absent<RecordsSnapshot>();
        var listener = needs.HasFlag(ObservationNeeds.Listener) && resource is Resource.Listener listening
            ? TryAsync(world.Listeners.ReadAsync(listening, cancellationToken))
            : Absent<ListenerSnapshot>();
        var zones = needs.HasFlag(ObservationNeeds.Zones)
            && resource is Resource.Listener or Resource.AutoScalingGroup
                ? TryAsync(world.Zones.ReadAsync(resource, cancellationToken))
                : Absent<ZonesSnapshot>();
        var endpoints = needs.HasFlag(ObservationNeeds.Endpoints) && background is { Plan: { } plan }
            ? TryAsync(_endpoints.ReadAsync(plan, component, cancellationToken))
            : Absent<EquatableList<EndpointFacts>>();
        var receipt = needs.HasFlag(ObservationNeeds.Receipt) && background is { Run: { } run }
            ? ReceiptAsync(resource, RunDecider.ReceiptUnderWay(run), cancellationToken)
            : Absent<ReceiptSnapshot>();
        await Task.WhenAll(records, listener, zones, endpoints, receipt);
        var (recordsSeen, recordsTrouble) = await records;
        var (listenerSeen, listenerTrouble) = await listener;
        var (zonesSeen, zonesTrouble) = await zones;
        var seen = Observation.Nothing(time.GetUtcNow()) with
        {
            Records = recordsSeen,
            Listener = listenerSeen,
            Zones = zonesSeen,
            Endpoints = (await endpoints).Seen,

            // A receipt that cannot be read is no receipt: its rules wait for a fixed time then.
            Receipt = (await receipt).Seen,
        };
        return (seen, [recordsTrouble, listenerTrouble, zonesTrouble]);
    }

    /// <summary>How far the service is that accepted the step's newest change.</summary>
    private Task<(ReceiptSnapshot? Seen, PortException? Trouble)> ReceiptAsync(
        Resource resource,
        EffectRecord? effect,
        CancellationToken cancellationToken) => (effect, resource) switch
        {
            ({ Receipt: { } receipt, Change: Change.SetRecords }, Resource.DnsRecords records) =>
                TryAsync(world.Dns.ReadReceiptAsync(records, receipt, cancellationToken)),
            ({ Receipt: { } receipt, Change: Change.StartAutomation }, _) =>
                TryAsync(world.Automations.ReadReceiptAsync(Location.Of(resource), receipt, cancellationToken)),
            _ => Absent<ReceiptSnapshot>(),
        };

    private static GroupDetails DetailsOf(ObservationNeeds needs) =>
        (needs.HasFlag(ObservationNeeds.Refresh) ? GroupDetails.Refresh : GroupDetails.None)
        | (needs.HasFlag(ObservationNeeds.LaunchTrouble) ? GroupDetails.LaunchTrouble : GroupDetails.None)
        | (needs.HasFlag(ObservationNeeds.Policies) ? GroupDetails.Policies : GroupDetails.None)
        | (needs.HasFlag(ObservationNeeds.Schedules) ? GroupDetails.Schedules : GroupDetails.None);

    private static Task<(T? Seen, PortException? Trouble)> Absent<T>()
        where T : class =>
        Task.FromResult<(T?, PortException?)>((null, null));

    private static async Task<(T? Seen, PortException? Trouble)> TryAsync<T>(Task<T> read)
        where T : class
    {
        try
        {
            return (await read, null);
        }
        catch (PortException e)
        {
            return (null, e);
        }
    }
}
