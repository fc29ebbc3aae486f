using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>One EC2 instance, and its membership of a group where it has one.</summary>
internal sealed class Machine(InstanceId id, int zone, string zoneName, long launchedMs, long readyMs)
{
    /// <summary>From a stop's or termination's begin to its end.</summary>
    public const long StopMs = 30 * Instant.SecondMs;

    /// <summary>Status checks tell nothing for this long after a start.</summary>
    public const long ChecksMs = 60 * Instant.SecondMs;

    /// <summary>A load balancer needs this long to stop sending to a target that fails.</summary>
    public const long NoticedMs = 30 * Instant.SecondMs;

    /// <summary>An Auto Scaling group needs this long to hold a failing instance unhealthy by itself.</summary>
    public const long GroupNoticesMs = 5 * Instant.MinuteMs;

    private string _state = "running";
    private long _stateEndsMs = long.MaxValue;

    public InstanceId Id => id;

    public int Zone => zone;

    public string ZoneName => zoneName;

    public long LaunchedMs { get; private set; } = launchedMs;

    /// <summary>When it serves, after a launch, a start or a reboot.</summary>
    public long ReadyMs { get; set; } = readyMs;

    public string Lifecycle { get; private set; } = "Pending";

    public long LifecycleSinceMs { get; private set; } = launchedMs;

    public bool IsHealthy { get; set; } = true;

    /// <summary>It never serves: its launch failed after the instance was there.</summary>
    public bool NeverServes { get; init; }

    public bool IsImpaired { get; private set; }

    public long ImpairedMs { get; private set; }

    public EquatableList<string> SecurityGroups { get; set; } = ["sg-0123456789abcdef0"];

    /// <summary>Whether the group counts it toward what is desired.</summary>
    public bool IsCounted => Lifecycle is "Pending" or "Pending:Wait" or GroupMember.InServiceState;

    /// <summary>Its launch hooks are behind it, or it has none.</summary>
    public bool IsPastLaunchHook { get; set; }

    /// <summary>Its termination hooks are under way or behind it.</summary>
    public bool IsPastTerminateHook { get; set; }

    public bool IsInService => Lifecycle == GroupMember.InServiceState;

    public bool IsGoneAt(long nowMs) => StateAt(nowMs) is "terminated";

    private bool _rebootHelps;

    public bool ServesAt(long nowMs) =>
        IsInService && IsHealthy && !IsImpaired && nowMs >= ReadyMs && StateAt(nowMs) == "running";

    public bool FailsAt(long nowMs) => IsInService && IsImpaired && nowMs < ImpairedMs + NoticedMs;

    public string StateAt(long nowMs)
    {
        if (nowMs >= _stateEndsMs)
        {
            _stateEndsMs = long.MaxValue;
            _state = _state switch
            {
                "stopping" => "stopped",
                "shutting-down" => "terminated",
                "pending" => "running",
                _ => _state,
            };
        }

        return _state;
    }

    /// <summary>When something about it changes next by itself.</summary>
    public long NextMs(long nowMs)
    {
        var next = _stateEndsMs;
        next = ReadyMs > nowMs ? Math.Min(next, ReadyMs) : next;
        next = IsImpaired && ImpairedMs + NoticedMs > nowMs ? Math.Min(next, ImpairedMs + NoticedMs) : next;
        return next;
    }

    public void Move(string lifecycle, long nowMs) => (Lifecycle, LifecycleSinceMs) = (lifecycle, nowMs);

    public void Impair(bool rebootHelps, long nowMs) =>
        (IsImpaired, ImpairedMs, _rebootHelps) = (true, nowMs, rebootHelps);

    public void Reboot(long downMs, long nowMs)
    {
        // Where the host is at fault a reboot, which keeps the host, does not help.
        IsImpaired &= !_rebootHelps;
        ReadyMs = nowMs + downMs;
    }

    public void Stop(long nowMs) => (_state, _stateEndsMs) = ("stopping", nowMs + StopMs);

    /// <summary>A new boot on another host: what was wrong with the old host is gone.</summary>
    public void Start(long downMs, long nowMs)
    {
        (_state, _stateEndsMs) = ("pending", nowMs + (10 * Instant.SecondMs));
        (LaunchedMs, IsImpaired, ReadyMs) = (nowMs, false, nowMs + downMs);
    }

    public void Terminate(long nowMs)
    {
        Move("Terminating", nowMs);
        (_state, _stateEndsMs) = ("shutting-down", nowMs + StopMs);
    }

    /// <summary>It waits in a termination hook and goes on running meanwhile.</summary>
    public void HoldTermination(string lifecycle, long nowMs)
    {
        Move(lifecycle, nowMs);
        (_state, _stateEndsMs) = ("running", long.MaxValue);
    }

    /// <summary>Its zone is gone, and it with it.</summary>
    public void Vanish(long nowMs)
    {
        Move("Terminating", nowMs);
        (_state, _stateEndsMs) = ("terminated", long.MaxValue);
    }

    public GroupMember Member() => new(id, Lifecycle, IsHealthy, ProtectedFromScaleIn: false, zoneName);

    public InstanceSnapshot SnapshotAt(long nowMs)
    {
        var state = StateAt(nowMs);
        var since = Math.Max(LaunchedMs, ReadyMs - ChecksMs);
        bool? passed = state != "running" || nowMs < since + ChecksMs ? null : !IsImpaired;
        return new InstanceSnapshot(
            id,
            state,
            passed,
            SecurityGroups,
            HasInstanceStore: false,
            Instant.Of(LaunchedMs));
    }
}
