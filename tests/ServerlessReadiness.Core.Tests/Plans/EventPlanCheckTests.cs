using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Checks;
using ServerlessReadiness.Core.Plans.Reporting;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Plans;

/// <summary>What a whole event's plan must fulfil: stages, forecast, settings, windows, limits.</summary>
public sealed class EventPlanCheckTests
{
    private static readonly DateTimeOffset Live = Make.T0.AddHours(4);
    private static readonly ComponentName Front = ComponentName.Parse("front");
    private static readonly ComponentName Db = ComponentName.Parse("db");
    private static readonly CapacityModel Model = new(2, 100, TimeSpan.FromMinutes(3), 5, 3, 60);
    private static readonly Resource.Setting Rds = new("123456789012", "eu-west-1", SettingService.RdsInstance, "db");

    private static readonly CompiledPlan Valid = new(
        EventId.Parse("sale"),
        "Spring sale",
        "Asia/Seoul",
        [new(Make.T0.AddDays(-1), TimeSpan.FromHours(9), "KST")],
        new(Make.T0, Live, Live.AddHours(4), Live.AddHours(8)),
        [
            Make.Component() with { Name = Front, Floor = 6, Ceiling = 10, DependsOn = [new(Db, 2)], Model = Model },
            new Component(Db, Rds, 1, 1, 0, TimeSpan.FromMinutes(5), [])
            {
                Settings = [new("class", "db.r6g.xlarge")],
                Restart = new("Kim", Make.T0, Make.T0.AddHours(1)),
                RestartBack = new("Kim", Make.T0.AddHours(30), Make.T0.AddHours(34)),
            },
        ],
        [new("cpu", new("front cpu*"), Front, AlarmRole.Trigger, RunbookName.Parse("grow"))],
        [new(RunbookName.Parse("grow"), [new("raise", new StepAction.CapacityRaise(By: 2), TimeSpan.FromMinutes(10))])],
        TimeSpan.FromMinutes(15))
    {
        Stages =
        [
            new(1, Make.T0, Make.T0.AddHours(1), [new(Db, 1), new(Front, 4)]),
            new(2, Make.T0.AddHours(1), Make.T0.AddHours(3), [new(Front, 6)]),
        ],
        Guardrails = new(Live.AddHours(20), 1000, "EUR"),
        Reports = ReportPlan.Default with { From = "readiness@shop.example" },
        Freezes = [new("anthem", Live, Live.AddMinutes(5), [Front], AllowsCapacityUp: true)],
        Metrics =
        [
            new("busy", Front, "123456789012", "eu-west-1", "AWS/EC2", "CPUUtilization", [], "p99", new(1, 70)),
        ],
        Criteria = [new("served", CriterionMeasure.ServedPercent, 99)],
        Contacts = [new("Kim", "owner", "kim@example.com", [])],
        Traffic = [new("www", 100, [new(Front, 100)], TimeSpan.FromMinutes(1), [])],
    };

