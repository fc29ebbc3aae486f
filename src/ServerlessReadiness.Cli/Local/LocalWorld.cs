using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Cli.Local;

/// <summary>
/// A small account in memory, made from a plan: its groups and scalable targets at their floors, and alarms that are
/// what the signals said last. Nothing in it is AWS, and nothing in it can reach AWS.
/// </summary>
internal sealed partial class LocalWorld
{
    /// <summary>
    /// What any call takes, so that time passes between a decision, its effect and what is seen of it.
    /// </summary>
    private static readonly TimeSpan CallTime = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time;
    private readonly Dictionary<string, LocalGroup> _groups = [];
    private readonly Dictionary<string, Bounds> _targets = [];
    private readonly Dictionary<InstanceId, LocalInstance> _instances = [];
    private readonly Dictionary<AlarmId, AlarmTransition> _alarms = [];
    private readonly List<Change.Publish> _told = [];

    /// <param name="plan">What there is in the account.</param>
    /// <param name="impaired">The instances that are impaired, by the group that they belong to.</param>
    /// <param name="time">The clock.</param>
    public LocalWorld(CompiledPlan plan, ILookup<string, InstanceId> impaired, TimeProvider time)
    {
        _time = time;
        foreach (var component in plan.Components)
        {
            // Room for twice the floor, as groups usually have; never more than the plan lets anyone set.
            var most = Math.Max(component.Floor, Math.Min(component.Ceiling, component.Floor * 2));
            var bounds = new Bounds(component.Floor, most);
            switch (component.Resource)
            {
                case Resource.AutoScalingGroup group:
                    _groups[group.Key] = new LocalGroup(
                        group.Name,
                        group.Region,
                        _groups.Count,
                        bounds,
                        [.. impaired[group.Name]],
                        time.GetUtcNow(),
                        i => _instances[i.Id] = i);
                    break;
                case Resource.ScalableTarget target:
                    _targets[target.Key] = bounds;
                    break;
                case Resource.StandaloneInstances instances:
                    foreach (var id in instances.Ids)
                    {
                        var booted = time.GetUtcNow() - LocalInstance.BootTime;
                        _instances[id] = new LocalInstance(id, instances.Region + "a", booted, impaired: true);
                    }

                    break;
            }
        }

        World = new World(
            new Fleets(this),
            new Targets(this),
            new Instances(this),
            new Alarms(this),
            new Notifier(this),
            new Quotas(),
            new Metrics(),
            new Settings());
    }

    public World World { get; }

    /// <summary>What people were told, oldest first.</summary>
    public IReadOnlyList<Change.Publish> Told => _told;

    /// <summary>An alarm has this state from now on, as the signal about it says.</summary>
    public void Hear(AlarmTransition transition)
    {
        if (!_alarms.TryGetValue(transition.Alarm, out var known) || known.ChangedAt <= transition.ChangedAt)
        {
            _alarms[transition.Alarm] = transition with { Source = SignalSource.Sweep };
        }
    }

    private async Task<DateTimeOffset> CallAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(CallTime, _time, cancellationToken);
        return _time.GetUtcNow();
    }

    private static PortException Missing(string label) => new(
        PortFailure.NotFound,
        $"The local world has no {label}. It is made from the plan; add the resource to a component.");
}
