using ServerlessReadiness.Bench;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Benchmarks;

/// <summary>The values that the benchmarks decide on.</summary>
internal static class SituationFacts
{
    public static readonly DateTimeOffset Now = new(2026, 11, 27, 0, 5, 0, TimeSpan.Zero);

    public static CompiledPlan Plan { get; } = BenchPlan.Create(Now);

    public static Component Front => Plan.Components[0];

    public static AlarmTransition Transition(string name) => new(
        AlarmId.Of(BenchPlan.Region, BenchPlan.Account, name),
        Contributor: null,
        AlarmStateValue.Alarm,
        Now.AddSeconds(-5),
        "Threshold Crossed",
        MissingData.NotBreaching,
        [new AlarmMetric("AWS/EC2", "CPUUtilization")],
        [new AlarmDimension("AutoScalingGroupName", BenchPlan.Group)],
        Children: [],
        IsComposite: false,
        IsSuppressed: false,
        SignalSource.Sns);

    /// <summary>A group of a given size with a component that has spent a part of its budget.</summary>
    public static AlarmSituation Situation(AlarmTransition transition, AlarmMemory? memory) => new(
        new EventHead(BenchPlan.Event, Phase.Live, AutomationMode.Act, "set with the first plan", 1, Now.AddHours(-1)),
        ResponseMatcher.Match(Plan, transition),
        ActionClass.CapacityUp,
        memory,
        ComponentState.New(Front.Name),
        ResourceState.New(Front.Resource.Key, BenchPlan.Event),
        Instance: null,
        Confirmed: null,
        Seen(BenchPlan.Size, minimum: 2),
        Plan.AlarmLimit,
        LooksAgain: false);

    public static Observation Seen(int size, int minimum) => Observation.Nothing(Now) with
    {
        Group = new GroupSnapshot(
            BenchPlan.Group,
            new Bounds(minimum, BenchPlan.Ceiling),
            size,
            EquatableList.From(Enumerable.Range(1, size).Select(Member)),
            [],
            false,
            null,
            false,
            false,
            null),
    };

    private static GroupMember Member(int number) =>
        new(InstanceId.Parse($"i-{number:x8}"), GroupMember.InServiceState, true, false, "a");
}
