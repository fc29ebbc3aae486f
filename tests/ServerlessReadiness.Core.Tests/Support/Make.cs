using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>Builds the values that tests start from; each says only what it differs in.</summary>
internal static class Make
{
    public static readonly DateTimeOffset T0 = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    public static readonly Resource.AutoScalingGroup WebGroup = new("123456789012", "ap-northeast-2", "web");

    public static readonly Resource.ScalableTarget Tasks =
        new("123456789012", "ap-northeast-2", "ecs", "service/shop/web", "ecs:service:DesiredCount");

    public static readonly Resource.Listener Door = new(
        "123456789012",
        "ap-northeast-2",
        "arn:aws:elasticloadbalancing:ap-northeast-2:123456789012:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2");

    /// <summary>Three zones with a subnet each.</summary>
    public static readonly EquatableList<ZoneView> Zones =
    [
        new("ap-northeast-2a", "apne2-az1", ["subnet-a"]),
        new("ap-northeast-2b", "apne2-az2", ["subnet-b"]),
        new("ap-northeast-2c", "apne2-az3", ["subnet-c"]),
    ];

    private static readonly TimeSpan Cooldown = TimeSpan.FromMinutes(5);

    public static InstanceId Id(int number) => InstanceId.Parse($"i-{number:x8}");

    public static InstanceSnapshot Instance(InstanceId id, DateTimeOffset launchedAt) =>
        new(id, "running", true, ["sg-1"], false, launchedAt);

    public static GroupMember Member(int number) => new(Id(number), "InService", true, false, "a");

    /// <summary>A whole and healthy group of members 1, 2, ….</summary>
    public static GroupSnapshot Group(int desired, int minimum, int maximum) => new(
        "web",
        new Bounds(minimum, maximum),
        desired,
        EquatableList.From(Enumerable.Range(1, desired).Select(Member)),
        [],
        false,
        null,
        false,
        false,
        null);

    public static GroupSnapshot With(this GroupSnapshot group, GroupMember member) => group with
    {
        Members = EquatableList.From(group.Members.Select(m => m.Instance == member.Instance ? member : m)),
    };

    public static Component Component(int ceiling = 10, int healthyPercent = 50, Resource? resource = null) =>
        new(ComponentName.Parse("front"), resource ?? WebGroup, 1, ceiling, healthyPercent, Cooldown, []);

    public static Run Run(StepAction action, InstanceId? instance, RunTrigger? trigger = null) => Runbooks.Run.Start(
        EventId.Parse("sale"),
        RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
        new Runbook(RunbookName.Parse("fix"), [new RunbookStep("step", action, TimeSpan.FromMinutes(30))]),
        ComponentName.Parse("front"),
        instance,
        1,
        trigger ?? new RunTrigger.ByAlarm(AlarmId.Of("ap-northeast-2", "123456789012", "front cpu"), T0, "cpu"),
        T0);
}
