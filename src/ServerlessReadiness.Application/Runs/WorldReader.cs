using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Application.Runs;

/// <summary>Reads of the world what a decision needs, all at once.</summary>
public sealed partial class WorldReader(World world, TimeProvider time)
{
    /// <summary>
    /// One round of parallel reads; the quota's headroom is known from the table, since measuring it takes several.
    /// What cannot be read is left null with its reason: the decision's rules say whether that stops them.
    /// </summary>
    public async Task<Observation> ObserveAsync(
        Component component,
        InstanceId? instance,
        ObservationNeeds needs,
        int? quotaHeadroom,
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
        await Task.WhenAll(group, target, setting, single);
        var (groupSeen, groupTrouble) = await group;
        var (targetSeen, targetTrouble) = await target;
        var (settingSeen, settingTrouble) = await setting;
        var (singleSeen, singleTrouble) = await single;
        PortException?[] troubles = [groupTrouble, targetTrouble, settingTrouble, singleTrouble];
        var unreadable = string.Join(" ", troubles.OfType<PortException>().Select(t => t.Message));
        return new Observation(
            time.GetUtcNow(),
            groupSeen,
            targetSeen,
            singleSeen,
            quotaHeadroom,
            unreadable.Length == 0 ? null : unreadable,
            (groupTrouble ?? targetTrouble ?? settingTrouble)?.Failure is PortFailure.NotFound or PortFailure.Denied)
        {
            Setting = settingSeen,
        };
    }

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
