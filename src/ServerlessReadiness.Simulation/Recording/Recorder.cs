using System.Globalization;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Alarms;
using ServerlessReadiness.Simulation.Results;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Recording;

/// <summary>Counts what a played event comes to.</summary>
internal sealed class Recorder(CompiledPlan plan, SimulatedAccount account, bool keeps, Timeline timeline)
{
    /// <summary>Less than this of a minute's requests is no pressure.</summary>
    private const int PressurePerThousand = 1;

    private const int MinutesPerHour = 60;

    private readonly bool _hasPrices = plan.Components.Any(c => c.UnitPricePerHour is not null);
    private readonly long _liveFromMs = Instant.Ms(plan.Schedule.Live);
    private readonly long _liveUntilMs = Instant.Ms(plan.Schedule.Cooldown);
    private readonly Pressure?[] _pressures = new Pressure?[account.Components.Count];
    private readonly List<Pressure> _overPressures = [];
    private readonly List<AlarmEpisode> _overAlarms = [];
    private readonly List<(string Alarm, ComponentName Component, long FromMs)> _firing = [];
    private readonly List<Minute> _minutes = [];
    private readonly List<Hour> _hours = [];
    private readonly List<PhaseChange> _phases = [];
    private readonly List<LevelChange> _levels = [];
    private readonly List<Told> _told = [];
    private RequestTotals _all = RequestTotals.Zero;
    private RequestTotals _live = RequestTotals.Zero;
    private RequestTotals _hour = RequestTotals.Zero;
    private OutsideCounts _minute;
    private long _hourUnitMinutes;
    private decimal _hourCost;
    private decimal _hourExtra;
    private long _unitMinutes;
    private decimal _extra;
    private long? _hourMs;

    /// <summary>What is played after the plan's own time, because the event is not over yet, is not counted.</summary>
    public bool IsOver { get; set; }

    public int Effects { get; private set; }

    public IReadOnlyList<AlarmEpisode> Alarms =>
    [
        .. _overAlarms
            .Concat(_firing.Select(f => new AlarmEpisode(f.Alarm, f.Component, Instant.Of(f.FromMs), null)))
            .OrderBy(a => a.From)
            .ThenBy(a => a.Alarm, StringComparer.Ordinal),
    ];

    public void Tick(OutsideCounts outside, long nowMs)
    {
        _minute += outside;
        if (nowMs > _liveFromMs && nowMs <= _liveUntilMs)
        {
            _live = Sum(_live, Totals(outside));
        }
    }

    /// <summary>A minute is over; its components have counted it.</summary>
    public OutsideCounts Minute(long minuteMs)
    {
        var counted = _minute;
        _minute = default;
        if (IsOver)
        {
            return counted;
        }

        var totals = Totals(counted);
        _all = Sum(_all, totals);
        _hourMs ??= minuteMs;
        _hour = Sum(_hour, totals);
        foreach (var component in account.Components)
        {
            Bill(component);
            Press(component, minuteMs);
        }

        if (keeps)
        {
            _minutes.Add(new Minute(Instant.Of(minuteMs), totals, [.. account.Components.Select(Line)]));
        }

        if ((minuteMs + Instant.MinuteMs) % Instant.HourMs == 0)
        {
            EndHour(minuteMs + Instant.MinuteMs);
        }

        return counted;
    }

    public void Changed(SimulatedAlarm alarm, long nowMs)
    {
        timeline.Add(
            nowMs,
            "alarm",
            ("alarm", alarm.Id.Name),
            ("component", alarm.Component.Plan.Name.Value),
            ("state", alarm.State.ToString()),
            ("reason", alarm.Reason));
        var firing = _firing.FindIndex(f => f.Alarm == alarm.Id.Name);
        if (alarm.State == AlarmStateValue.Alarm)
        {
            _firing.Add((alarm.Id.Name, alarm.Component.Plan.Name, nowMs));
        }
        else if (firing >= 0)
        {
            var (name, component, from) = _firing[firing];
            _overAlarms.Add(new AlarmEpisode(name, component, Instant.Of(from), Instant.Of(nowMs)));
            _firing.RemoveAt(firing);
        }
    }

    public void Effect(Change change, WorldComponent? component, string by, long nowMs)
    {
        Effects++;
        timeline.Add(
            nowMs,
            "effect",
            ("component", component?.Plan.Name.Value),
            ("change", change.Describe()),
            ("by", by));
        if (keeps && change is Change.Publish message)
        {
            _told.Add(new Told(Instant.Of(nowMs), message.Subject, message.Text));
        }
        else if (keeps && change is Change.SendMail mail)
        {
            _told.Add(new Told(Instant.Of(nowMs), $"{mail.Subject} (to {mail.To})", mail.Text));
        }
    }

