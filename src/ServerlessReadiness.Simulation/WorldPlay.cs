using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Simulation.Alarms;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Recording;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation;

/// <summary>The world of a plan by itself: traffic, units, scaling policies, alarms and faults, tick by tick.</summary>
internal sealed class WorldPlay
{
    /// <summary>What a normal day looked like, for baselines; a day is enough for a daily curve.</summary>
    private const int HistoryMinutes = 24 * 60;

    private const int TicksPerMinute = 60 / TrafficCurve.TickSeconds;

    private readonly TrafficFlow _flow;
    private readonly MinuteTotals _totals;
    private readonly SimulatedChance _lag;
    private int _tick;

    public WorldPlay(
        CompiledPlan plan,
        SimulationSettings settings,
        long fromMs,
        long untilMs,
        LiveAlready? live = null)
    {
        Chance = new SimulatedChance(settings.Seed);
        Rates = Rates.Of(settings.Weather);
        Scheduler = new Scheduler(fromMs, Chance.Split("order"));
        Account = new SimulatedAccount(
            plan,
            settings.WhatIf,
            Rates.BootJitterPercent,
            Chance.Split("account"),
            fromMs,
            live)
        {
            Automations = new SimulatedAutomations(Rates, Chance.Split("automations")),
        };
        Timeline = new Timeline(settings.Records);
        Recorder = new Recorder(plan, Account, settings.Records, Timeline);
        Metrics = new MetricBook(Account, [.. plan.Ladders.Select(l => l.Offered)]);
        _totals = new MinuteTotals(Account.Components.Count);
        _lag = Chance.Split("alarms");
        Alarms = new AlarmBoard(plan, Account, fromMs, alarm =>
        {
            Recorder.Changed(alarm, Scheduler.NowMs);
            if (!alarm.IsSilent)
            {
                AlarmChanged(alarm);
            }
        });
        Fates = new CallFates(Rates, Chance.Split("calls"));
        Faults = new FaultPlayer(Scheduler, Account, Fates, Chance.Split("zones"), Told);
        Remember(plan, settings, fromMs);
        _flow = Flow(plan, settings, fromMs, (int)((Simulator.LatestEnd(untilMs) - fromMs) / TrafficCurve.TickMs) + 1);
        Faults.Schedule([
            .. settings.Faults,
            .. WeatherForecast.Draw(plan, settings.Weather, Chance.Split("weather")),
        ]);
        Scheduler.At(fromMs + TrafficCurve.TickMs, Tick);
    }

    public SimulatedChance Chance { get; }

    public Rates Rates { get; }

    public Scheduler Scheduler { get; }

    public SimulatedAccount Account { get; }

    public Timeline Timeline { get; }

    public Recorder Recorder { get; }

    public MetricBook Metrics { get; }

    public AlarmBoard Alarms { get; }

    public CallFates Fates { get; }

    public FaultPlayer Faults { get; }

    /// <summary>An alarm went to another state and sends its message.</summary>
    public Action<SimulatedAlarm> AlarmChanged { get; set; } = _ => { };

    /// <summary>A fault begins.</summary>
    public Action<PlannedFault> FaultBegins { get; set; } = _ => { };

    /// <summary>A minute has passed.</summary>
    public Action<long> MinutePassed { get; set; } = _ => { };

    private void Told(PlannedFault fault, bool begins)
    {
        Timeline.Add(
            Scheduler.NowMs,
            "fault",
            ("fault", fault.Kind.ToString()),
            ("component", fault.Component?.Value),
            ("state", begins ? "begins" : "is over"));
        if (begins)
        {
            FaultBegins(fault);
        }
    }

    private void Tick()
    {
        var now = Scheduler.NowMs;
        _flow.Tick(_tick++, now);
        foreach (var component in Account.Components)
        {
            component.CountTick();
            component.Zones?.Settle(now);
        }

        Recorder.Tick(_flow.Last, now);
        if (_tick % TicksPerMinute == 0)
        {
            Minute(now);
        }

        Scheduler.At(now + TrafficCurve.TickMs, Tick);
    }

    private void Minute(long nowMs)
    {
        var minuteMs = nowMs - Instant.MinuteMs;
        Metrics.AddOutside(minuteMs, Recorder.Minute(minuteMs), 1);
        foreach (var component in Account.Components)
        {
            _totals.Add(component, minuteMs);
            Metrics.Add(component, minuteMs, 1);
            component.Policy?.Look(component.MinuteUsePercent, component.Units, nowMs);
            component.BeginMinute();
        }

        // CloudWatch sees a minute's data some seconds after its end.
        Scheduler.At(
            nowMs + _lag.Between(8 * Instant.SecondMs, 25 * Instant.SecondMs),
            () => Alarms.Look(nowMs, _totals, Scheduler.NowMs));
        MinutePassed(nowMs);
    }

    private TrafficFlow Flow(CompiledPlan plan, SimulationSettings settings, long fromMs, int ticks)
    {
        var streams = plan.Traffic.Select(stream =>
        {
            var table = TrafficCurve.Table(stream, fromMs, ticks, settings.WhatIf.Peak);
            TrafficCurve.Ruffle(table, Rates.TrafficNoisePerThousand, Chance.Split($"traffic {stream.Name}"));
            return (DnsOf(stream), table);
        });
        return new TrafficFlow(Account.Components, [.. streams]);
    }

    /// <summary>A component of the plan that stands for the name steers it.</summary>
    private Dns DnsOf(TrafficStream stream) => Account.NameOf(stream) is { Records: { } records } ? new Dns(
        records,
        Instant.Ms(stream.DnsTtl)) : new Dns(
        [.. stream.Targets.Select(t => (Account.Find(t.Component)!, t.Weight))],
        Instant.Ms(stream.DnsTtl));

    /// <summary>The day before, one tick a minute, with the normal units and no scaling.</summary>
    private void Remember(CompiledPlan plan, SimulationSettings settings, long fromMs)
    {
        var startMs = fromMs - (HistoryMinutes * Instant.MinuteMs);
        var streams = plan.Traffic.Select(stream => (
            DnsOf(stream),
            TrafficCurve.MinuteTable(stream, startMs, HistoryMinutes, settings.WhatIf.Peak)));
        var flow = new TrafficFlow(Account.Components, [.. streams]);
        for (var minute = 0; minute < HistoryMinutes; minute++)
        {
            var minuteMs = startMs + (minute * Instant.MinuteMs);
            flow.Tick(minute, minuteMs);
            Metrics.AddOutside(minuteMs, flow.Last, TicksPerMinute);
            foreach (var component in Account.Components)
            {
                component.CountTick();
                Metrics.Add(component, minuteMs, TicksPerMinute);
                component.BeginMinute();
            }
        }
    }
}
