using System.Diagnostics;

namespace ServerlessReadiness.Core.Alarms;

/// <summary>The one table that says what (role, state, treatment of missing data) means.</summary>
public static class AlarmMeanings
{
    public static AlarmMeaning Of(
        AlarmRole role,
        AlarmStateValue state,
        MissingData missing) => (role, state, missing) switch
    {
        // INSUFFICIENT_DATA never triggers, never clears, and blocks traffic moves, whatever the alarm is for.
        (AlarmRole.Trigger, AlarmStateValue.InsufficientData, _) => AlarmMeaning.Unproven,
        (AlarmRole.StopCondition, AlarmStateValue.InsufficientData, _) => AlarmMeaning.Stops,
        (AlarmRole.TargetHealth, AlarmStateValue.InsufficientData, _) => AlarmMeaning.Unproven,

        // An alarm that treats missing data as breaching may fire on silence.
        (AlarmRole.Trigger, AlarmStateValue.Alarm, MissingData.Breaching) => AlarmMeaning.TriggersPerhapsOnSilence,
        (AlarmRole.Trigger, AlarmStateValue.Alarm, _) => AlarmMeaning.Triggers,
        (AlarmRole.StopCondition, AlarmStateValue.Alarm, _) => AlarmMeaning.Stops,
        (AlarmRole.TargetHealth, AlarmStateValue.Alarm, _) => AlarmMeaning.TargetImpaired,

        (AlarmRole.Trigger, AlarmStateValue.Ok, _) => AlarmMeaning.Clears,
        (AlarmRole.StopCondition, AlarmStateValue.Ok, _) => AlarmMeaning.Permits,

        // OK that silence alone can produce does not prove a target healthy.
        (AlarmRole.TargetHealth, AlarmStateValue.Ok, MissingData.NotBreaching) => AlarmMeaning.Unproven,
        (AlarmRole.TargetHealth, AlarmStateValue.Ok, MissingData.Ignore) => AlarmMeaning.Unproven,
        (AlarmRole.TargetHealth, AlarmStateValue.Ok, _) => AlarmMeaning.TargetHealthy,

        _ => throw new UnreachableException($"No row for {role}, {state}, {missing}."),
    };
}
