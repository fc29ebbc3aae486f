using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.PostMortems;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>An event of four hours whose every number is known, told line by line.</summary>
internal static class Happened
{
    public static readonly DateTimeOffset Prewarm = Make.T0;
    public static readonly DateTimeOffset Live = Make.T0.AddHours(1);
    public static readonly DateTimeOffset Cooldown = Make.T0.AddHours(3);
    public static readonly DateTimeOffset Closed = Make.T0.AddHours(4);
    public static readonly ComponentName Front = ComponentName.Parse("front");
    public static readonly RunbookName Fix = RunbookName.Parse("fix");

    public static CompiledPlan Plan { get; } = new(
        Alarmed.Event,
        "Spring sale",
        "Asia/Seoul",
        [new UtcOffsetChange(Make.T0.AddYears(-1), TimeSpan.FromHours(9), "KST")],
        new EventSchedule(Prewarm, Live, Cooldown, Closed),
        [
            Make.Component(ceiling: 40) with
            {
                Floor = 12,
                Factor = 6,
                Model = new CapacityModel(2, 100, TimeSpan.FromMinutes(4), 0, 2, 60),
                UnitPricePerHour = 0.5m,
            },
        ],
        [new Response("cpu", new AlarmSelector("front*"), Front, AlarmRole.Trigger, Fix)],
        [new Runbook(Fix, [new RunbookStep("raise", new StepAction.CapacityRaise(By: 2), TimeSpan.FromMinutes(10))])],
        TimeSpan.FromMinutes(15))
    {
        Expectation = new Expectation(6, null, null),
        Criteria =
        [
            new SuccessCriterion("served", CriterionMeasure.ServedPercent, 99.5m),
            new SuccessCriterion("relief", CriterionMeasure.ReliefMinutes, 10),
        ],
        Traffic =
        [
            new TrafficStream(
                "www",
                200,
                [new StreamTarget(Front, 1)],
                TimeSpan.FromMinutes(1),
                [new TrafficShape.Plateau(Live, Cooldown, 5, TimeSpan.Zero)]),
        ],
    };

    public static Wording English { get; } = new(Language.English, new PlanClocks(Plan));

    public static Wording Korean { get; } = new(Language.Korean, new PlanClocks(Plan));

    public static EventFacts Nothing { get; } = new(
        Plan,
        new EventHead(Plan.Event, Phase.Closed, AutomationMode.Act, "", 3, Closed),
        Closed.AddHours(1))
    {
        Components = [new ComponentRecord(Plan.Components[0], null, null)],
    };

    /// <summary>With the phases that the schedule asks for.</summary>
    public static EventFacts Lived { get; } = Nothing.With(
        Line(Prewarm, JournalKind.Progress, "phase Prewarm", "the plan's schedule"),
        Line(Live, JournalKind.Progress, "phase Live", "the plan's schedule"),
        Line(Cooldown, JournalKind.Progress, "phase Cooldown", "the plan's schedule"),
        Line(Closed, JournalKind.Progress, "phase Closed", "the plan's schedule"));

    public static EventFacts With(this EventFacts facts, params JournalEntry[] lines) => facts with
    {
        Journal = [.. facts.Journal.Concat(lines).OrderBy(l => l.At)],
    };

    public static JournalEntry Line(DateTimeOffset at, JournalKind kind, string verdict, string reason) =>
        new(Plan.Event, at, kind, verdict, reason);

    /// <summary>A decision on an alarm's transition, as it is journalled.</summary>
    public static JournalEntry Decided(
        DateTimeOffset changedAt,
        AlarmStateValue state,
        AlarmVerdict verdict,
        RunId? run = null,
        string alarm = "front cpu",
        double secondsLater = 2)
    {
        var transition = Alarmed.Transition(changedAt, state, alarm);
        return Line(changedAt.AddSeconds(secondsLater), JournalKind.Decision, verdict.ToString(), $"about {alarm}") with
        {
            Alarm = transition.Alarm,
            Component = Front,
            Run = run,
            Cause = transition.DedupeKey,
        };
    }

    public static JournalEntry Done(DateTimeOffset at, RunId run, string change) =>
        Line(at, JournalKind.Outcome, change, "Done: done") with { Run = run, Component = Front };

    /// <summary>An alarm that was answered within six seconds and was OK again after four minutes.</summary>
    public static EventFacts Answered(this EventFacts facts, DateTimeOffset at, RunId run) => facts.With(
        Decided(at, AlarmStateValue.Alarm, AlarmVerdict.Starts, run),
        Done(at.AddSeconds(6), run, "set the bounds of group web from 12–40 to 14–40"),
        Decided(at.AddMinutes(4), AlarmStateValue.Ok, AlarmVerdict.Cleared)) with
    {
        Runs = [.. facts.Runs, RunOf(run, RunState.Done)],
    };

    public static Run RunOf(RunId id, RunState state, string reason = "as asked") =>
        Run.Start(
            Plan.Event,
            id,
            Plan.Runbooks[0],
            Front,
            null,
            1,
            new RunTrigger.ByAlarm(Alarmed.Transition(Live).Alarm, Live, "cpu"),
            Live) with { State = state, Reason = reason };

    /// <summary>Minutes from an instant on, each with the same requests a second and units.</summary>
    public static EventFacts Measured(
        this EventFacts facts,
        DateTimeOffset from,
        int minutes,
        int perSecond,
        decimal units,
        int failedPerSecond = 0)
    {
        var at = Enumerable.Range(0, minutes).Select(m => from.AddMinutes(m)).ToList();
        return facts with
        {
            Measured = facts.Measured with
            {
                Period = TimeSpan.FromMinutes(1),
                Demand =
                [
                    .. facts.Measured.Demand,
                    .. at.Select(a => new DemandPoint(
                        a, perSecond * 60, (perSecond - failedPerSecond) * 60, 0, failedPerSecond * 60)),
                ],
                Capacity =
                [
                    .. facts.Measured.Capacity,
                    .. at.Select(a => new CapacityPoint(a, Front, units, perSecond * 60)),
                ],
            },
        };
    }

    public static ResourceState Raised { get; } =
        ResourceState.New(Make.WebGroup.Key, Plan.Event) with
        {
            RestorePoint = new RestorePoint(new Bounds(2, 8), 2, Prewarm),
        };
}
