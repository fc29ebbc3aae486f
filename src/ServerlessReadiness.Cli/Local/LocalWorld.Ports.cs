using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Local;

internal sealed partial class LocalWorld
{
    private sealed class Fleets(LocalWorld world) : IFleets
    {
        public async Task<GroupSnapshot> ReadAsync(
            Resource.AutoScalingGroup group,
            GroupDetails details,
            CancellationToken cancellationToken)
        {
            var now = await world.CallAsync(cancellationToken);
            return Find(group).SnapshotAt(now);
        }

        public Task PerformAsync(
            Resource.AutoScalingGroup group,
            Change.SetGroupBounds change,
            CancellationToken cancellationToken) =>
            DoAsync(group, (found, now) => found.SetBounds(change.To, now), cancellationToken);

        public Task PerformAsync(
            Resource.AutoScalingGroup group,
            Change.SetGroupDesired change,
            CancellationToken cancellationToken) =>
            DoAsync(group, (found, now) => found.SetDesired(change.To, now), cancellationToken);

        public Task PerformAsync(
            Resource.AutoScalingGroup group,
            Change.TerminateMember change,
            CancellationToken cancellationToken) =>
            DoAsync(
                group,
                (found, now) => found.Terminate(change.Instance, change.LowerDesired, now),
                cancellationToken);

        public Task PerformAsync(
            Resource.AutoScalingGroup group,
            Change.EnterStandby change,
            CancellationToken cancellationToken) =>
            DoAsync(
                group,
                (found, now) => found.EnterStandby(change.Instance, change.LowerDesired, now),
                cancellationToken);

        public Task PerformAsync(
            Resource.AutoScalingGroup group,
            Change.ExitStandby change,
            CancellationToken cancellationToken) =>
            DoAsync(group, (found, now) => found.ExitStandby(change.Instance, now), cancellationToken);

        public Task PerformAsync(
            Resource.AutoScalingGroup group,
            Change.MarkUnhealthy change,
            CancellationToken cancellationToken) =>
            DoAsync(group, (found, now) => found.MarkUnhealthy(change.Instance, now), cancellationToken);

        public Task PerformAsync(
            Resource.AutoScalingGroup group,
            Change.PutScheduledAction change,
            CancellationToken cancellationToken) => DoAsync(group, (_, _) => { }, cancellationToken);

        public Task PerformAsync(
            Resource.AutoScalingGroup group,
            Change.DeleteScheduledAction change,
            CancellationToken cancellationToken) => DoAsync(group, (_, _) => { }, cancellationToken);

        private async Task DoAsync(
            Resource.AutoScalingGroup group,
            Action<LocalGroup, DateTimeOffset> change,
            CancellationToken cancellationToken)
        {
            var now = await world.CallAsync(cancellationToken);
            change(Find(group), now);
        }

        private LocalGroup Find(Resource.AutoScalingGroup group) =>
            world._groups.GetValueOrDefault(group.Key) ?? throw Missing(group.Label);
    }

    private sealed class Targets(LocalWorld world) : IScalableTargets
    {
        public async Task<TargetSnapshot> ReadAsync(Resource.ScalableTarget target, CancellationToken cancellationToken)
        {
            await world.CallAsync(cancellationToken);
            return world._targets.TryGetValue(target.Key, out var bounds)
                ? new TargetSnapshot(bounds, ScalingOutSuspended: false, ScalingTrouble: null)
                : throw Missing(target.Label);
        }

        public async Task PerformAsync(
            Resource.ScalableTarget target,
            Change.SetTargetBounds change,
            CancellationToken cancellationToken)
        {
            await world.CallAsync(cancellationToken);
            world._targets[target.Key] = world._targets.ContainsKey(target.Key)
                ? change.To
                : throw Missing(target.Label);
        }
    }

