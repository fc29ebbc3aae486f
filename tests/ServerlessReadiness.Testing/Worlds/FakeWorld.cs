using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;

namespace ServerlessReadiness.Testing.Worlds;

/// <summary>
/// A small account in memory: groups, a scalable target, alarms, messages. Time passes for it when it is looked at.
/// Failures are injected before or after an effect.
/// </summary>
public sealed partial class FakeWorld(TimeProvider time)
{
    private readonly Dictionary<string, FakeGroup> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<AlarmId, AlarmTransition> _alarms = [];
    private readonly Dictionary<string, (SettingSnapshot Next, DateTimeOffset At)> _settling = new(StringComparer.Ordinal);
    private readonly List<Change> _effects = [];
    private readonly List<string> _calls = [];

    /// <summary>Changes that happened, in order.</summary>
    public IReadOnlyList<Change> Effects => _effects;

    /// <summary>Every port call by name, in order.</summary>
    public IReadOnlyList<string> Calls => _calls;

    /// <summary>Mails that runs sent to contacts, in order.</summary>
    public IEnumerable<Change.SendMail> RunMails => _effects.OfType<Change.SendMail>();

    public IEnumerable<Change.Publish> Messages => _effects.OfType<Change.Publish>();

    public TargetSnapshot Target { get; set; } = new(new Bounds(2, 20), ScalingOutSuspended: false, ScalingTrouble: null);

    public int? QuotaHeadroom { get; set; }

    /// <summary>Resources without bounds, by their key.</summary>
    public IDictionary<string, SettingSnapshot> Settings { get; } =
        new Dictionary<string, SettingSnapshot>(StringComparer.Ordinal);

    /// <summary>How long a change of settings is under way; until then the old values are read, and it is busy.</summary>
    public TimeSpan SettingsTake { get; set; }

    /// <summary>What hangs on instances.</summary>
    public FakeAttachments Attachments { get; } = new();

    /// <summary>What a metric measured in the period that starts at an instant; null for no data.</summary>
    public Func<PlanMetric, DateTimeOffset, double?> Measured { get; set; } = (_, _) => null;

    /// <summary>Asked before each effect: how it fails, and whether only after it happened; null for a success.</summary>
    public Func<Change, (PortFailure Failure, bool AfterEffect)?> Fault { get; set; } = _ => null;

    /// <summary>Asked before each read: how it fails; null for a success.</summary>
    public Func<string, PortFailure?> ReadFault { get; set; } = _ => null;

    /// <summary>Called after each effect, so that a test can do something at that very moment.</summary>
    public Action<Change> OnEffect { get; set; } = _ => { };

    /// <summary>The ports as one host sees them.</summary>
    public World For(IPortHook hook)
    {
        var ports = new FakePorts(this, hook);
        var traffic = new FakeTrafficPorts(this, hook);
        var messages = new FakeMessages(this, hook);
        return new World(
            ports,
            ports,
            ports,
            ports,
            ports,
            ports,
            ports,
            ports,
            new FakeDns(this, hook),
            traffic,
            traffic,
            traffic,
            ports,
            ports)
        {
            Mail = messages,
            Charts = messages,
            Leadership = HasLeadersTopic ? messages : null,
        };
    }

    public FakeGroup AddGroup(string name, Bounds bounds, int desired, TimeSpan bootTime)
    {
        var group = new FakeGroup(name, bounds, desired, bootTime, time.GetUtcNow());
        _groups.Add(name, group);
        return group;
    }

    public FakeGroup Group(string name)
    {
        var group = _groups.GetValueOrDefault(name) ?? throw NotFound($"group {name}");
        group.Settle(time.GetUtcNow());
        return group;
    }

    /// <summary>What CloudWatch says from now on.</summary>
    public void SetAlarm(AlarmTransition transition)
    {
        ArgumentNullException.ThrowIfNull(transition);
        _alarms[transition.Alarm] = transition with { Source = SignalSource.Sweep };
    }

    public SettingSnapshot Setting(Resource.Setting resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        if (_settling.TryGetValue(resource.Key, out var settling) && settling.At <= time.GetUtcNow())
        {
            _settling.Remove(resource.Key);
            Settings[resource.Key] = settling.Next;
        }

        return Settings.TryGetValue(resource.Key, out var known) ? known : throw NotFound(resource.Label);
    }

    internal IEnumerable<AlarmTransition> Alarms(Location location) =>
        _alarms.Values.Where(a => a.Alarm.Account == location.Account && a.Alarm.Region == location.Region);