    public void Phase(Phase phase, DateTimeOffset at)
    {
        _phases.Add(new PhaseChange(at, phase));
        timeline.Add(Instant.Ms(at), "phase", ("phase", phase.ToString()));
    }

    /// <summary>Where the ladders of the components went whose state was written.</summary>
    public void Ladders(CompiledPlan plan, CommitSeen seen, DateTimeOffset at)
    {
        foreach (var (before, component) in seen.Components)
        {
            var level = component.Ladder?.InForce ?? 0;
            if (level != (before?.Ladder?.InForce ?? 0))
            {
                var ladder = plan.Ladders.First(l => l.Component == component.Component);
                var name = level > 0 ? ladder.Levels[level - 1].Name : null;
                _levels.Add(new LevelChange(at, component.Component, level, name));
            }
        }
    }

    public SimulationResult Result(SimulationSettings settings, long fromMs, long untilMs)
    {
        EndHour(untilMs);
        _overPressures.AddRange(_pressures.OfType<Pressure>());
        return new SimulationResult(
            settings.Seed,
            settings.WithAutomation,
            Instant.Of(fromMs),
            Instant.Of(untilMs),
            _all,
            _live,
            Hours(_unitMinutes),
            _hasPrices ? decimal.Round(_extra, 4) : null,
            Decisions: 0,
            Effects,
            [])
        {
            Pressures = [.. _overPressures.OrderBy(p => p.From).ThenBy(p => p.Component.Value, StringComparer.Ordinal)],
            Alarms = Alarms,
            Phases = _phases,
            Levels = _levels,
            Hours = _hours,
            Minutes = _minutes,
            Told = _told,
            Timeline = timeline.Lines,
        };
    }

    private static decimal Hours(long unitMinutes) => decimal.Round((decimal)unitMinutes / MinutesPerHour, 2);

    private static RequestTotals Totals(OutsideCounts outside) =>
        new(outside.Good, outside.Shed, outside.Offered - outside.Good - outside.Shed);

    private static RequestTotals Sum(RequestTotals x, RequestTotals y) =>
        new(x.Served + y.Served, x.Shed + y.Shed, x.Failed + y.Failed);

    private static ComponentMinute Line(WorldComponent component) => new(
        component.Plan.Name,
        component.Units.Bounds.Minimum,
        component.Units.Bounds.Maximum,
        component.Units.Desired,
        component.Units.Serving,
        component.MinuteOffered,
        component.MinuteServed,
        component.MinuteShed,
        component.MinuteUsePercent
            ?? (component is { IsLimited: true, MinuteOffered: > 0 } ? WorldComponent.UsePercentMax : 0));

    private void Bill(WorldComponent component)
    {
        var billed = component.Units.Billed;
        var price = component.Plan.UnitPricePerHour ?? 0;
        _unitMinutes += billed;
        _hourUnitMinutes += billed;
        var extra = Math.Max(0, billed - component.NormalUnits) * price / MinutesPerHour;
        _hourCost += billed * price / MinutesPerHour;
        (_hourExtra, _extra) = (_hourExtra + extra, _extra + extra);
    }

    private void Press(WorldComponent component, long minuteMs)
    {
        var lost = component.MinuteShort;
        var presses = lost > 0 && lost * 1000 >= component.MinuteOffered * PressurePerThousand;
        var open = _pressures[component.Index];
        if (presses)
        {
            _pressures[component.Index] = open is null
                ? new Pressure(component.Plan.Name, Instant.Of(minuteMs), null, lost)
                : open with { Failed = open.Failed + lost };
        }
        else if (open is not null)
        {
            _overPressures.Add(open with { RelievedAt = Instant.Of(minuteMs) });
            _pressures[component.Index] = null;
        }
    }

    private void EndHour(long nowMs)
    {
        if (_hourMs is not { } from || nowMs <= from)
        {
            return;
        }

        _hours.Add(new Hour(
            Instant.Of(from),
            _hour,
            Hours(_hourUnitMinutes),
            _hasPrices ? decimal.Round(_hourCost, 4) : null,
            _hasPrices ? decimal.Round(_hourExtra, 4) : null));
        timeline.Add(
            nowMs,
            "hour",
            ("served", _hour.Served.ToString(CultureInfo.InvariantCulture)),
            ("shed", _hour.Shed == 0 ? null : _hour.Shed.ToString(CultureInfo.InvariantCulture)),
            ("failed", _hour.Failed.ToString(CultureInfo.InvariantCulture)),
            ("unitMinutes", _hourUnitMinutes.ToString(CultureInfo.InvariantCulture)));
        (_hourMs, _hour, _hourUnitMinutes, _hourCost, _hourExtra) = (null, RequestTotals.Zero, 0, 0, 0);
    }
}
