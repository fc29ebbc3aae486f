using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Instances;

namespace ServerlessReadiness.Cli.Local;

/// <summary>An instance of the local world. What is under way ends by itself when its instant has come.</summary>
internal sealed class LocalInstance(InstanceId id, string zone, DateTimeOffset launchedAt, bool impaired)
{
    /// <summary>From launch or start until it serves and both status checks pass.</summary>
    public static readonly TimeSpan BootTime = TimeSpan.FromSeconds(75);

    public static readonly TimeSpan StopTime = TimeSpan.FromSeconds(30);

    private string _state = "running";
    private (DateTimeOffset At, string State)? _next;

    public InstanceId Id => id;

    public string Zone => zone;

    public DateTimeOffset LaunchedAt { get; private set; } = launchedAt;

    public bool IsImpaired { get; private set; } = impaired;

    public EquatableList<string> SecurityGroups { get; set; } = ["sg-0123456789abcdef0"];

    public bool HasBootedAt(DateTimeOffset now) => now >= LaunchedAt + BootTime;

    public string StateAt(DateTimeOffset now)
    {
        if (_next is { } next && now >= next.At)
        {
            (_state, _next) = (next.State, null);
        }

        return _state;
    }

    /// <summary>A new boot on another host: what was wrong with the old host is gone.</summary>
    public void Start(DateTimeOffset now)
    {
        (_state, _next) = ("running", null);
        LaunchedAt = now;
        IsImpaired = false;
    }

    public void Stop(DateTimeOffset now) => (_state, _next) = ("stopping", (now + StopTime, "stopped"));

    public void Terminate(DateTimeOffset now) => (_state, _next) = ("shutting-down", (now + StopTime, "terminated"));

    public InstanceSnapshot SnapshotAt(DateTimeOffset now)
    {
        var state = StateAt(now);
        bool? passed = state != "running" || !HasBootedAt(now) ? null : !IsImpaired;
        return new InstanceSnapshot(id, state, passed, SecurityGroups, HasInstanceStore: false, LaunchedAt);
    }
}