    /// <summary>A plan with one thing wrong, where, and a word of the cause.</summary>
    private static readonly (string Path, string Cause, CompiledPlan Plan)[] Wrong =
    [
        ("components[0].factor", "no load", At(0, c => c with { Factor = 0 })),
        ("components[0].unitPricePerHour", "negative", At(0, c => c with { UnitPricePerHour = -1 })),
        ("components[0].model.normalUnits", "serve nothing", Modelled(m => m with { NormalUnits = 0 })),
        ("components[0].model.requestsPerSecondPerUnit", "0 requests",
            Modelled(m => m with { RequestsPerSecondPerUnit = 0 })),
        ("components[0].model.bootTime", "negative", Modelled(m => m with { BootTime = TimeSpan.FromSeconds(-1) })),
        ("components[0].model.failuresPerThousandLaunches", "1001",
            Modelled(m => m with { FailuresPerThousandLaunches = 1001 })),
        ("components[0].model.zones", "no unit", Modelled(m => m with { Zones = 0 })),
        ("components[0].model.targetUsePercent", "101", Modelled(m => m with { TargetUsePercent = 101 })),
        ("components[0].dependsOn[0].component", "no component \"nobody\"",
            At(0, c => c with { DependsOn = [new(ComponentName.Parse("nobody"), 1)] })),
        ("components[0].dependsOn[0].factor", "-1 calls", At(0, c => c with { DependsOn = [new(Db, -1)] })),
        ("components[0].dependsOn[1].component", "used by",
            At(0, c => c with { DependsOn = [new(Db, 1), new(Db, 2)] })),
        ("components[1].dependsOn[0]", "front → db → front", At(1, c => c with { DependsOn = [new(Front, 1)] })),
        ("components[0].dependsOn[0]", "front → front", At(0, c => c with { DependsOn = [new(Front, 1)] })),
        ("components[0].alternative", "for itself", At(0, c => c with { Alternative = Front })),
        ("components[0].alternative", "no component", At(0, c => c with { Alternative = ComponentName.Parse("x") })),
        ("components[0].alternative", "has no bounds", At(0, c => c with { Alternative = Db })),
        ("components[1].armed", "cannot be armed", At(1, c => c with { Armed = true })),
        ("components[0].settings", "has bounds", At(0, c => c with { Settings = [new("iops", "1")] })),
        ("components[1].settings", "nothing says", At(1, c => c with { Settings = [] })),
        ("components[1].settings[0].name", "no setting \"size\"", At(1, c => c with { Settings = [new("size", "1")] })),
        ("components[1].settings[0].value", "\"0\" is no iops", At(1, c => c with { Settings = [new("iops", "0")] })),
        ("components[1].settings[0].value", "is no class", At(1, c => c with { Settings = [new("class", "xlarge")] })),
        ("components[1].settings[1].name", "used by",
            At(1, c => c with { Settings = [new("iops", "1"), new("iops", "2")] })),
        ("components[1].restart", "nobody agreed", At(1, c => c with { Restart = null })),
        ("components[1].restartBack.until", "not after its start",
            At(1, c => c with { RestartBack = new("Kim", Make.T0.AddHours(34), Make.T0.AddHours(30)) })),
        ("components[1].restartBack.from", "before the window of the way there ends",
            At(1, c => c with { RestartBack = new("Kim", Make.T0.AddMinutes(30), Make.T0.AddHours(34)) })),
        ("components[1].restart.until", "not after",
            At(1, c => c with { Restart = new("Kim", Make.T0, Make.T0) }) with { Stages = [] }),
        ("components[1].resource.id", "empty", At(1, c => c with { Resource = Rds with { Id = "" } })),

        ("stages[0].number", "has number 2", Stage(0, s => s with { Number = 2 })),
        ("stages[1].goals", "raises nothing",
            Valid with { Stages = Valid.Stages.With(0, Valid.Stages[0] with { Goals = [new(Db, 1), new(Front, 6)] })
                .With(1, Valid.Stages[1] with { Goals = [] }) }),
        ("stages[1].at", "outside the pre-warm", Stage(1, s => s with { At = Live })),
        ("stages[1].proceedAnywayAt", "given up", Stage(1, s => s with { ProceedAnywayAt = s.At })),
        ("stages[1].proceedAnywayAt", "given up", Stage(1, s => s with { ProceedAnywayAt = Live.AddMinutes(1) })),
        ("stages[1].at", "before the stage before it",
            Valid with { Stages = Valid.Stages.With(0, Valid.Stages[0] with { Goals = [new(Front, 4)], At = Make.T0.AddHours(2),
                ProceedAnywayAt = Make.T0.AddHours(3) }) }),
        ("stages[0].goals[1].floor", "not between", Stage(0, s => s with { Goals = [new(Db, 1), new(Front, 0)] })),
        ("stages[1].goals[0].floor", "falls from 6 to 5",
            Valid with { Components = Valid.Components.With(0, Valid.Components[0] with { Floor = 5 }),
                Stages = Valid.Stages.With(0, Valid.Stages[0] with { Goals = [new(Db, 1), new(Front, 6)] })
                    .With(1, Valid.Stages[1] with { Goals = [new(Front, 5)] }) }),
        ("stages[1].goals[0].floor", "holds 5, and its floor is 6", Stage(1, s => s with { Goals = [new(Front, 5)] })),
        ("stages[1].goals[1].component", "used by",
            Stage(1, s => s with { Goals = [new(Front, 6), new(Front, 6)] })),
        ("stages[0].goals[0].component", "outside its restart window",
            At(1, c => c with { Restart = new("Kim", Make.T0.AddHours(1), Make.T0.AddHours(2)) })),

        ("freezes[0].until", "not after", Freeze(f => f with { Until = f.From })),
        ("freezes[0].name", "no name", Freeze(f => f with { Name = "" })),
        ("freezes[1].name", "used by", Valid with { Freezes = Valid.Freezes.Add(Valid.Freezes[0]) }),
        ("freezes[0].components[0]", "no component", Freeze(f => f with { Components = [ComponentName.Parse("x")] })),
        ("freezes[0].from", "forbids pre-warm stage 2 (front;",
            Freeze(f => f with { From = Make.T0.AddHours(2), AllowsCapacityUp = false })),
        ("freezes[0].from", "whole restart window of db",
            Freeze(f => f with { From = Make.T0, Until = Make.T0.AddHours(1), Components = [Db] })),
        ("freezes[0].until", "nothing can be back to normal", Freeze(f => f with { Until = Live.AddHours(20) })),

        ("guardrails.latestCooldown", "before the event can close",
            Valid with { Guardrails = Valid.Guardrails with { LatestCooldown = Live.AddHours(7) } }),
        ("guardrails.extraSpendMax", "buys nothing",
            Valid with { Guardrails = Valid.Guardrails with { ExtraSpendMax = 0 } }),
        ("guardrails.currency", "no currency", Valid with { Guardrails = Valid.Guardrails with { Currency = "won" } }),
        ("expectation.peak", "no load", Valid with { Expectation = new(0, null, null) }),
        ("returnToNormal.stepPercent", "11 %", Return(r => r with { StepPercent = 11 })),
        ("returnToNormal.stepEvery", "no time", Return(r => r with { StepEvery = TimeSpan.Zero })),
        ("returnToNormal.inRangeFor", "negative", Return(r => r with { InRangeFor = TimeSpan.FromSeconds(-1) })),
        ("returnToNormal.operational[0]", "empty", Return(r => r with { Operational = [" "] })),
        ("criteria[0].limit", "101 %", Valid with { Criteria = [Valid.Criteria[0] with { Limit = 101 }] }),
        ("criteria[0].limit", "negative",
            Valid with { Criteria = [new("spend", CriterionMeasure.ExtraSpend, -1)] }),
        ("criteria[1].name", "used by", Valid with { Criteria = Valid.Criteria.Add(Valid.Criteria[0]) }),

        ("metrics[0].component", "no component", Metric(m => m with { Component = ComponentName.Parse("x") })),
        ("metrics[0].namespace", "empty", Metric(m => m with { Namespace = "" })),
        ("metrics[0].statistic", "\"p101\"", Metric(m => m with { Statistic = "p101" })),
        ("metrics[0].baseline", "no value", Metric(m => m with { Baseline = new(2, 1) })),
        ("metrics[0].region", "Seoul", Metric(m => m with { Region = "Seoul" })),
        ("metrics[1].name", "used by", Valid with { Metrics = Valid.Metrics.Add(Valid.Metrics[0]) }),
        ("contacts[0].address", "no mail address",
            Valid with { Contacts = [Valid.Contacts[0] with { Address = "kim" }] }),

        ("traffic[0].targets", "nowhere", Stream(s => s with { Targets = [] })),
        ("traffic[0].targets", "all weights are 0", Stream(s => s with { Targets = [new(Front, 0)] })),
        ("traffic[0].targets[0].weight", "256", Stream(s => s with { Targets = [new(Front, 256)] })),
        ("traffic[0].targets[0].component", "no component",
            Stream(s => s with { Targets = [new(ComponentName.Parse("x"), 1)] })),
        ("traffic[0].normalRequestsPerSecond", "no load", Stream(s => s with { NormalRequestsPerSecond = 0 })),
        ("traffic[0].shapes[0].factor", "no rise",
            Shape(new TrafficShape.FlashCrowd(Live, 1, TimeSpan.FromMinutes(5)))),
        ("traffic[0].shapes[0].width", "over before", Shape(new TrafficShape.FlashCrowd(Live, 2, TimeSpan.Zero))),
        ("traffic[0].shapes[0].swingPercent", "negative", Shape(new TrafficShape.DailyCurve(Live, 101))),
        ("traffic[0].shapes[0].until", "not after",
            Shape(new TrafficShape.Plateau(Live, Live, 2, TimeSpan.Zero))),
        ("traffic[0].shapes[0].ramp", "do not fit",
            Shape(new TrafficShape.Plateau(Live, Live.AddHours(1), 2, TimeSpan.FromMinutes(31)))),
        ("traffic[0].shapes[0].hold", "negative",
            Shape(new TrafficShape.LaunchSpike(Live, 2, TimeSpan.Zero, TimeSpan.FromSeconds(-1), TimeSpan.Zero))),

        ("responses[0].model", "which component", Rehearsed(r => r with { Component = null })),
        ("responses[0].model.period", "no whole number", Rehearsed(r => r with
        {
            Model = r.Model! with { Period = TimeSpan.FromSeconds(90) },
        })),
        ("responses[0].model.datapointsToAlarm", "4 of 3", Rehearsed(r => r with
        {
            Model = r.Model! with { DatapointsToAlarm = 4 },
        })),
        ("runbooks[0].steps[0].do.floor", "holds nothing", Step(new StepAction.CapacityFloor(0))),
        ("runbooks[0].steps[0].do.stepPercent", "0 %",
            Step(new StepAction.CapacityRestore(0, TimeSpan.FromMinutes(1)))),
        ("runbooks[0].steps[0].do.floors[0].name", "is ours",
            Step(new StepAction.CapacityArm([new ArmedFloor("mine", Live, 2, null)]))),
        ("runbooks[0].steps[0].do.floors[0].minimum", "more than its maximum",
            Step(new StepAction.CapacityArm([new ArmedFloor("readiness-1", Live, 2, 1)]))),
    ];

