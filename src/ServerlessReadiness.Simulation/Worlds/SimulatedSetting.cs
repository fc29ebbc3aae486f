using System.Globalization;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Simulation.Scheduling;

namespace ServerlessReadiness.Simulation.Worlds;

/// <summary>
/// A resource that is scaled by a setting. Its units are those of its model times the size of what is set against what
/// is normal. The plan says only what it is set to for the event: there it carries what its floor's units do, so the
/// normal is that divided by floor over normal units, or by the component's factor where the plan has no model.
/// </summary>
internal sealed class SimulatedSetting : Units, ISimulatedSettings
{
    /// <summary>EBS: "you must wait at least six hours between modifications".</summary>
    private const long VolumeRestMs = 6 * Instant.HourMs;

    /// <summary>A new instance class takes this long, and the database is away for the last part of it.</summary>
    private const long ClassChangeMs = 10 * Instant.MinuteMs;
    private const long RestartMs = 90 * Instant.SecondMs;

    private readonly Resource.Setting _resource;
    private readonly int _normalUnits;
    private readonly long _normalSize;
    private EquatableList<SettingValue> _values;
    private EquatableList<SettingValue>? _coming;
    private long _readyMs;
    private long _restMs;

    public SimulatedSetting(Component component, Resource.Setting resource, bool isLive = false)
    {
        _resource = resource;
        _normalUnits = component.Model?.NormalUnits ?? 1;
        var factor = component.Model is null || component.Floor <= _normalUnits
            ? component.Factor
            : (decimal)component.Floor / _normalUnits;
        _values = EquatableList.From(component.Settings.Select(s => Normal(s, factor)));
        _normalSize = SizeOf(_values);
        _values = isLive ? component.Settings : _values;
    }

    public override int Serving => IsAway || IsLost ? 0 : (int)Math.Max(1, _normalUnits * SizeOf(_values) / _normalSize);

    public override int Billed => (int)Math.Max(1, _normalUnits * SizeOf(_values) / _normalSize);

    public override Bounds Bounds => new(_normalUnits, _normalUnits);

    public override int Desired => Billed;

    private bool IsAway { get; set; }

    /// <summary>Its region is gone.</summary>
    private bool IsLost { get; set; }

    public SettingSnapshot SnapshotAt(long nowMs)
    {
        Settle(nowMs);
        var busy = _coming is not null
            ? $"{_resource.Label} is being modified until {Instant.Of(_readyMs):u}"
            : nowMs < _restMs
                ? $"{_resource.Label} may be modified again at {Instant.Of(_restMs):u}, six hours after the last time"
                : null;
        return new SettingSnapshot(_values, busy, _coming is null);
    }

    public void Set(EquatableList<SettingValue> to, long nowMs)
    {
        if (SnapshotAt(nowMs).Busy is { } busy)
        {
            throw Refused(busy);
        }

        foreach (var value in to)
        {
            if (_resource.Service == SettingService.TableWarmThroughput && Number(value) < Number(Find(value.Name)))
            {
                throw Refused($"warm throughput cannot be lowered from {Find(value.Name)} to {value}");
            }
        }

        _coming = EquatableList.From(_values.Where(v => to.All(t => t.Name != v.Name)).Concat(to));
        _readyMs = nowMs + (NeedsRestart(to) ? ClassChangeMs : Instant.MinuteMs);
        Settle(nowMs);
    }

    public override void Settle(long nowMs)
    {
        if (_coming is not { } coming)
        {
            return;
        }

        IsAway = NeedsRestart(coming) && nowMs >= _readyMs - RestartMs && nowMs < _readyMs;
        if (nowMs >= _readyMs)
        {
            _restMs = _resource.Service == SettingService.EbsVolume ? nowMs + VolumeRestMs : 0;
            (_values, _coming) = (coming, null);
        }
    }

    public override void LoseRegion(bool isLost, long nowMs) => IsLost = isLost;

    private static SettingValue Normal(SettingValue forEvent, decimal factor)
    {
        if (long.TryParse(forEvent.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var normal = (long)Math.Max(1, Math.Ceiling(number / Math.Max(1, factor)));
            return forEvent with { Value = normal.ToString(CultureInfo.InvariantCulture) };
        }

        var size = (long)Math.Max(1, Math.Ceiling(InstanceSizes.Of(forEvent.Value) / Math.Max(1, factor)));
        return forEvent with { Value = InstanceSizes.Resize(forEvent.Value, size) };
    }

    /// <summary>The scarcest of the settings, since it is what limits.</summary>
    private static long SizeOf(EquatableList<SettingValue> values) =>
        values.Count == 0
            ? 1
            : Math.Max(1, values.Min(v => Number(v) is var number and > 0 ? number : InstanceSizes.Of(v.Value)));

    private static long Number(SettingValue? value) =>
        long.TryParse(value?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private bool NeedsRestart(EquatableList<SettingValue> to) =>
        to.Any(t => t.Name == "class" && Find("class")?.Value != t.Value);

    private SettingValue? Find(string name) => _values.FirstOrDefault(v => v.Name == name);

    private static PortException Refused(string cause) => new(
        PortFailure.Refused,
        $"The simulated account: {cause}. Look at its present state, then decide again.");
}
