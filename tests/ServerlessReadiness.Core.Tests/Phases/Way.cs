using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Phases;

/// <summary>A small event for the tables: data, a front that calls it, and a spare. Pre-warm begins at T0.</summary>
internal static class Way
{
    public static readonly DateTimeOffset T0 = Make.T0;
    public static readonly EventId Event = EventId.Parse("sale");
    public static readonly ComponentName Data = ComponentName.Parse("data");
    public static readonly ComponentName Front = ComponentName.Parse("front");
    public static readonly ComponentName Spare = ComponentName.Parse("spare");
    public static readonly RunId SomeRun = RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV");

    public static CompiledPlan Plan { get; } = new(
        Event,
        "Sale",
        "Asia/Seoul",
        [new UtcOffsetChange(T0.AddYears(-1), TimeSpan.FromHours(9), "KST")],
        new EventSchedule(T0, T0.AddHours(1), T0.AddHours(2), T0.AddHours(4)),
        [
            Component(Data) with { Alternative = Spare },
            Component(Front) with { DependsOn = [new Dependency(Data, 2)] },
            Component(Spare),
        ],
        [],
        [],
        TimeSpan.FromMinutes(15))
    {
        Stages =
        [
            new PrewarmStage(1, T0, T0.AddMinutes(20), [new StageGoal(Data, 10)]),
            new PrewarmStage(2, T0.AddMinutes(5), T0.AddMinutes(30), [new StageGoal(Front, 8)]),
        ],
        Guardrails = new Guardrails(T0.AddHours(5), 100m, "USD"),
        ReturnToNormal = new ReturnToNormal(TimeSpan.FromMinutes(10), 10, TimeSpan.FromMinutes(5), ["tell customers"]),
    };

    public static EventHead Head(Phase phase, AutomationMode mode = AutomationMode.Act, string? cancelling = null) =>
        new(Event, phase, mode, "the tester says so", 1, T0) { Cancelling = cancelling };

    public static Component Component(ComponentName name) => new(
        name,
        new Resource.AutoScalingGroup("123456789012", "ap-northeast-2", name.Value),
        4,
        20,
        50,
        TimeSpan.FromMinutes(5),
        [])
    {
        UnitPricePerHour = 0.5m,
    };

    /// <summary>A component with as many in service as its minimum says, or fewer.</summary>
    public static ComponentFacts Facts(
        ComponentName name,
        int minimum,
        int maximum,
        int? serving = null,
        ResourceState? resource = null,
        Hold? hold = null) => new(
        Plan.FindComponent(name)!,
        Observation.Nothing(T0) with { Group = Make.Group(serving ?? minimum, minimum, maximum) },
        resource,
        hold);

    public static ResourceState Touched(ComponentName name, Bounds inForce, Bounds? before = null) =>
        ResourceState.New(Plan.FindComponent(name)!.Resource.Key, Event) with
        {
            InForce = inForce,
            RestorePoint = new RestorePoint(before ?? new Bounds(2, 8), 4, T0),
        };

    public static Run Run(RunId id, ComponentName component, RunState state, string reason, DateTimeOffset createdAt)
    {
        var run = Runbooks.Run.Start(
            Event,
            id,
            BuiltInRunbooks.Prewarm(Component(component), 10),
            component,
            null,
            1,
            new RunTrigger.ByPlan("pre-warm stage 1"),
            createdAt);
        return run with { State = state, Reason = reason };
    }

    /// <summary>The same run after it has changed something in the account.</summary>
    public static Run Wrote(this Run run)
    {
        var change = new Change.SetGroupBounds("front", new Bounds(2, 8), new Bounds(10, 10));
        var effect = new EffectRecord(change, EffectState.Done, 1, T0, T0, "done", Undoing: false);
        return run with { Steps = [run.Steps[0] with { Effects = [effect] }] };
    }

    /// <summary>Ids in order.</summary>
    public static Func<RunId> Ids()
    {
        var next = 0;
        return () => RunId.Parse($"01ARZ3NDEKTSV4RRFFQ69G5{next++:D3}");
    }
}
