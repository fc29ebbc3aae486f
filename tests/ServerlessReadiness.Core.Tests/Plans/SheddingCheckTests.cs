using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Checks;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Plans;

/// <summary>What a plan's shed ladders and contingencies must fulfil.</summary>
public sealed class SheddingCheckTests
{
    private static readonly ComponentName Front = Ladders.Front.Name;
    private static readonly ComponentName Db = ComponentName.Parse("db");
    private static readonly RunbookName Swap = RunbookName.Parse("swap");
    private static readonly RunbookStep Apply = Ladders.Step("apply", new StepAction.SettingApply(), Db);
    private static readonly RunbookStep Tell = Ladders.Step("tell", new StepAction.Notify("Shed", "Shedding"));

    private static readonly CompiledPlan Valid = new(
        EventId.Parse("sale"),
        "Spring sale",
        "Asia/Seoul",
        [new(Make.T0.AddDays(-1), TimeSpan.FromHours(9), "KST")],
        new(Make.T0, Make.T0.AddHours(1), Make.T0.AddHours(2), Make.T0.AddHours(3)),
        [
            Ladders.Front with { Floor = 4, Model = Ladders.Front.Model! with { TargetUsePercent = 60 } },
            new Component(
                Db,
                new Resource.Setting("123456789012", "ap-northeast-2", SettingService.EbsVolume, "vol-1"),
                1,
                1,
                0,
                TimeSpan.FromMinutes(5),
                []) { Settings = [new SettingValue("iops", "6000")] },
        ],
        [new("pressure", new("web-use"), Front, AlarmRole.Trigger, LadderRunbooks.ShedName)],
        [new(Swap, [Apply])],
        TimeSpan.FromMinutes(15))
    {
        Metrics = [Ladders.Requests with { Baseline = new MetricRange(0, 1000) }],
        Ladders = [Ladders.Of([Apply, Tell], [Apply])],
        Contingencies =
        [
            new("volume-lost", "The volume is gone", Front, Swap, null, TimeSpan.FromMinutes(10), null),
        ],
        Guardrails = new(Make.T0.AddHours(20), null, "EUR"),
    };

