using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Tests.Support;

/// <summary>One plan with a response for every action, and alarms for it.</summary>
internal static class Sample
{
    public const string Account = "123456789012";
    public const string Region = "ap-northeast-2";

    public static readonly DateTimeOffset T0 = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    public static readonly EventId Event = EventId.Parse("sale");
    public static readonly ComponentName Front = ComponentName.Parse("front");
    public static readonly Resource.AutoScalingGroup Web = new(Account, Region, "web");

    public static readonly Resource.ScalableTarget Tasks =
        new(Account, Region, "ecs", "service/shop/api", "ecs:service:DesiredCount");

    /// <summary>The second member of the group.</summary>
    public static readonly InstanceId Bad = InstanceId.Parse("i-00000002");

    public static CompiledPlan Plan { get; } = new(
        Event,
        "Spring sale",
        "Asia/Seoul",
        [new UtcOffsetChange(T0.AddYears(-1), TimeSpan.FromHours(9), "KST")],
        new EventSchedule(T0.AddHours(-2), T0.AddHours(-1), T0.AddHours(4), T0.AddHours(6)),
        [
            new Component(Front, Web, 4, 12, 50, TimeSpan.FromMinutes(5), []),
            new Component(ComponentName.Parse("api"), Tasks, 2, 10, 50, TimeSpan.FromMinutes(5), []),
        ],
        [
            Response("raise", new StepAction.CapacityRaise(By: 2)),
            Response("replace", new StepAction.InstanceReplace()),
            Response("reboot", new StepAction.InstanceReboot()),
            Response("recover", new StepAction.InstanceRecover()),
            Response("quarantine", new StepAction.InstanceQuarantine()),
            Response("mark", new StepAction.HealthMark()),
            Response("notify", new StepAction.Notify("About {component}", "Alarm {alarm}: {reason}")),
            new Response("api-raise", new AlarmSelector("api-*"), ComponentName.Parse("api"), AlarmRole.Trigger, RunbookName.Parse("raise")),
        ],
        [
            Runbook("raise", new StepAction.CapacityRaise(By: 2)),
            Runbook("replace", new StepAction.InstanceReplace()),
            Runbook("reboot", new StepAction.InstanceReboot()),
            Runbook("recover", new StepAction.InstanceRecover()),
            Runbook("quarantine", new StepAction.InstanceQuarantine()),
            Runbook("mark", new StepAction.HealthMark()),
            Runbook("notify", new StepAction.Notify("About {component}", "Alarm {alarm}: {reason}")),
        ],
        TimeSpan.FromMinutes(15));

    /// <summary>An alarm of the plan; about an instance when one is given.</summary>
    public static AlarmTransition Alarm(
        string name,
        DateTimeOffset at,
        AlarmStateValue state = AlarmStateValue.Alarm,
        InstanceId? instance = null) => new(
        AlarmId.Of(Region, Account, name),
        null,
        state,
        at,
        $"{name} crossed its threshold",
        MissingData.Missing,
        [],
        instance is { } id ? [new AlarmDimension("InstanceId", id.Value)] : [],
        [],
        IsComposite: false,
        IsSuppressed: false,
        SignalSource.Sns);

    public static CompiledPlan WithBudget(this CompiledPlan plan, Budget budget) => plan with
    {
        Components = EquatableList.From(plan.Components.Select(c => c with { Budgets = [budget] })),
    };

    private static Response Response(string runbook, StepAction action) => new(
        $"{runbook} ({action.GetType().Name})",
        new AlarmSelector($"{runbook}-*"),
        Front,
        AlarmRole.Trigger,
        RunbookName.Parse(runbook));

    private static Runbook Runbook(string name, StepAction action) =>
        new(RunbookName.Parse(name), [new RunbookStep("step", action, TimeSpan.FromMinutes(30))]);
}