    public static TheoryData<int> Indexes() => [.. Enumerable.Range(0, Wrong.Length)];

    [Fact]
    public void The_plan_that_the_rows_spoil_is_valid_and_needs_no_notice()
    {
        Assert.Empty(PlanCheck.Check(Valid));
        Assert.Empty(PlanNotices.Of(Valid));
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void One_thing_wrong_is_named_with_its_place_and_cause(int index)
    {
        var (path, cause, plan) = Wrong[index];
        var problem = Assert.Single(PlanCheck.Check(plan));
        Assert.Equal(path, problem.Path);
        Assert.Contains(cause, problem.Cause, StringComparison.Ordinal);
        Assert.NotEmpty(problem.NextStep);
    }

    private static CompiledPlan At(int index, Func<Component, Component> change) =>
        Valid with { Components = Valid.Components.With(index, change(Valid.Components[index])) };

    private static CompiledPlan Modelled(Func<CapacityModel, CapacityModel> change) =>
        At(0, c => c with { Model = change(Model) });

    private static CompiledPlan Stage(int index, Func<PrewarmStage, PrewarmStage> change) =>
        Valid with { Stages = Valid.Stages.With(index, change(Valid.Stages[index])) };

    private static CompiledPlan Freeze(Func<Freeze, Freeze> change) =>
        Valid with { Freezes = [change(Valid.Freezes[0])] };

    private static CompiledPlan Return(Func<ReturnToNormal, ReturnToNormal> change) =>
        Valid with { ReturnToNormal = change(Valid.ReturnToNormal) };

    private static CompiledPlan Metric(Func<PlanMetric, PlanMetric> change) =>
        Valid with { Metrics = [change(Valid.Metrics[0])] };

    private static CompiledPlan Stream(Func<TrafficStream, TrafficStream> change) =>
        Valid with { Traffic = [change(Valid.Traffic[0])] };

    private static CompiledPlan Shape(TrafficShape shape) => Stream(s => s with { Shapes = [shape] });

    private static CompiledPlan Rehearsed(Func<Response, Response> change) => Valid with
    {
        Responses =
        [
            change(Valid.Responses[0] with
            {
                Model = new AlarmModel(AlarmMeasure.UsePercent, 80, TimeSpan.FromMinutes(1), 3, 3),
            }),
        ],
    };

    private static CompiledPlan Step(StepAction action) => Valid with
    {
        Responses = [],
        Runbooks = [new(RunbookName.Parse("grow"), [new("step", action, TimeSpan.FromMinutes(10))])],
    };
}