    private static readonly (string Path, string Cause, CompiledPlan Plan)[] Wrong =
    [
        ("ladders[0].component", "no component \"other\"", Ladder(l => l with { Component = ComponentName.Parse("other") })),
        ("ladders[0].component", "no capacity", Ladder(l => l with { Component = Db })),
        ("ladders[0].component", "no model", Valid with { Components = Valid.Components.With(0, Ladders.Front with { Model = null }) }),
        ("ladders[1].component", "used by ladders[0]", Valid with { Ladders = [Valid.Ladders[0], Valid.Ladders[0]] }),
        ("ladders[0].offered", "no metric", Ladder(l => l with { Offered = "other" })),
        ("ladders[0].soakUp", "no time", Ladder(l => l with { SoakUp = TimeSpan.Zero })),
        ("ladders[0].soakDown", "no time", Ladder(l => l with { SoakDown = TimeSpan.Zero })),
        ("ladders[0].expiresAfter", "no time", Ladder(l => l with { ExpiresAfter = TimeSpan.Zero })),
        ("ladders[0].fitsPercent", "margin", Ladder(l => l with { FitsPercent = 100 })),
        ("ladders[0].fitsPercent", "margin", Ladder(l => l with { FitsPercent = 0 })),
        ("ladders[0].levels", "0 levels", Ladder(l => l with { Levels = [] })),
        ("ladders[0].levels", "10 levels",
            Ladder(l => l with { Levels = [.. Enumerable.Repeat(l.Levels[0], 10)] })),
        ("ladders[0].levels[1].name", "no name", Level(l => l with { Name = " " })),
        ("ladders[0].levels[1].steps", "sheds nothing", Level(l => l with { Steps = [Tell] })),
        ("ladders[0].levels[1].steps[1].name", "used by", Level(l => l with { Steps = [Apply, Apply] })),
        ("ladders[0].levels[1].steps[0].timeout", "no time", Step(s => s with { Timeout = TimeSpan.Zero })),
        ("ladders[0].levels[1].steps[0].on", "no component", Step(s => s with { On = ComponentName.Parse("other") })),
        ("ladders[0].levels[1].steps[0].do", "not possible", Step(s => s with { On = null })),
        ("ladders[0].levels[1].steps[0].on", "not possible", Step(s => s with { On = Front })),
        ("ladders[0].levels[1].steps[0].do.iops", "no parameter", Step(s => s with { Bindings = [new("iops", "iops")] })),
        ("runbooks[1].name", "moves shed ladders",
            Valid with { Runbooks = Valid.Runbooks.Add(new(LadderRunbooks.UnshedName, [Tell])) }),
        ("responses[0].runbook", "comes down by itself", Response(r => r with { Runbook = LadderRunbooks.UnshedName })),
        ("responses[0].component", "no component is named", Response(r => r with { Component = null })),
        ("responses[0].runbook", "no shed ladder", Valid with { Ladders = [] }),
        ("contingencies[0].scenario", "empty", Contingency(c => c with { Scenario = " " })),
        ("contingencies[0].recoveryTime", "no time", Contingency(c => c with { RecoveryTime = TimeSpan.Zero })),
        ("contingencies[0].component", "no component", Contingency(c => c with { Component = ComponentName.Parse("other") })),
        ("contingencies[0].runbook", "no runbook", Contingency(c => c with { Runbook = RunbookName.Parse("other") })),
        ("contingencies[0].runbook", "moves a shed ladder", Contingency(c => c with { Runbook = LadderRunbooks.ShedName })),
        ("contingencies[0].back", "no runbook", Contingency(c => c with { Back = RunbookName.Parse("other") })),
        ("contingencies[0].runbook", "not possible", Runbook(new(Swap, [Apply with { On = null }]))),
        ("contingencies[0].runbook", "needs the parameter",
            Runbook(new(Swap, [Apply]) { Parameters = [new("iops", ParameterType.Whole, null, [], null, null)] })),
        ("contingencies[1].name", "used by",
            Valid with { Contingencies = [Valid.Contingencies[0], Valid.Contingencies[0]] }),
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Wrong.Length)];

    [Fact]
    public void The_plan_itself_is_sound() => Assert.Empty(PlanCheck.Check(Valid));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_wrong_ladder_or_contingency_is_named(int index)
    {
        var (path, cause, plan) = Wrong[index];
        Assert.Contains(
            PlanCheck.Check(plan),
            p => p.Path == path && p.Cause.Contains(cause, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_action_can_be_taken_back_or_needs_none_or_is_known_for_neither()
    {
        StepAction[] neither = [new StepAction.LambdaInvoke("f", "{}"), new StepAction.SsmAutomation("d", null, [])];
        Assert.All(neither, a => Assert.True(StepInverse.Of(a) is null && !StepInverse.NeedsNone(a)));
        Assert.NotNull(StepInverse.Of(new StepAction.SsmAutomation("d", null, [], "undo-d")));
        Assert.False(StepInverse.NeedsNone(new StepAction.RateLimit(100)));
        Assert.True(StepInverse.NeedsNone(new StepAction.CapacityRaise(By: 1)));
    }

    private static CompiledPlan Ladder(Func<ShedLadder, ShedLadder> change) =>
        Valid with { Ladders = [change(Valid.Ladders[0])] };

    private static CompiledPlan Level(Func<ShedLevel, ShedLevel> change) =>
        Ladder(l => l with { Levels = l.Levels.With(1, change(l.Levels[1])) });

    private static CompiledPlan Step(Func<RunbookStep, RunbookStep> change) =>
        Level(l => l with { Steps = [change(l.Steps[0])] });

    private static CompiledPlan Response(Func<Response, Response> change) =>
        Valid with { Responses = [change(Valid.Responses[0])] };

    private static CompiledPlan Contingency(Func<Contingency, Contingency> change) =>
        Valid with { Contingencies = [change(Valid.Contingencies[0])] };

    private static CompiledPlan Runbook(Runbook runbook) => Valid with { Runbooks = [runbook] };
}
