using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Support;

/// <summary>An event whose runbooks act on two groups, with people who approve, and a metric that tells.</summary>
internal sealed class Shop
{
    public static readonly ComponentName Back = ComponentName.Parse("back");
    public static readonly Resource.AutoScalingGroup Orders = new(Sample.Account, Sample.Region, "orders");
    public static readonly StepCondition Quick = new StepCondition.MetricIs("latency", null, 0.4m);
    public static readonly RunbookStep RaiseFront = Step("front", new StepAction.CapacityRaise(By: 2));
    public static readonly RunbookStep RaiseBack = Step("back", new StepAction.CapacityRaise(By: 2)) with { On = Back };

    private int _runs;

    public Shop(params RunbookStep[] steps)
    {
        Plan = Sample.Plan with
        {
            Components = Sample.Plan.Components.Add(new Component(Back, Orders, 2, 12, 50, TimeSpan.FromMinutes(5), [])),
            Roles = [new("owner", ["kim@example.com"])],
            Metrics = [new("latency", null, Sample.Account, Sample.Region, "AWS/X", "Latency", [], "p99", new MetricRange(0, 1))],
            Runbooks = Sample.Plan.Runbooks.Add(new Runbook(RunbookName.Parse("both"), EquatableList.From(steps))),
            Responses = Sample.Plan.Responses.Add(
                new("both", new AlarmSelector("both-*"), Sample.Front, AlarmRole.Trigger, RunbookName.Parse("both"))),
        };
        Scenario = new Scenario(Plan);
        Second = Scenario.World.AddGroup("orders", new Bounds(2, 8), 4, TimeSpan.FromMinutes(2));
    }

    public CompiledPlan Plan { get; }

    public Scenario Scenario { get; }

    /// <summary>The group behind the component back.</summary>
    public FakeGroup Second { get; }

    public ResourceState? BackRecord => Scenario.Read(StateKeys.Resource(Orders.Key)).Value;

    /// <summary>The runbook under way.</summary>
    public Run Run => Scenario.Runs.Single(r => r.Runbook.Value == "both");

    public IEnumerable<string> Minimums => [$"{Scenario.Web.Bounds.Minimum}", $"{Second.Bounds.Minimum}"];

    public static RunbookStep Step(string name, StepAction action) => new(name, action, TimeSpan.FromMinutes(30));

    public static RunbookStep Ask(string name, ApprovalDefault onExpiry = ApprovalDefault.Reject) =>
        Step(name, new StepAction.CapacityRaise(By: 2)) with
        {
            Approval = new ApprovalTerms(["owner"], TimeSpan.FromHours(2), onExpiry, "Raise it?"),
        };

    /// <summary>Puts a run of the runbook into the table, due at once.</summary>
    public RunId Start()
    {
        _runs++;
        var run = Core.Runbooks.Run.Start(
            Sample.Event,
            RunId.Parse($"01ARZ3NDEKTSV4RRFFQ69G5K{_runs:00}"),
            Plan.FindRunbook(RunbookName.Parse("both"))!,
            Sample.Front,
            null,
            1,
            new RunTrigger.ByOperator("kim"),
            Scenario.Now);
        Scenario.Commit(StateKeys.Run(Sample.Event, run.Id).Put(run, 0, run.DueAt));
        return run.Id;
    }

    /// <summary>A person asks something of the run; what was decided is stored, as the commands do.</summary>
    public RunRequestVerdict Ask(RunRequestKind kind, string? step = null, string role = "owner")
    {
        var key = StateKeys.Run(Sample.Event, Run.Id);
        var (run, version) = Scenario.Read(key);
        var verdict = RunRequests.Apply(run!, new RunRequest(kind, "kim", [role], "because", Scenario.Now, step), Scenario.Now);
        if (verdict.Next is { } next)
        {
            Scenario.Commit(key.Put(next, version, next.DueAt));
        }

        return verdict;
    }

    /// <summary>Someone else's doing with the record of the group behind the component back.</summary>
    public void Alter(Func<ResourceState, ResourceState> change)
    {
        var key = StateKeys.Resource(Orders.Key);
        var (record, version) = Scenario.Read(key);
        Scenario.Commit(key.Put(change(record!), version));
    }

    public void Beats(int minutes) => Scenario.Beats(TimeSpan.FromMinutes(minutes));
}