    private sealed class Instances(LocalWorld world) : IInstances
    {
        public async Task<InstanceSnapshot> ReadAsync(
            Location location,
            InstanceId instance,
            CancellationToken cancellationToken)
        {
            var now = await world.CallAsync(cancellationToken);
            return Find(instance).SnapshotAt(now);
        }

        // Status checks fail for the host's sake here, and a reboot keeps the host: only a stop and a start helps.
        public Task PerformAsync(
            Location location,
            Change.RebootInstance change,
            CancellationToken cancellationToken) =>
            DoAsync(change.Instance, (_, _) => { }, cancellationToken);

        public Task PerformAsync(Location location, Change.StopInstance change, CancellationToken cancellationToken) =>
            DoAsync(change.Instance, (found, now) => found.Stop(now), cancellationToken);

        public Task PerformAsync(Location location, Change.StartInstance change, CancellationToken cancellationToken) =>
            DoAsync(change.Instance, (found, now) => found.Start(now), cancellationToken);

        public Task PerformAsync(
            Location location,
            Change.SetSecurityGroups change,
            CancellationToken cancellationToken) =>
            DoAsync(change.Instance, (found, _) => found.SecurityGroups = change.To, cancellationToken);

        private async Task DoAsync(
            InstanceId instance,
            Action<LocalInstance, DateTimeOffset> change,
            CancellationToken cancellationToken)
        {
            var now = await world.CallAsync(cancellationToken);
            change(Find(instance), now);
        }

        private LocalInstance Find(InstanceId instance) =>
            world._instances.GetValueOrDefault(instance) ?? throw Missing($"instance {instance}");
    }

    private sealed class Alarms(LocalWorld world) : IAlarms
    {
        public async Task<IReadOnlyList<AlarmTransition>> ReadAsync(
            Location location,
            IReadOnlyCollection<string> names,
            CancellationToken cancellationToken)
        {
            await world.CallAsync(cancellationToken);
            return [.. In(location).Where(a => names.Contains(a.Alarm.Name))];
        }

        public async Task<IReadOnlyList<AlarmTransition>> ReadByPrefixAsync(
            Location location,
            string prefix,
            CancellationToken cancellationToken)
        {
            await world.CallAsync(cancellationToken);
            return [.. In(location).Where(a => a.Alarm.Name.StartsWith(prefix, StringComparison.Ordinal))];
        }

        private IEnumerable<AlarmTransition> In(Location location) => world._alarms.Values
            .Where(a => a.Contributor is null && new Location(a.Alarm.Account, a.Alarm.Region) == location)
            .OrderBy(a => a.Alarm.Value, StringComparer.Ordinal);
    }

    private sealed class Notifier(LocalWorld world) : INotifier
    {
        public async Task PublishAsync(Change.Publish message, CancellationToken cancellationToken)
        {
            await world.CallAsync(cancellationToken);
            world._told.Add(message);
        }
    }

    private sealed class Metrics : IMetrics
    {
        // Nothing measures the local world; the rehearsal's world does.
        public Task<IReadOnlyList<MetricSeries>> ReadAsync(
            Location location,
            IReadOnlyCollection<PlanMetric> metrics,
            DateTimeOffset from,
            DateTimeOffset until,
            TimeSpan period,
            CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<MetricSeries>>([.. metrics.Select(m => new MetricSeries(m.Name, []))]);
    }

    private sealed class Settings : ISettings
    {
        public Task<SettingSnapshot> ReadAsync(Resource.Setting resource, CancellationToken cancellationToken) =>
            throw Missing(resource.Label);

        public Task PerformAsync(
            Resource.Setting resource,
            Change.SetSettings change,
            CancellationToken cancellationToken) => throw Missing(resource.Label);
    }

    private sealed class Quotas : IQuotas
    {
        // The local world has no quotas, which is "not measurable" to those who ask.
        public Task<int?> HeadroomAsync(Resource resource, CancellationToken cancellationToken) =>
            Task.FromResult<int?>(null);
    }
}
