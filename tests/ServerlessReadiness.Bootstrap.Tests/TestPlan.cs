using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>The plan for the small world that the recorded signals come from.</summary>
internal static class TestPlan
{
    public const string Account = "123456789012";
    public const string Region = "ap-northeast-2";
    public const string Group = "web-asg";
    public const string CapacityAlarm = "web-5xx";
    public const string InstanceAlarm = "web-instance-check";
    public const string CompositeAlarm = "web-unhealthy";
    public const int Minimum = 2;
    public const int Desired = 4;
    public const int Maximum = 6;
    public const int Ceiling = 8;

    /// <summary>What the capacity runbook makes of the minimum: desired + 2.</summary>
    public const int Raised = 6;

    public static readonly EventId Event = EventId.Parse("black-friday");
    public static readonly ComponentName Web = ComponentName.Parse("web");

    /// <param name="budgets">In place of the defaults.</param>
    /// <param name="name">Another event's id.</param>
    public static CompiledPlan Create(EquatableList<Budget>? budgets = null, string name = "black-friday")
    {
        var now = DateTimeOffset.UtcNow;
        var raise = RunbookName.Parse("more-web");
        var replace = RunbookName.Parse("replace-instance");
        return new CompiledPlan(
            EventId.Parse(name),
            "Black Friday",
            "Asia/Seoul",
            [new UtcOffsetChange(now.AddDays(-30), TimeSpan.FromHours(9), "KST")],
            new EventSchedule(now.AddHours(-3), now.AddHours(-2), now.AddHours(20), now.AddHours(30)),
            [
                new Component(
                    Web,
                    new Resource.AutoScalingGroup(Account, Region, Group),
                    Floor: Minimum,
                    Ceiling: Ceiling,
                    MinimumHealthyPercent: 90,
                    AlarmCooldown: TimeSpan.FromMinutes(5),
                    Budgets: budgets ?? []),
            ],
            [
                Trigger("errors", CapacityAlarm, raise),
                Trigger("cpu", "web-cpu*", raise),
                Trigger("tier", CompositeAlarm, raise),
                Trigger("instance", InstanceAlarm, replace),
            ],
            [
                new Runbook(
                    raise,
                    [new RunbookStep("raise", new StepAction.CapacityRaise(By: 2), TimeSpan.FromMinutes(10))]),
                new Runbook(
                    replace,
                    [new RunbookStep("replace", new StepAction.InstanceReplace(), TimeSpan.FromMinutes(20))]),
            ],
            AlarmLimit: TimeSpan.FromMinutes(30));
    }

    private static Response Trigger(string name, string pattern, RunbookName runbook) =>
        new(name, new AlarmSelector(pattern), Web, AlarmRole.Trigger, runbook);
}
