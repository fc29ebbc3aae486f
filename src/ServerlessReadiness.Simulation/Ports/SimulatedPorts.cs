using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Simulation.Alarms;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Ports;

/// <summary>All ports to the simulated account, for one function instance.</summary>
internal sealed partial class SimulatedPorts(
    SimulatedAccount account,
    IAlarmStates alarms,
    MetricBook metrics,
    Scheduler scheduler,
    Gate gate,
    IPortWitness witness)
    : IFleets, IScalableTargets, IInstances, IAlarms, INotifier, IQuotas, IMetrics, ISettings
{
    public World World => new(
        this,
        this,
        this,
        this,
        this,
        this,
        this,
        this,
        this,
        this,
        this,
        this,
        this,
        this)
    {
        Mail = this,
        Leadership = new LeadersTopic(this),
    };

    public Task<GroupSnapshot> ReadAsync(
        Resource.AutoScalingGroup group,
        GroupDetails details,
        CancellationToken cancellationToken) =>
        ReadAsync(group.Label, () => GroupOf(group).SnapshotAt(scheduler.NowMs, details));

    public Task<TargetSnapshot> ReadAsync(Resource.ScalableTarget target, CancellationToken cancellationToken) =>
        ReadAsync(target.Label, () => TargetOf(target).SnapshotAt(scheduler.NowMs));

    public Task<InstanceSnapshot> ReadAsync(
        Location location,
        InstanceId instance,
        CancellationToken cancellationToken) =>
        ReadAsync("instance", () =>
        {
            var (machine, group) = account.Require(instance);
            group?.Settle(scheduler.NowMs);
            return machine.SnapshotAt(scheduler.NowMs);
        });

    public Task<SettingSnapshot> ReadAsync(Resource.Setting resource, CancellationToken cancellationToken) =>
        ReadAsync(resource.Label, () => SettingOf(resource).SnapshotAt(scheduler.NowMs));

    public Task<IReadOnlyList<AlarmTransition>> ReadAsync(
        Location location,
        IReadOnlyCollection<string> names,
        CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<AlarmTransition>>(
            "alarms",
            () => [.. alarms.Read(location).Where(a => names.Contains(a.Alarm.Name))]);

    public Task<IReadOnlyList<AlarmTransition>> ReadByPrefixAsync(
        Location location,
        string prefix,
        CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<AlarmTransition>>(
            "alarms",
            () => [.. alarms.Read(location).Where(a => a.Alarm.Name.StartsWith(prefix, StringComparison.Ordinal))]);

    public Task<IReadOnlyList<MetricSeries>> ReadAsync(
        Location location,
        IReadOnlyCollection<PlanMetric> wanted,
        DateTimeOffset from,
        DateTimeOffset until,
        TimeSpan period,
        CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<MetricSeries>>(
            "metrics",
            () =>
            [
                .. wanted.Select(m => metrics.Read(
                    m,
                    Instant.Ms(from),
                    Math.Min(Instant.Ms(until), scheduler.NowMs),
                    Instant.Ms(period))),
            ]);

    /// <summary>Never an exception, as the port says: a quota that cannot be read is not measurable.</summary>
    public Task<int?> HeadroomAsync(Resource resource, CancellationToken cancellationToken) =>
        gate.CallAsync<int?>(
            CallKind.Store,
            "the quota",
            () => account.Require(resource).Conditions.IsQuotaUsed ? 0 : null);

    private Task<T> ReadAsync<T>(string label, Func<T> read) => gate.CallAsync(CallKind.Read, label, read);

    private SimulatedGroup GroupOf(Resource.AutoScalingGroup group) =>
        account.Require(group).Units as SimulatedGroup ?? throw SimulatedAccount.Missing(group.Label);

    private SimulatedTarget TargetOf(Resource.ScalableTarget target) =>
        account.Require(target).Units as SimulatedTarget ?? throw SimulatedAccount.Missing(target.Label);

    private ISimulatedSettings SettingOf(Resource.Setting setting) =>
        account.Require(setting).Units as ISimulatedSettings ?? throw SimulatedAccount.Missing(setting.Label);
}