    internal InstanceSnapshot Instance(InstanceId id) => Owner(id).Find(id)!.Instance(time.GetUtcNow());

    internal EquatableList<MetricPoint> Metric(
        PlanMetric metric,
        DateTimeOffset from,
        DateTimeOffset until,
        TimeSpan period)
    {
        var points = new List<MetricPoint>();
        for (var at = from; at < until; at += period)
        {
            if (Measured(metric, at) is { } value)
            {
                points.Add(new MetricPoint(at, value));
            }
        }

        return EquatableList.From(points);
    }

    internal string StateOf(InstanceId id, DateTimeOffset now)
    {
        foreach (var group in _groups.Values)
        {
            group.Settle(now);
        }

        return _groups.Values.Select(g => g.Find(id)).FirstOrDefault(m => m is { IsMember: true })?.LifecycleState
            ?? Core.Lifecycle.WaitingFacts.Gone;
    }

    internal DateTimeOffset Now => time.GetUtcNow();

    internal void Note(string call)
    {
        _calls.Add(call);
        if (ReadFault(call) is { } failure)
        {
            throw new PortException(failure, $"{call} failed ({failure}, injected); try again.");
        }
    }

    internal void Perform(string? group, Change change) => Perform(
        change,
        () => Refusal(group, change, time.GetUtcNow()) is { } refusal ? throw Refused(change, refusal) : "");

    /// <summary>An effect with what the service answers to it.</summary>
    internal string Perform(Change change, Func<string> effect)
    {
        _calls.Add(change.Describe());
        var fault = Fault(change);
        if (fault is { AfterEffect: false } before)
        {
            throw Injected(change, before.Failure);
        }

        var answer = effect();
        _effects.Add(change);
        OnEffect(change);
        return fault is { } after ? throw Injected(change, after.Failure) : answer;
    }

    private string? Refusal(string? group, Change change, DateTimeOffset now)
    {
        switch (change)
        {
            case Change.Publish or Change.SendMail:
                return null;
            case Change.SetSettings c:
                return SetSettings(group!, c, now);
            case Change.SetRecords or Change.InvertHealthCheck:
                return Zone(group!).Perform(change, now);
            case Change.SetTargetBounds c:
                Target = Target with { Bounds = c.To };
                return null;
            case Change.RebootInstance c:
                Alter(c.Instance, m => m.In("running", now));
                return null;
            case Change.StopInstance c:
                Alter(c.Instance, m => m.In("stopping", now));
                return null;
            case Change.StartInstance c when Instance(c.Instance).State != "stopped":
                return $"{c.Instance} is not stopped";
            case Change.StartInstance c:
                Alter(c.Instance, m => m.In("pending", now));
                return null;
            case Change.SetSecurityGroups c:
                Alter(c.Instance, m => m with { SecurityGroups = c.To });
                return null;
            case { } c when FakeAttachments.Handles(c):
                return Attachments.Perform(c, now);
            default:
                return Group(group!).Perform(change, now);
        }
    }

    private string? SetSettings(string key, Change.SetSettings change, DateTimeOffset now)
    {
        var known = Settings[key];
        if (known.Busy is { } busy)
        {
            return busy;
        }

        var kept = known.Values.Where(v => !change.To.Any(t => t.Name == v.Name));
        var next = known with { Values = EquatableList.From(kept.Concat(change.To)) };
        if (SettingsTake > TimeSpan.Zero)
        {
            _settling[key] = (next, now + SettingsTake);
            next = known with { Busy = $"a change is under way since {now:u}" };
        }

        Settings[key] = next;
        return null;
    }

    private void Alter(InstanceId id, Func<FakeMember, FakeMember> change)
    {
        var owner = Owner(id);
        owner.Put(change(owner.Find(id)!));
    }

    private FakeGroup Owner(InstanceId id)
    {
        foreach (var group in _groups.Values)
        {
            group.Settle(time.GetUtcNow());
        }

        return _groups.Values.FirstOrDefault(g => g.Find(id) is not null) ?? throw NotFound($"instance {id}");
    }

    private static PortException NotFound(string what) =>
        new(PortFailure.NotFound, $"There is no {what}; name one that exists.");

    private static PortException Refused(Change change, string refusal) =>
        new(PortFailure.Refused, $"Could not {change.Describe()}: {refusal}; look again.");

    private static PortException Injected(Change change, PortFailure failure) =>
        new(failure, $"Could not {change.Describe()} ({failure}, injected); look, then try again.");
}
