using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Support;

/// <summary>
/// A whole event on two groups: data is raised first, then the front that calls it. Pre-warm after one hour, Live after
/// two, Cooldown after three, Closed after five.
/// </summary>
internal sealed class Occasion
{
    public const int Floor = 10;
    public static readonly Bounds Before = new(2, 8);
    public static readonly ComponentName DataName = ComponentName.Parse("data");
    public static readonly ComponentName FrontName = Sample.Front;
    public static readonly DateTimeOffset PrewarmAt = Sample.T0.AddHours(1);
    public static readonly DateTimeOffset LiveAt = Sample.T0.AddHours(2);
    public static readonly DateTimeOffset CooldownAt = Sample.T0.AddHours(3);
    public static readonly DateTimeOffset ClosedAt = Sample.T0.AddHours(5);

    public Occasion(CompiledPlan? plan = null, AutomationMode mode = AutomationMode.Act)
    {
        Scenario = new Scenario(plan ?? Plan, mode);
        Data = Scenario.World.AddGroup("data", Before, 4, TimeSpan.FromMinutes(2));
        Data.Wants = _ => 4;
        Front.Wants = _ => 4;
        Scenario.World.Measured = (_, _) => 50;
    }

    public static CompiledPlan Plan { get; } = Sample.Plan with
    {
        Schedule = new EventSchedule(PrewarmAt, LiveAt, CooldownAt, ClosedAt),
        Components =
        [
            Component(DataName, new Resource.AutoScalingGroup(Sample.Account, Sample.Region, "data")),
            Component(FrontName, Sample.Web) with { DependsOn = [new Dependency(DataName, 1)] },
        ],
        Responses = [.. Sample.Plan.Responses.Where(r => r.Component == FrontName)],
        Stages =
        [
            new PrewarmStage(1, PrewarmAt, PrewarmAt.AddMinutes(30), [new StageGoal(DataName, Floor)]),
            new PrewarmStage(2, PrewarmAt.AddMinutes(2), PrewarmAt.AddMinutes(40), [new StageGoal(FrontName, Floor)]),
        ],
        ReturnToNormal = new ReturnToNormal(TimeSpan.FromMinutes(10), 10, TimeSpan.FromMinutes(5), ["tell customers"]),
        Guardrails = new Guardrails(ClosedAt.AddHours(1), null, "USD"),
        Metrics =
        [
            new PlanMetric(
                "requests",
                FrontName,
                Sample.Account,
                Sample.Region,
                "AWS/ApplicationELB",
                "RequestCount",
                [],
                "Sum",
                new MetricRange(0, 100)),
        ],
    };

    public Scenario Scenario { get; }

    public FakeWorld World => Scenario.World;

    public FakeGroup Data { get; }

    public FakeGroup Front => Scenario.Web;

    public EventHead Head => Scenario.Head;

    public StageProgress Stages => Scenario.Read(StateKeys.Stages(Sample.Event)).Value!;

    public ReturnProgress Return => Scenario.Read(StateKeys.Return(Sample.Event)).Value!;

    public SpendProgress? Spend => Scenario.Read(StateKeys.Spend(Sample.Event)).Value;

    public IReadOnlyList<Issue> Issues => [.. Scenario.Play(() => Scenario.Store.ListAsync(
        StateKeys.EventPk(Sample.Event),
        StateKeys.IssuePrefix,
        StateJson.Default.Issue,
        CancellationToken.None)).Select(i => i.Value)];

    public IEnumerable<string> PhaseLines =>
        Scenario.Journal().Where(l => l.Verdict.StartsWith("phase ", StringComparison.Ordinal)).Select(l => l.Verdict);

    public IEnumerable<Change> GroupEffects(string group) => World.Effects.Where(e => e switch
    {
        Change.SetGroupBounds c => c.Group == group,
        Change.SetGroupDesired c => c.Group == group,
        _ => false,
    });

    public static Component Component(ComponentName name, Resource resource) =>
        new(name, resource, Floor, 20, 50, TimeSpan.FromMinutes(5), []) { UnitPricePerHour = 1m };

    public static CompiledPlan Arm(CompiledPlan plan) => plan with
    {
        Components = EquatableList.From(plan.Components.Select(c => c with { Armed = true })),
    };

    /// <summary>A beat a minute until an instant.</summary>
    public void BeatsUntil(DateTimeOffset at)
    {
        while (Scenario.Now < at)
        {
            var next = Scenario.Now + TimeSpan.FromMinutes(1);
            Scenario.Beat();
            Scenario.Time.Advance(next > Scenario.Now ? next - Scenario.Now : TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>A command of a person, while Clock goes on beating as it does.</summary>
    public MoveOutcome Do(Func<EventMoves, Task<MoveOutcome>> move)
    {
        var parts = Scenario.NewHost();
        var moves = new EventMoves(
            Scenario.Store,
            parts.Events,
            new PlanApply(Scenario.Store, parts.Journal, Scenario.Time),
            parts.Journal,
            new Runs.Ids(Scenario.Time, new SeededChance(4711)),
            new Runs.InProcessDispatcher(parts.Runs, Scenario.Time),
            Scenario.Time);
        return Scenario.Play(() => move(moves));
    }

    public MoveOutcome Return_(Func<ReturnMoves, Task<MoveOutcome>> move)
    {
        var parts = Scenario.NewHost();
        var moves = new ReturnMoves(
            Scenario.Store,
            parts.Events,
            parts.Journal,
            new Runs.Ids(Scenario.Time, new SeededChance(4712)),
            new Runs.InProcessDispatcher(parts.Runs, Scenario.Time),
            Scenario.Time);
        return Scenario.Play(() => move(moves));
    }

    public MoveOutcome Confirm() =>
        Return_(moves => moves.ConfirmAsync(Sample.Event, "tell customers", "kim", CancellationToken.None));

    public ResourceRecord Record(string group) => new(Scenario.Read(StateKeys.Resource(
        new Resource.AutoScalingGroup(Sample.Account, Sample.Region, group).Key)).Value);

    public int Journalled(JournalKind kind, string verdict) =>
        Scenario.Journal().Count(l => l.Kind == kind && l.Verdict == verdict);
}
