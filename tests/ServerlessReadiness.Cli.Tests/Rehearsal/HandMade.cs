using ServerlessReadiness.Cli.Rehearsal;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Simulation;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Results;

namespace ServerlessReadiness.Cli.Tests.Rehearsal;

/// <summary>
/// A played event whose every number is known: traffic that steps up tenfold when Live starts, served whole with
/// automation and by half without.
/// </summary>
internal static class HandMade
{
    public const int NormalPerMinute = 6_000;
    public const int PeakPerMinute = 60_000;
    public static readonly DateTimeOffset Prewarm = new(2026, 11, 26, 22, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Live = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Cooldown = new(2026, 11, 27, 6, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Closed = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);
    private static readonly ComponentName Web = ComponentName.Parse("web");
    private static readonly ComponentName Data = ComponentName.Parse("data");
    private static readonly AlarmId WebBusy =
        AlarmId.Parse("arn:aws:cloudwatch:ap-northeast-2:123456789012:alarm:web-<busy>");
    private static readonly TimeSpan Before = TimeSpan.FromHours(1);

    public static CompiledPlan Plan { get; } = new(
        EventId.Parse("sale"),
        "Sale & \"more\" <b>",
        "Asia/Seoul",
        [new UtcOffsetChange(Prewarm.AddDays(-30), TimeSpan.FromHours(9), "KST")],
        new EventSchedule(Prewarm, Live, Cooldown, Closed),
        [Component(Web), Component(Data)],
        [],
        [],
        TimeSpan.FromMinutes(15))
    {
        Criteria =
        [
            new SuccessCriterion("served", CriterionMeasure.ServedPercent, 99.9m),
            new SuccessCriterion("relief", CriterionMeasure.ReliefMinutes, 10),
            new SuccessCriterion("spend", CriterionMeasure.ExtraSpend, 100),
        ],
        Traffic =
        [
            new TrafficStream("www", 100, [new StreamTarget(Web, 1)], TimeSpan.FromMinutes(1), []),
        ],
    };

    public static RehearsalOptions Options { get; } =
        new("plans/sale.yaml", 1, 1, WhatIf.AsPlanned, [], Weather.Usual);

    public static RehearsedPair Pair => new EventRehearsal(Play).Play(Plan, Options, RehearsalProgress.None);

    public static SimulationResult Play(
        CompiledPlan plan,
        SimulationSettings settings,
        Action<DateTimeOffset>? progress)
    {
        progress?.Invoke(Closed);
        var isHelped = settings.WithAutomation;
        List<Minute> minutes = [];
        for (var at = Prewarm - Before; at < Closed + Before; at += TimeSpan.FromMinutes(1))
        {
            minutes.Add(MinuteAt(at, isHelped));
        }

        var live = minutes.Where(m => m.At >= Live && m.At < Cooldown).ToList();
        return new SimulationResult(
            settings.Seed,
            isHelped,
            Prewarm - Before,
            Closed + Before,
            Sum(minutes),
            Sum(live),
            isHelped ? 320 : 120,
            isHelped ? 60.5m : 0,
            isHelped ? 3 : 0,
            isHelped ? 1 : 0,
            [])
        {
            Pressures = isHelped ? [] : [new Pressure(Web, Live, Cooldown, 10_800_000)],
            Alarms = [new AlarmEpisode(WebBusy.Name, Web, Live, isHelped ? Live.AddMinutes(4) : Cooldown)],
            Phases =
            [
                new(Prewarm - Before, Phase.Scheduled), new(Prewarm, Phase.Prewarm), new(Live, Phase.Live),
                new(Cooldown, Phase.Cooldown), new(Closed, Phase.Closed),
            ],
            Hours = [.. minutes.Chunk(60).Select(HourOf)],
            Minutes = minutes,
            Journal = isHelped ? Journal : [],
            Told = isHelped ? [new Told(Live, "Look at web", "web-<busy> fires on web.")] : [],
            Timeline = ["{\"at\":\"2026-11-26T21:00:00Z\"}", $"{{\"seed\":{settings.Seed}}}"],
        };
    }

    private static IReadOnlyList<JournalEntry> Journal
    {
        get
        {
            var run = RunId.Parse("01KB0Z6T5R9V3M8QWXYC4D7E2F");
            JournalEntry Line(int minute, JournalKind kind, string verdict, string reason) =>
                new(Plan.Event, Live.AddMinutes(minute), kind, verdict, reason, Web, WebBusy);
            return
            [
                Line(1, JournalKind.Decision, "Starts", "use is at 95 % for 3 minutes") with { Run = run },
                Line(1, JournalKind.Outcome, "capacity.raise", "done") with
                {
                    Run = run, Before = "4–40", After = "8–40",
                },
                Line(2, JournalKind.Decision, "Duplicate", "this transition was decided before"),
                Line(3, JournalKind.Decision, "Duplicate", "this transition was decided before"),
                Line(4, JournalKind.Page, "BudgetSpent", "a <person> & friends are called"),
            ];
        }
    }

    private static Component Component(ComponentName name) => new(
        name,
        new Resource.AutoScalingGroup("123456789012", "ap-northeast-2", $"{name}-asg"),
        40,
        60,
        75,
        TimeSpan.FromMinutes(5),
        [])
    {
        Factor = 10,
        Model = new CapacityModel(4, 25, TimeSpan.FromMinutes(3), 0, 2, 60),
        UnitPricePerHour = 0.5m,
    };

    private static Minute MinuteAt(DateTimeOffset at, bool isHelped)
    {
        var offered = at >= Live && at < Cooldown ? PeakPerMinute : NormalPerMinute;
        var units = isHelped && at >= Prewarm && at < Cooldown ? 40 : at >= Live && at < Cooldown ? 20 : 4;
        var served = Math.Min(offered, units * 25 * 60);
        return new Minute(
            at,
            new RequestTotals(served, 0, offered - served),
            [.. new[] { Web, Data }.Select(c => new ComponentMinute(
                c, units, 60, units, units, offered, served, 0, offered * 100 / (units * 25 * 60)))]);
    }

    private static Hour HourOf(IReadOnlyList<Minute> minutes)
    {
        var units = minutes.Sum(m => m.Components.Sum(c => c.InService)) / 60m;
        return new Hour(minutes[0].At, Sum(minutes), units, units * 0.5m, Math.Max(0, units - 8) * 0.5m);
    }

    private static RequestTotals Sum(IEnumerable<Minute> minutes) => minutes.Aggregate(
        RequestTotals.Zero,
        (sum, m) => new RequestTotals(
            sum.Served + m.Requests.Served, sum.Shed + m.Requests.Shed, sum.Failed + m.Requests.Failed));
}
