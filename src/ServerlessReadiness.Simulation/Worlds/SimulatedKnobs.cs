using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>
/// Parameters that an application reads, or a web ACL's rate limit: set at once, felt when everybody has read them.
/// </summary>
internal sealed class SimulatedKnobs(EquatableList<SettingValue> atStart) : NoUnits, ISimulatedSettings
{
    /// <summary>An application that reads its parameters twice a minute; a web ACL spreads about as fast.</summary>
    public const long FeltAfterMs = 30 * Instant.SecondMs;

    private EquatableList<SettingValue>? _set;
    private bool _felt;
    private long _feltMs;

    public EquatableList<SettingValue> AtStart => atStart;

    private EquatableList<SettingValue> Values => _set ?? atStart;

    /// <summary>Whether they are other than on a normal day; the settings' own order means nothing.</summary>
    public bool IsTurned => _set is not null && (_set.Count != atStart.Count || atStart.Any(v => !_set.Contains(v)));

    public SettingSnapshot SnapshotAt(long nowMs) => new(Values, Busy: null, Ready: true);

    public void Set(EquatableList<SettingValue> to, long nowMs)
    {
        _ = IsFeltAt(nowMs);
        _set = EquatableList.From(Values.Where(v => to.All(t => t.Name != v.Name)).Concat(to));
        _feltMs = nowMs + FeltAfterMs;
    }

    public void ResetFromOutside(long nowMs) => Set(atStart, nowMs);

    public bool IsFeltAt(long nowMs)
    {
        _felt = nowMs >= _feltMs ? IsTurned : _felt;
        return _felt;
    }
}
