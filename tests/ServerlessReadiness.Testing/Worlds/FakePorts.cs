using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>All ports to a <see cref="FakeWorld"/>, for one host.</summary>
internal sealed partial class FakePorts(FakeWorld world, IPortHook hook)
    : IFleets, IScalableTargets, IInstances, IAlarms, INotifier, IQuotas, IMetrics, ISettings
{
    public Task<GroupSnapshot> ReadAsync(
        Resource.AutoScalingGroup group,
        GroupDetails details,
        CancellationToken cancellationToken) =>
        ReadAsync($"read group {group.Name}", () => world.Group(group.Name).Snapshot(details));

    public Task<TargetSnapshot> ReadAsync(Resource.ScalableTarget target, CancellationToken cancellationToken) =>
        ReadAsync("read target", () => world.Target);

    public Task<InstanceSnapshot> ReadAsync(Location location, InstanceId instance, CancellationToken cancellationToken) =>
        ReadAsync($"read instance {instance}", () => world.Instance(instance));

    public Task<int?> HeadroomAsync(Resource resource, CancellationToken cancellationToken) =>
        ReadAsync("read quota", () => world.QuotaHeadroom);

    public Task<IReadOnlyList<AlarmTransition>> ReadAsync(
        Location location,
        IReadOnlyCollection<string> names,
        CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<AlarmTransition>>(
            "read alarms",
            () => [.. world.Alarms(location).Where(a => names.Contains(a.Alarm.Name))]);

    public Task<IReadOnlyList<AlarmTransition>> ReadByPrefixAsync(
        Location location,
        string prefix,
        CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<AlarmTransition>>(
            "read alarms by prefix",
            () => [.. world.Alarms(location).Where(a => a.Alarm.Name.StartsWith(prefix, StringComparison.Ordinal))]);

    public Task PerformAsync(Resource.AutoScalingGroup group, Change.SetGroupBounds change, CancellationToken cancellationToken) =>
        EffectAsync(group.Name, change);

    public Task PerformAsync(Resource.AutoScalingGroup group, Change.SetGroupDesired change, CancellationToken cancellationToken) =>
        EffectAsync(group.Name, change);

    public Task PerformAsync(Resource.AutoScalingGroup group, Change.TerminateMember change, CancellationToken cancellationToken) =>
        EffectAsync(group.Name, change);

    public Task PerformAsync(Resource.AutoScalingGroup group, Change.EnterStandby change, CancellationToken cancellationToken) =>
        EffectAsync(group.Name, change);

    public Task PerformAsync(Resource.AutoScalingGroup group, Change.ExitStandby change, CancellationToken cancellationToken) =>
        EffectAsync(group.Name, change);

    public Task PerformAsync(Resource.AutoScalingGroup group, Change.MarkUnhealthy change, CancellationToken cancellationToken) =>
        EffectAsync(group.Name, change);

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.PutScheduledAction change,
        CancellationToken cancellationToken) => EffectAsync(group.Name, change);

    public Task PerformAsync(
        Resource.AutoScalingGroup group,
        Change.DeleteScheduledAction change,
        CancellationToken cancellationToken) => EffectAsync(group.Name, change);

    public Task<SettingSnapshot> ReadAsync(Resource.Setting resource, CancellationToken cancellationToken) =>
        ReadAsync($"read {resource.Label}", () => world.Setting(resource));

    public Task PerformAsync(
        Resource.Setting resource,
        Change.SetSettings change,
        CancellationToken cancellationToken) => EffectAsync(resource.Key, change);

    public Task<IReadOnlyList<MetricSeries>> ReadAsync(
        Location location,
        IReadOnlyCollection<PlanMetric> metrics,
        DateTimeOffset from,
        DateTimeOffset until,
        TimeSpan period,
        CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<MetricSeries>>(
            "read metrics",
            () => [.. metrics.Select(m => new MetricSeries(m.Name, world.Metric(m, from, until, period)))]);

    public Task PerformAsync(Resource.ScalableTarget target, Change.SetTargetBounds change, CancellationToken cancellationToken) =>
        EffectAsync(null, change);

    public Task PerformAsync(Location location, Change.RebootInstance change, CancellationToken cancellationToken) =>
        EffectAsync(null, change);

    public Task PerformAsync(Location location, Change.StopInstance change, CancellationToken cancellationToken) =>
        EffectAsync(null, change);

    public Task PerformAsync(Location location, Change.StartInstance change, CancellationToken cancellationToken) =>
        EffectAsync(null, change);

    public Task PerformAsync(Location location, Change.SetSecurityGroups change, CancellationToken cancellationToken) =>
        EffectAsync(null, change);

    public Task PublishAsync(Change.Publish message, CancellationToken cancellationToken) => EffectAsync(null, message);

    private async Task<T> ReadAsync<T>(string call, Func<T> read)
    {
        await hook.BeforeAsync(call, isEffect: false);
        world.Note(call);
        var result = read();
        await hook.AfterAsync(call, isEffect: false);
        return result;
    }

    private async Task EffectAsync(string? group, Change change)
    {
        await hook.BeforeAsync(change.Describe(), isEffect: true);
        try
        {
            world.Perform(group, change);
        }
        finally
        {
            // Also a call whose answer is an error may be the one after which the process dies.
            await hook.AfterAsync(change.Describe(), isEffect: true);
        }
    }
}
