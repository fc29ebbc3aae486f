using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Reports;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Reports;

/// <summary>Hours of an event: a calm one, one with a problem, one with a major problem.</summary>
internal static class Hour
{
    /// <summary>18:00 in Seoul; Live began an hour before.</summary>
    public static readonly DateTimeOffset Due = Make.T0;

    public static readonly ComponentName Front = ComponentName.Parse("front");
    public static readonly ComponentName Orders = ComponentName.Parse("orders");

    public static CompiledPlan Plan { get; } = new(
        EventId.Parse("spring-sale"),
        "Spring sale 2026",
        "Asia/Seoul",
        [new UtcOffsetChange(Make.T0.AddYears(-1), TimeSpan.FromHours(9), "KST")],
        new EventSchedule(Due.AddHours(-4), Due.AddHours(-1), Due.AddHours(5), Due.AddHours(9)),
        [
            Make.Component(40) with { Floor = 24 },
            Make.Component(20, resource: new Resource.AutoScalingGroup("123456789012", "ap-northeast-2", "orders")) with
            {
                Name = Orders,
                Floor = 10,
            },
        ],
        [],
        [],
        TimeSpan.FromMinutes(15))
    {
        Metrics =
        [
            Metric("requests", "RequestCount", "Sum", new MetricRange(20_000, 80_000)),
            Metric("errors", "HTTPCode_Target_5XX_Count", "Sum", new MetricRange(0, 60)),
            Metric("latency", "TargetResponseTime", "p99", new MetricRange(0.05, 0.4)) with { Component = Front },
        ],
        Criteria =
        [
            new SuccessCriterion("served at least 99.5%", CriterionMeasure.ServedPercent, 99.5m),
            new SuccessCriterion("extra spend at most 800 USD", CriterionMeasure.ExtraSpend, 800),
            new SuccessCriterion("shed at most 1%", CriterionMeasure.ShedPercent, 1),
        ],
        Contacts =
        [
            new Contact("Min-ji Park", "owner", "minji.park@shop.example", []),
            new Contact("Payment provider", "external", "oncall@pay.example", []),
            new Contact("Leadership", "leadership", "leadership@shop.example", [Phase.Live]) { Language = Language.Korean },
        ],
        WarRoom = new WarRoom("+82 2 555 0100, code 4711", "https://meet.shop.example/spring-sale"),
        Traffic =
        [
            new TrafficStream(
                "shop",
                800,
                [new StreamTarget(Front, 100)],
                TimeSpan.FromSeconds(60),
                [new TrafficShape.LaunchSpike(
                    Due.AddHours(-1),
                    4,
                    TimeSpan.FromMinutes(10),
                    TimeSpan.FromHours(3),
                    TimeSpan.FromHours(2))]),
        ],
        Reports = ReportPlan.Default with
        {
            Languages = [Language.English, Language.Korean],
            From = "readiness@shop.example",
            Requests = "requests",
            Failed = "errors",
        },
    };

    public static EventHead Head { get; } = new(
        Plan.Event, Phase.Live, AutomationMode.Act, "the plan says so", 3, Due.AddHours(-1));

    /// <summary>Nothing wrong: all that is looked at is normal.</summary>
    public static ReportFacts Green { get; } = new(Plan, Head, Due.AddSeconds(40))
    {
        Components = [Reading(0, 24), Reading(1, 12)],
        Present = [Series("requests", 186_000), Series("errors", 21), Series("latency", 0.21)],
        Counted = [Series("requests", 10_842_117), Series("errors", 1_204)],
        Spend = new SpendProgress(Plan.Event, Due.AddMinutes(-10), 184.2m, 1_842, [], null),
        Journal =
        [
            Line(JournalKind.Outcome, "group web: bounds 24–40 to 26–40", "Done: the group has these bounds", Front, -31),
            Line(JournalKind.Outcome, "group web: bounds 26–40 to 28–40", "Done: the group has these bounds", Front, -22),
            Line(JournalKind.Decision, "CoolingDown", "CapacityUp on component front cools down until 17:45", Front, -20),
            Line(JournalKind.Decision, "Cleared", "the trouble is over", Front, -18),
            Line(JournalKind.Person, "acknowledge", "Kim looks at it", Front, -17),
        ],
    };

