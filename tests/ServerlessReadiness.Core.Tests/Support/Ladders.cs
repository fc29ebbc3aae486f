using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>A ladder of three levels on a group whose units carry 100 requests a second each.</summary>
internal static class Ladders
{
    public static readonly ComponentName Features = ComponentName.Parse("features");
    public static readonly ComponentName Edge = ComponentName.Parse("edge");
    public static readonly RunId First = RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    public static readonly RunId Second = RunId.Parse("01BX5ZZKBKACTAV9WEVGEMMVRZ");
    public static readonly TimeSpan SoakUp = TimeSpan.FromMinutes(3);
    public static readonly TimeSpan SoakDown = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan ExpiresAfter = TimeSpan.FromMinutes(30);

    public static readonly Resource.Listener Listener = new(
        "123456789012",
        "ap-northeast-2",
        "arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2");

    public static readonly PlanMetric Requests = new(
        "requests",
        null,
        "123456789012",
        "ap-northeast-2",
        "AWS/ApplicationELB",
        "RequestCount",
        [],
        "Sum",
        null);

    public static Component Front { get; } = Make.Component() with
    {
        Model = new CapacityModel(4, 100, TimeSpan.FromMinutes(2), 0, 3, null),
    };

    public static RunbookStep Reduce { get; } =
        Step("reduce", new StepAction.FeatureReduce([new SettingValue("search", "off")]), Features);

    public static RunbookStep Partial { get; } = Step("partial", Page("/checkout*"), Edge);

    public static RunbookStep Full { get; } = Step("full", Page(), Edge);

    public static ShedLadder Ladder { get; } = Of([Reduce], [Partial], [Full]);

    public static ShedLadder Of(params EquatableList<RunbookStep>[] levels) => new(
        Front.Name,
        EquatableList.From(levels.Select((steps, i) => new ShedLevel($"level {i + 1}", steps))),
        SoakUp,
        SoakDown,
        70,
        ExpiresAfter,
        Requests.Name);

    public static RunbookStep Step(string name, StepAction action, ComponentName? on = null) =>
        new(name, action, TimeSpan.FromMinutes(10)) { On = on };

    public static StepAction.MaintenanceOn Page(params string[] paths) =>
        new(new FixedPage(503, "text/html", "Back soon"), [], EquatableList.From(paths), null);

    public static LadderState On(int level, DateTimeOffset since, int? floorBefore = 2) => LadderState.Ground with
    {
        Level = level,
        ChangedAt = since,
        ClimbedAt = since,
        ExpiresAt = level == 0 ? null : since + ExpiresAfter,
        FloorBefore = floorBefore,
        Verdict = LadderVerdict.Climbed,
    };

    /// <summary>Demand against 400 requests a second that are ready.</summary>
    public static Demand Demand(decimal? offered) => new(offered, 400, $"{offered} of 400");

    public static LadderSituation Situation(LadderState state, Demand? demand, Run? run = null) => new(
        Alarmed.Situation.Head,
        Ladder,
        state,
        run,
        new ComponentFacts(Front, null, null, null),
        demand,
        null);

    public static LadderSituation In(this LadderSituation situation, AutomationMode mode) =>
        situation with { Head = situation.Head with { Mode = mode } };

    /// <summary>A run of the ladder that came to an end, with the effects that were made.</summary>
    public static Run Ended(Runbook runbook, RunState state, params (string Step, Change Change)[] effects)
    {
        var run = Run.Start(
            Alarmed.Event,
            First,
            runbook,
            Front.Name,
            null,
            1,
            new RunTrigger.ByPlan("test"),
            Make.T0);
        var steps = run.Steps.Select(s => s with
        {
            Effects = EquatableList.From(effects.Where(e => e.Step == s.Step.Name).Select(e =>
                new EffectRecord(e.Change, EffectState.Done, 1, Make.T0, Make.T0, "done", false))),
        });
        return run with { State = state, Steps = EquatableList.From(steps), DueAt = null, Reason = $"it is {state}" };
    }

    public static Change Kept => new Change.SetGroupBounds("web", new Bounds(2, 8), new Bounds(4, 8));

    public static Change PageAdded => new Change.CreateListenerRule(
        new ListenerRule("", 1, [], [], new FixedPage(503, "text/html", "Back soon")));
}
