using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>Runs made of steps, and what can be seen of their conditions.</summary>
internal static class Steps
{
    public static RunbookStep Tell(string name) => new(name, new StepAction.Notify("subject", "text"), TimeSpan.FromMinutes(5));

    public static Run Of(params RunbookStep[] steps) => Run.Start(
        EventId.Parse("sale"),
        Alarmed.Run,
        new Runbook(RunbookName.Parse("fix"), EquatableList.From(steps)),
        ComponentName.Parse("front"),
        Make.Id(2),
        1,
        new RunTrigger.ByOperator("kim"),
        Make.T0);

    public static StepAction Action(string name) => name switch
    {
        "capacity.raise" => new StepAction.CapacityRaise(By: 2),
        "instance.replace" => new StepAction.InstanceReplace(),
        _ => new StepAction.Notify("subject", "text"),
    };

    /// <summary>A whole group, and whether the alarm busy fires; null when that cannot be read.</summary>
    public static Observation Sees(bool? firing) => Observation.Nothing(Make.T0) with
    {
        Group = Make.Group(4, 2, 8),
        Instance = Make.Instance(Make.Id(2), Make.T0.AddDays(-1)),
        Alarms = firing is { } fires ? [new AlarmReading("busy", fires)] : [],
    };

    public static Observation Measures(decimal value) => Observation.Nothing(Make.T0) with
    {
        Metrics = [new MetricReading("latency", value, Make.T0)],
    };
}
