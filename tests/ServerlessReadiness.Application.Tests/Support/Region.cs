using ServerlessReadiness.Application.State;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Support;

/// <summary>A name in front of two groups, blue with all of the traffic and green with none.</summary>
internal sealed class Region
{
    public const int Load = 400;
    public static readonly TimeSpan Soak = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(30);
    public static readonly ComponentName Shop = ComponentName.Parse("shop");
    public static readonly RunbookName Move = RunbookName.Parse("shift-region");

    private int _runs;

    public Region(DnsPolicy policy = DnsPolicy.Weighted, StepAction? action = null)
    {
        Name = new Resource.DnsRecords(Sample.Account, Sample.Region, "Z0123456789", "shop.example.com", "A", policy);
        Scenario = new Scenario(Plan(Name, action ?? Shift(50)));
        Blue = Scenario.World.AddGroup("blue", new Bounds(4, 12), 8, TimeSpan.FromMinutes(2));
        Green = Scenario.World.AddGroup("green", new Bounds(4, 12), 8, TimeSpan.FromMinutes(2));
        Zone = policy == DnsPolicy.Weighted
            ? Scenario.World.AddZone(Name, [Record("blue", 255), Record("green", 0)])
            : Scenario.World.AddZone(
                Name,
                [
                    Record("blue", null) with { Failover = "PRIMARY", HealthCheckId = "hc-1" },
                    Record("green", null) with { Failover = "SECONDARY" },
                ],
                [new HealthCheckView("hc-1", Inverted: false, 3, Healthy: true)]);
        foreach (var alarm in new[] { "blue-down", "blue-slow", "green-down", "green-slow", "checkout-errors", "stop-1" })
        {
            Say(alarm, AlarmStateValue.Ok);
        }

        Scenario.World.Measured = (metric, _) => metric.Name switch
        {
            "blue-requests" => Share("blue") * Load * 60,
            "green-requests" => Share("green") * Load * 60,
            _ => null,
        };
    }

    public Scenario Scenario { get; }

    public Resource.DnsRecords Name { get; }

    public FakeGroup Blue { get; }

    public FakeGroup Green { get; }

    public FakeZone Zone { get; }

    public ResourceState Record_ => Scenario.Read(StateKeys.Resource(Name.Key)).Value!;

    public static StepAction Shift(int step) => new StepAction.DnsShift(
        [new EndpointShare("green", 100)], step, Soak, ["checkout-errors"]);

    public static DnsRecord Record(string name, int? weight) => new(name, Ttl, ["192.0.2.7"]) { Weight = weight };

    public static CompiledPlan Plan(Resource.DnsRecords name, StepAction action) => Sample.Plan with
    {
        Components =
        [
            .. Sample.Plan.Components,
            Web("blue"),
            Web("green"),
            new Component(Shop, name, 1, 1, 0, TimeSpan.FromMinutes(5), [])
            {
                Endpoints = [At("blue"), At("green")],
            },
        ],
        Metrics = [Requests("blue"), Requests("green")],
        Responses =
        [
            new Response("stop", new AlarmSelector("stop-*"), Shop, AlarmRole.StopCondition, null),
            new Response("blue is down", new AlarmSelector("blue-*"), Shop, AlarmRole.Trigger, Move),
            .. Sample.Plan.Responses,
        ],
        Runbooks = Sample.Plan.Runbooks.Add(
            new Runbook(Move, [new RunbookStep("move", action, TimeSpan.FromHours(2), OnFailure.Stop)])),
    };

    public void Say(string alarm, AlarmStateValue state) =>
        Scenario.World.SetAlarm(Sample.Alarm(alarm, Scenario.Now, state));

    /// <summary>CloudWatch says it and sends it.</summary>
    public void Send(string alarm, AlarmStateValue state) => Scenario.Send(Sample.Alarm(alarm, Scenario.Now, state));

    public RunId Start(StepAction action, RunTrigger? trigger = null)
    {
        _runs++;
        var id = RunId.Parse($"01ARZ3NDEKTSV4RRFFQ69G5F{_runs:00}");
        var run = Core.Runbooks.Run.Start(
            Sample.Event,
            id,
            new Runbook(Move, [new RunbookStep("move", action, TimeSpan.FromHours(2), OnFailure.Stop)]),
            Shop,
            null,
            Scenario.Head.PlanVersion,
            trigger ?? new RunTrigger.ByOperator("kim"),
            Scenario.Now);
        Scenario.Commit(StateKeys.Run(Sample.Event, id).Put(run, 0, run.DueAt));
        return id;
    }

    public Run Run(RunId id) => Scenario.Read(StateKeys.Run(Sample.Event, id)).Value!;

    private static Component Web(string name) => new(
        ComponentName.Parse($"{name}-web"),
        new Resource.AutoScalingGroup(Sample.Account, Sample.Region, name),
        4,
        12,
        50,
        TimeSpan.FromMinutes(5),
        [])
    {
        Model = new CapacityModel(8, 100, TimeSpan.FromMinutes(2), 0, 3, null),
    };

    private static Endpoint At(string name) => new(
        name,
        ComponentName.Parse($"{name}-web"),
        [$"{name}-down", $"{name}-slow"],
        IsStaticPage: false,
        $"{name}-requests");

    private static PlanMetric Requests(string name) => new(
        $"{name}-requests",
        ComponentName.Parse($"{name}-web"),
        Sample.Account,
        Sample.Region,
        "AWS/ApplicationELB",
        "RequestCount",
        [new AlarmDimension("LoadBalancer", $"app/{name}/1")],
        "Sum",
        new MetricRange(0, 100_000));

    // Failover records have no weights: the primary has all while its check is healthy.
    private double Share(string name)
    {
        var record = Zone.Records.First(r => r.SetIdentifier == name);
        return record.Weight is { } weight
            ? (double)weight / Math.Max(1, Zone.Records.Sum(r => r.Weight ?? 0))
            : (record.Failover == "PRIMARY") == (Zone.HealthChecks[0].Healthy == true) ? 1 : 0;
    }
}
