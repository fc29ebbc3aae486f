using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Bench;

/// <summary>
/// A plan in which every alarm acts: no cooldown, a budget that is never spent, and a ceiling that is never reached.
/// Its size is that of a real plan, because each cold start reads it.
/// </summary>
internal static class BenchPlan
{
    public const string Account = "123456789012";
    public const string Region = "ap-northeast-2";
    public const string Group = "front-asg";

    /// <summary>The group's size before every measured alarm; each raises it by one.</summary>
    public const int Size = 4;

    public const int Ceiling = 1000;
    private const int OtherComponents = 8;

    public static EventId Event { get; } = EventId.Parse("bench-sale");

    public static CompiledPlan Create(DateTimeOffset now)
    {
        var others = Enumerable.Range(1, OtherComponents).Select(i => $"other-{i}").ToList();
        return new CompiledPlan(
            Event,
            "Sale of the year",
            "Asia/Seoul",
            [new UtcOffsetChange(now.AddDays(-30), TimeSpan.FromHours(9), "KST")],
            new EventSchedule(now.AddHours(-2), now.AddHours(-1), now.AddDays(1), now.AddDays(2)),
            EquatableList.From(others.Select(Other).Prepend(Front())),
            EquatableList.From(others.Select(OtherResponse).Append(FrontResponse())),
            [
                Raise("raise-front", new StepAction.CapacityRaise(By: 1)),
                Raise("raise-other", new StepAction.CapacityRaise(ByPercent: 50)),
            ],
            TimeSpan.FromMinutes(15));
    }

    private static Component Front() => new(
        ComponentName.Parse("front"),
        new Resource.AutoScalingGroup(Account, Region, Group),
        Floor: 2,
        Ceiling,
        MinimumHealthyPercent: 50,
        AlarmCooldown: TimeSpan.FromHours(1),
        [new Budget(ActionClass.CapacityUp, 1_000_000, TimeSpan.FromHours(1), TimeSpan.Zero, 100)]);

    private static Component Other(string name) => new(
        ComponentName.Parse(name),
        new Resource.AutoScalingGroup(Account, Region, $"{name}-asg"),
        Floor: 2,
        Ceiling: 40,
        MinimumHealthyPercent: 50,
        AlarmCooldown: TimeSpan.FromMinutes(5),
        []);

    private static Response FrontResponse() => new(
        "front is busy",
        new AlarmSelector($"{AlarmPayload.NamePrefix}*"),
        ComponentName.Parse("front"),
        AlarmRole.Trigger,
        RunbookName.Parse("raise-front"));

    private static Response OtherResponse(string name) => new(
        $"{name} is busy",
        new AlarmSelector($"{name}-*"),
        ComponentName.Parse(name),
        AlarmRole.Trigger,
        RunbookName.Parse("raise-other"));

    private static Runbook Raise(string name, StepAction action) =>
        new(RunbookName.Parse(name), [new RunbookStep("raise", action, TimeSpan.FromMinutes(15))]);
}