    /// <summary>An alarm fires, orders is below plan, a metric is out of range, and a delivery of the hour before failed.
    /// </summary>
    public static ReportFacts Yellow { get; } = Green with
    {
        Last = ReportMaker.Make(
            Green with { Now = Due.AddHours(-1) },
            new ReportDue(Due.AddHours(-1), ReportKind.Regular, []),
            [Delivery.Open("minji.park@shop.example", "Min-ji Park", Language.English) with
            {
                State = DeliveryState.Refused,
                Reason = "SES: Email address is not verified in region ap-northeast-2",
            }]),
        Components = [Reading(0, 24), Reading(1, 9)],
        Present = [Series("requests", 201_000), Series("errors", 35), Series("latency", 0.62)],
        Firing = [Alarm("orders-cpu", -8)],
        Issues =
        [
            Trouble(
                IssueKind.SlowBoot,
                Orders,
                "1 of 10 instances is not in service after 9 min; it booted in 4 min before",
                "wait until 18:10, then replace it",
                "Ji-woo Han",
                10),
        ],
    };

    /// <summary>AWS has no capacity, the ladder sheds, automation is paused, the metrics cannot be read.</summary>
    public static ReportFacts Red { get; } = Yellow with
    {
        Head = Head with { Mode = AutomationMode.Paused, ModeReason = "orders database is being failed over by hand", ChangedAt = Due.AddMinutes(-12) },
        Components = [Reading(0, 17, level: 2), Reading(1, 9)],
        Firing = [Alarm("front-5xx", -26), Alarm("orders-cpu", -14)],
        Issues =
        [
            .. Yellow.Issues,
            Trouble(
                IssueKind.CapacityShortage,
                Front,
                "AWS has no m7g.2xlarge in ap-northeast-2a; 7 of 24 instances are missing",
                "front-spare is raised instead",
                null,
                null),
        ],
        Present = [],
        Counted = [Series("requests", 9_410_220), Series("errors", 301_877)],
        Unseen = [new Unseen("metrics requests, errors, latency", "cloudwatch:GetMetricData is denied; allow it to Reporter's role")],
    };

    public static Report Of(ReportFacts facts, ReportKind kind = ReportKind.Regular) => ReportMaker.Make(
        facts,
        new ReportDue(Due, kind, []),
        ReportRecipients.Of(Plan, Phase.Live, hasTopic: true));

    public static ComponentReading Reading(int component, int inService, int level = 0) => new(
        Plan.Components[component],
        ComponentState.New(Plan.Components[component].Name) with
        {
            Ladder = level == 0 ? null : LadderState.Ground with { Level = level },
        },
        null,
        inService,
        new Bounds(Plan.Components[component].Floor, Plan.Components[component].Ceiling));

    public static MetricSeries Series(string name, double value) => new(name, [new MetricPoint(Due.AddMinutes(-2), value)]);

    public static Issue Trouble(
        IssueKind kind,
        ComponentName? on,
        string summary,
        string plan,
        string? owner,
        int? expectedInMinutes) => new(
        Plan.Event,
        RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
        on,
        kind,
        summary,
        plan,
        owner,
        expectedInMinutes is { } minutes ? Due.AddMinutes(minutes) : null,
        Due.AddMinutes(-9),
        null,
        null);

    public static AlarmMemory Alarm(string name, int sinceMinutes)
    {
        var transition = Alarmed.Transition(Due.AddMinutes(sinceMinutes), name: name);
        return new AlarmMemory(
            transition.Alarm,
            null,
            AlarmStateValue.Alarm,
            transition.ChangedAt,
            transition.Reason,
            [],
            null,
            null,
            null,
            1,
            null,
            AlarmVerdict.Starts,
            transition);
    }

    public static JournalEntry Line(JournalKind kind, string verdict, string reason, ComponentName? on, int minutes) =>
        new(Plan.Event, Due.AddMinutes(minutes), kind, verdict, reason, on);

    private static PlanMetric Metric(string name, string metric, string statistic, MetricRange normal) =>
        new(name, null, "123456789012", "ap-northeast-2", "AWS/ApplicationELB", metric, [], statistic, normal);
}
