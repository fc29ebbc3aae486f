using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Recovery;
using ServerlessReadiness.Application.Runs;
using ServerlessReadiness.Application.Shedding;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Support;

/// <summary>
/// A shop whose front sheds in two levels: fewer features, then a limit for each address. Four units are in service
/// and carry 400 requests a second; what is offered is <see cref="Offered"/>.
/// </summary>
internal sealed class SheddingShop
{
    public const string Pressure = "use-1";
    public static readonly ComponentName FeaturesName = ComponentName.Parse("features");
    public static readonly ComponentName GateName = ComponentName.Parse("gate");
    public static readonly Bounds Before = new(2, 8);

    public static readonly Resource.Setting Features =
        new(Sample.Account, Sample.Region, SettingService.SsmParameters, "/shop/features");

    public static readonly Resource.Setting Gate =
        new(Sample.Account, Sample.Region, SettingService.WebAclRateLimit, "regional/shop/0a1b2c3d");

    public SheddingShop(CompiledPlan? plan = null, AutomationMode mode = AutomationMode.Act)
    {
        Scenario = new Scenario(plan ?? Plan, mode);
        World.Settings[Features.Key] = new SettingSnapshot([new SettingValue("search", "on")], null, Ready: true);
        World.Settings[Gate.Key] = new SettingSnapshot([new SettingValue("limit", "none")], null, Ready: true);
        World.Measured = (_, _) => Offered * 60;
    }

    public static CompiledPlan Plan { get; } = Sample.Plan with
    {
        Components =
        [
            Sample.Plan.Components[0] with
            {
                Floor = 1,
                Model = new CapacityModel(4, 100, TimeSpan.FromMinutes(2), 0, 3, null),
            },
            new Component(FeaturesName, Features, 1, 1, 0, TimeSpan.FromMinutes(5), []),
            new Component(GateName, Gate, 1, 1, 0, TimeSpan.FromMinutes(5), []),
        ],
        Responses =
        [
            new Response("pressure", new AlarmSelector("use-*"), Sample.Front, AlarmRole.Trigger, LadderRunbooks.ShedName),
            new Response("blocked", new AlarmSelector("blocked-*"), GateName, AlarmRole.Trigger, RunbookName.Parse("open")),
        ],
        Runbooks =
        [
            new Runbook(RunbookName.Parse("open"), [Step("open", new StepAction.RateLimit(50_000), null)]),
            new Runbook(RunbookName.Parse("reduce"), [Step("less", Less, FeaturesName), Step("limit", Limit, GateName)]),
        ],
        Metrics =
        [
            new PlanMetric(
                "requests", null, Sample.Account, Sample.Region, "AWS/ApplicationELB", "RequestCount", [], "Sum",
                new MetricRange(0, 1_000_000)),
        ],
        Ladders =
        [
            new ShedLadder(
                Sample.Front,
                [
                    new ShedLevel("fewer features", [Step("less", Less, FeaturesName)]),
                    new ShedLevel("a limit", [Step("limit", Limit, GateName)]),
                ],
                TimeSpan.FromMinutes(3),
                TimeSpan.FromMinutes(10),
                70,
                TimeSpan.FromMinutes(30),
                "requests"),
        ],
        Contingencies =
        [
            new Contingency(
                "flood",
                "More comes than can be served",
                Sample.Front,
                RunbookName.Parse("reduce"),
                null,
                TimeSpan.FromMinutes(5),
                null),
        ],
    };

    public Scenario Scenario { get; }

    public FakeWorld World => Scenario.World;

    /// <summary>Requests a second; null for a metric without data.</summary>
    public double? Offered { get; set; } = 390;

    public LadderState Ladder =>
        Scenario.Read(StateKeys.Component(Sample.Event, Sample.Front)).Value?.Ladder ?? LadderState.Ground;

    public string Search => World.Setting(Features).Values.Single(v => v.Name == "search").Value;

    public string Rate => World.Setting(Gate).Values.Single(v => v.Name == "limit").Value;

    /// <summary>What the world shows, as a level; null for what no level is.</summary>
    public int? Shown => (Search, Rate) switch
    {
        ("on", "none") => 0,
        ("off", "none") => 1,
        ("off", "2000") => 2,
        _ => null,
    };

    public int Minimum => Scenario.Web.Snapshot(GroupDetails.None).Bounds.Minimum;

    public DrillRecordView Drill => new(Scenario.Read(StateKeys.Drill(Sample.Event, "flood")).Value);

    private static StepAction Less => new StepAction.FeatureReduce([new SettingValue("search", "off")]);

    private static StepAction Limit => new StepAction.RateLimit(2_000);

    public static AlarmTransition Alarm(DateTimeOffset at) => Sample.Alarm(Pressure, at);

    /// <summary>The pressure's alarm fires, and level 1 is climbed.</summary>
    public void Climb()
    {
        Assert.Equal(AlarmVerdict.Starts, Scenario.Send(Alarm(Scenario.Now)).Verdict);
        Minutes(1);
    }

    public void Minutes(int minutes) => Scenario.Beats(TimeSpan.FromMinutes(minutes));

    public int Lines(string verdict) => Scenario.Journal().Count(l => l.Verdict == verdict);

    public MoveOutcome RestoreTraffic(ComponentName? only = null)
    {
        var host = Scenario.NewHost();
        var moves = new TrafficMoves(
            Scenario.Store,
            host.Events,
            host.Journal,
            new Ids(Scenario.Time, new SeededChance(4713)),
            new InProcessDispatcher(host.Runs, Scenario.Time),
            Scenario.Time);
        return Scenario.Play(() => moves.RestoreAsync(Sample.Event, only, "enough", "kim", CancellationToken.None));
    }

    public RunStarted Start(RunbookName runbook)
    {
        var host = Scenario.NewHost();
        var listed = Scenario.Play(() => host.Events.ListAsync(CancellationToken.None));
        var start = new RunStart(
            runbook,
            Sample.Front,
            new Core.Runbooks.RunTrigger.ByOperator("kim"),
            "practice",
            new Dictionary<string, string>(),
            null);
        var started = Scenario.Play(() => host.Starter.StartAsync(listed[0], start, CancellationToken.None));
        return started;
    }

    public MoveOutcome StartDrill(string name = "flood")
    {
        var host = Scenario.NewHost();
        return Scenario.Play(() => DrillsOf(host).StartAsync(Sample.Event, name, "practice", "kim", CancellationToken.None));
    }

    public IReadOnlyList<ContingencyStatus> Contingencies() =>
        Scenario.Play(() => Drills.StatusAsync(Scenario.Store, Plan, CancellationToken.None));

    public Drills DrillsOf(Hosting.Host host) => new(
        Scenario.Store,
        host.Events,
        host.Starter,
        host.Journal,
        new InProcessDispatcher(host.Runs, Scenario.Time),
        Scenario.Time);

    private static RunbookStep Step(string name, StepAction action, ComponentName? on) =>
        new(name, action, TimeSpan.FromMinutes(10)) { On = on };
}
