using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Support;

/// <summary>The sample event with a listener, features and a web ACL, and runs that are started by a person.</summary>
internal sealed class Doorway
{
    public static readonly Resource.Listener Door = new(
        Sample.Account,
        Sample.Region,
        "arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2");

    public static readonly Resource.Setting Features =
        new(Sample.Account, Sample.Region, SettingService.SsmParameters, "/shop/features");

    public static readonly Resource.Setting Wall =
        new(Sample.Account, Sample.Region, SettingService.WebAclRateLimit, "regional/shop/a1");

    public static readonly FixedPage Page = new(503, "text/html", "<h1>Back soon</h1>");
    public static readonly SettingValue Operator = new("X-Operator", "wh4t-nobody-gu3sses");

    public static readonly StepAction On = new StepAction.MaintenanceOn(Page, [], [], Operator);
    public static readonly StepAction Off = new StepAction.MaintenanceOff();

    private int _runs;

    public Doorway()
    {
        Scenario = new Scenario(Plan);
        Listener = Scenario.World.AddListener(Door);
        Listener.Add(10, ["/*"]);
        Scenario.World.Settings[Features.Key] = new SettingSnapshot([new("tips", "on")], null, Ready: true);
        Scenario.World.Settings[Wall.Key] = new SettingSnapshot([new("limit", "none")], null, Ready: true);
    }

    public Scenario Scenario { get; }

    public FakeListener Listener { get; }

    public ResourceState Record => Scenario.Read(StateKeys.Resource(Door.Key)).Value!;

    public ComponentState? State => Scenario.Read(StateKeys.Component(Sample.Event, ComponentName.Parse("door"))).Value;

    private static CompiledPlan Plan => Sample.Plan with
    {
        Components = EquatableList.From(Sample.Plan.Components.Concat(
        [
            Of("door", Door), Of("features", Features), Of("wall", Wall),
        ])),
    };

    /// <summary>Commits a run of these steps; Clock hands it to Executor.</summary>
    public RunId Start(string component, params StepAction[] steps) => Start(component, OnFailure.Stop, steps);

    public RunId Start(string component, OnFailure onFailure, params StepAction[] steps)
    {
        _runs++;
        var id = RunId.Parse($"01ARZ3NDEKTSV4RRFFQ69G5F{_runs:00}");
        var runbook = new Runbook(
            RunbookName.Parse("test"),
            EquatableList.From(steps.Select((s, i) =>
                new RunbookStep($"step-{i + 1}", s, TimeSpan.FromHours(1), onFailure))));
        var run = Core.Runbooks.Run.Start(
            Sample.Event,
            id,
            runbook,
            ComponentName.Parse(component),
            null,
            Scenario.Head.PlanVersion,
            new RunTrigger.ByOperator("kim"),
            Scenario.Now);
        Scenario.Commit(StateKeys.Run(Sample.Event, id).Put(run, 0, run.DueAt));
        return id;
    }

    public Run Run(RunId id) => Scenario.Read(StateKeys.Run(Sample.Event, id)).Value!;

    public Run Finish(RunId id, TimeSpan? within = null)
    {
        Scenario.BeatsUntilOver(within ?? TimeSpan.FromMinutes(30));
        return Run(id);
    }

    private static Component Of(string name, Resource resource) =>
        new(ComponentName.Parse(name), resource, 1, 1, 0, TimeSpan.FromMinutes(5), []);
}
