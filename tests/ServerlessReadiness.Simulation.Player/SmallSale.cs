using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Languages;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Simulation.Player;

/// <summary>A sale of a few hours on three components and a database: small enough to be played hundreds of times.
/// </summary>
public static class SmallSale
{
    public const string Account = "123456789012";
    public const string Region = "ap-northeast-2";

    public static readonly DateTimeOffset Live = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);

    public static readonly ComponentName Front = ComponentName.Parse("front");
    public static readonly ComponentName Api = ComponentName.Parse("api");
    public static readonly ComponentName Data = ComponentName.Parse("data");
    public static readonly ComponentName Orders = ComponentName.Parse("orders");

    public static CompiledPlan Plan { get; } = new(
        EventId.Parse("sale"),
        "Small sale",
        "Asia/Seoul",
        [new UtcOffsetChange(Live.AddYears(-1), TimeSpan.FromHours(9), "KST")],
        new EventSchedule(Live.AddHours(-1), Live, Live.AddHours(3), Live.AddHours(5)),
        [
            Component(Front, new Resource.AutoScalingGroup(Account, Region, "web"), 8, 40, Model(8, 100, 90, 70)) with
            {
                Factor = 3,
                DependsOn = [new Dependency(Api, 1)],
                UnitPricePerHour = 0.1m,
            },
            Component(
                Api,
                new Resource.ScalableTarget(Account, Region, "ecs", "service/shop/api", "ecs:service:DesiredCount"),
                6,
                40,
                Model(6, 120, 40, 70)) with
            {
                Factor = 3,
                DependsOn = [new Dependency(Data, 1.5m), new Dependency(Orders, 0.1m)],
                UnitPricePerHour = 0.05m,
            },
            Component(
                Data,
                new Resource.AutoScalingGroup(Account, Region, "cache"),
                6,
                30,
                Model(6, 250, 120, null)) with
            {
                Armed = true,
                Factor = 3,
                UnitPricePerHour = 0.2m,
            },
            Component(
                Orders,
                new Resource.Setting(Account, Region, SettingService.RdsInstance, "orders"),
                1,
                1,
                null) with
            {
                Settings = [new SettingValue("class", "db.r6g.4xlarge")],
                Factor = 3,
                Restart = new RestartConsent("Ji-woo Han", Live.AddHours(-1), Live.AddMinutes(-20)),
            },
        ],
        [
            Use("front-use", Front, "raise-a-lot"),
            Use("api-use", Api, "raise-a-lot"),
            Use("data-use", Data, "raise"),
            new Response(
                "front-failures",
                new AlarmSelector("front-5xx"),
                Front,
                AlarmRole.Trigger,
                RunbookName.Parse("tell"))
            {
                Model = new AlarmModel(AlarmMeasure.FailedPercent, 5, TimeSpan.FromMinutes(1), 3, 2),
            },
            Sick("front-status", Front),
            Sick("data-status", Data),
        ],
        [
            Runbook("raise", new StepAction.CapacityRaise(By: 2)),
            Runbook("raise-a-lot", new StepAction.CapacityRaise(ByPercent: 50)),
            Runbook("replace", new StepAction.InstanceReplace()),
            Runbook("tell", new StepAction.Notify("{component} fails requests", "Alarm {alarm}: {reason}")),
        ],
        TimeSpan.FromMinutes(15))
    {
        Traffic =
        [
            new TrafficStream(
                "shop",
                400,
                [new StreamTarget(Front, 100)],
                TimeSpan.FromSeconds(60),
                [
                    new TrafficShape.DailyCurve(Live.AddHours(2), 20),
                    new TrafficShape.LaunchSpike(
                        Live.AddMinutes(5),
                        3,
                        TimeSpan.FromMinutes(10),
                        TimeSpan.FromHours(1),
                        TimeSpan.FromHours(1)),
                ]),
        ],
        Stages =
        [
            new PrewarmStage(
                1,
                Live.AddHours(-1),
                Live.AddMinutes(-30),
                [new StageGoal(Data, 10), new StageGoal(Orders, 0)]),
            new PrewarmStage(2, Live.AddMinutes(-40), Live.AddMinutes(-20), [new StageGoal(Api, 10)]),
            new PrewarmStage(3, Live.AddMinutes(-25), Live.AddMinutes(-5), [new StageGoal(Front, 12)]),
        ],
        ReturnToNormal = new ReturnToNormal(
            TimeSpan.FromMinutes(10),
            10,
            TimeSpan.FromMinutes(3),
            ["Tell support that it is over"]),
        Guardrails = new Guardrails(Live.AddHours(12), 100, "USD"),
        Reports = ReportPlan.Default with
        {
            Every =
            [
                new ReportEvery(Phase.Prewarm, TimeSpan.FromMinutes(30)),
                new ReportEvery(Phase.Live, TimeSpan.FromHours(1)),
                new ReportEvery(Phase.Cooldown, TimeSpan.FromHours(1)),
            ],
            Languages = [Language.English, Language.Korean],
            From = "readiness@shop.example",
        },
        Contacts =
        [
            new Contact("Min-ji Park", "owner", "minji.park@shop.example", []),
            new Contact("Leadership", "leadership", "leadership@shop.example", [Phase.Live])
            {
                Language = Language.Korean,
            },
        ],
        Metrics =
        [
            new PlanMetric(
                "requests",
                Front,
                Account,
                Region,
                "AWS/ApplicationELB",
                "RequestCount",
                [],
                "Sum",
                new MetricRange(0, 60_000)),
        ],
    };

    /// <summary>The same over 36 hours, with two components more: what speed is measured on.</summary>
    public static CompiledPlan Long { get; } = Plan with
    {
        Schedule = new EventSchedule(Live.AddHours(-4), Live, Live.AddHours(24), Live.AddHours(30)),
        Guardrails = new Guardrails(Live.AddHours(40), 100, "USD"),
        Components =
        [
            .. Plan.Components,
            Component(
                ComponentName.Parse("search"),
                new Resource.AutoScalingGroup(Account, Region, "search"),
                6,
                30,
                Model(6, 120, 90, 60)) with { DependsOn = [new Dependency(Data, 0.2m)] },
            Component(
                ComponentName.Parse("mail"),
                new Resource.AutoScalingGroup(Account, Region, "mail"),
                2,
                10,
                Model(2, 50, 90, 60)),
        ],
        Traffic =
        [
            Plan.Traffic[0],
            Plan.Traffic[0] with { Name = "search", Targets = [new StreamTarget(ComponentName.Parse("search"), 1)] },
        ],
    };

    private static Component Component(
        ComponentName name,
        Resource resource,
        int floor,
        int ceiling,
        CapacityModel? model) =>
        new(name, resource, floor, ceiling, 50, TimeSpan.FromMinutes(5), []) { Model = model };

    private static CapacityModel Model(int units, int requests, int bootSeconds, int? target) =>
        new(units, requests, TimeSpan.FromSeconds(bootSeconds), 10, 2, target);

    private static Response Use(string name, ComponentName component, string runbook) => new(
        name,
        new AlarmSelector(name),
        component,
        AlarmRole.Trigger,
        RunbookName.Parse(runbook))
    {
        Model = new AlarmModel(AlarmMeasure.UsePercent, 85, TimeSpan.FromMinutes(1), 3, 2),
    };

    private static Response Sick(string name, ComponentName component) => new(
        name,
        new AlarmSelector($"{name}-*"),
        component,
        AlarmRole.Trigger,
        RunbookName.Parse("replace"))
    {
        Model = new AlarmModel(AlarmMeasure.StatusCheck, 0, TimeSpan.FromMinutes(1), 2, 2),
    };

    private static Runbook Runbook(string name, StepAction action) =>
        new(RunbookName.Parse(name), [new RunbookStep("step", action, TimeSpan.FromMinutes(30))]);
}
