using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Tests.Support;

/// <summary>Situations around one alarm; the base is one in which a run starts.</summary>
internal static class Alarmed
{
    public static readonly EventId Event = EventId.Parse("sale");
    public static readonly RunId Run = RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    public static readonly RunId OtherRun = RunId.Parse("01BX5ZZKBKACTAV9WEVGEMMVRZ");

    public static readonly Response Response =
        new("cpu", new AlarmSelector("front*"), Make.Component().Name, AlarmRole.Trigger, RunbookName.Parse("fix"));

    public static AlarmSituation Situation { get; } = new(
        new EventHead(Event, Phase.Live, AutomationMode.Act, "the plan says so", 1, Make.T0),
        new ResponseMatch(Response, Make.Component(), null),
        ActionClass.CapacityUp,
        null,
        null,
        ResourceState.New(Make.WebGroup.Key, Event),
        null,
        null,
        null,
        TimeSpan.FromMinutes(15),
        LooksAgain: false);

    public static AlarmTransition Transition(
        DateTimeOffset at,
        AlarmStateValue state = AlarmStateValue.Alarm,
        string name = "front cpu") => new(
        AlarmId.Of("ap-northeast-2", "123456789012", name),
        null,
        state,
        at,
        "cpu over 80 %",
        MissingData.Missing,
        [],
        [],
        [],
        IsComposite: false,
        IsSuppressed: false,
        SignalSource.Sns);

    public static AlarmSituation In(this AlarmSituation situation, AutomationMode mode) =>
        situation with { Head = situation.Head with { Mode = mode } };

    public static AlarmSituation In(this AlarmSituation situation, Phase phase) =>
        situation with { Head = situation.Head with { Phase = phase } };

    /// <summary>With what was remembered from a decision.</summary>
    public static AlarmSituation After(this AlarmSituation situation, AlarmDecision decision) =>
        situation with { Memory = decision.Memory ?? situation.Memory };

    public static AlarmSituation Again(this AlarmSituation situation) => situation with { LooksAgain = true };

    public static AlarmSituation Spent(this AlarmSituation situation, params Spend[] spends)
    {
        var state = situation.Component ?? ComponentState.New(Make.Component().Name);
        return situation with { Component = state with { Spends = EquatableList.From(state.Spends.Concat(spends)) } };
    }

    public static AlarmSituation OnHold(this AlarmSituation situation, Hold hold) =>
        situation with { Component = (situation.Component ?? ComponentState.New(Make.Component().Name)) with { Hold = hold } };

    public static AlarmSituation Leased(this AlarmSituation situation, RunId holder, DateTimeOffset until) =>
        situation with { Resource = situation.Resource! with { Lease = new Lease(holder, 1, until), LastFence = 1 } };

    public static AlarmSituation Replacing(this AlarmSituation situation, InstanceId? instance, int desired) => situation with
    {
        ActionClass = ActionClass.Replace,
        Instance = instance,
        Confirmed = AlarmStateValue.Alarm,
        Seen = Observation.Nothing(Make.T0) with { Group = Make.Group(desired, 1, desired * 2) },
    };

    public static Spend Spend(
        DateTimeOffset at,
        ActionClass actionClass = ActionClass.CapacityUp,
        InstanceId? instance = null,
        AlarmTransition? alarm = null) =>
        new(actionClass, at, OtherRun, instance, alarm?.Alarm, alarm?.Children ?? []);
}
