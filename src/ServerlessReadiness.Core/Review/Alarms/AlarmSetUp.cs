using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Review.Views;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>Whether an alarm may act, and takes silence for what it should.</summary>
internal static class AlarmSetUp
{
    public static IEnumerable<Finding> Of(ReviewFacts facts, AlarmPathView alarm)
    {
        var response = AlarmChoice.Answer(facts.Plan, alarm).Response;
        var carrier = new AlarmDelivery(facts).Carrier(alarm) ?? alarm;
        if (!carrier.ActionsEnabled)
        {
            yield return new Finding(
                carrier.Alarm.Value,
                "its actions are switched off",
                $"aws cloudwatch enable-alarm-actions --alarm-names \"{carrier.Alarm.Name}\"");
        }

        foreach (var mute in facts.AlarmMutes.Items.Where(m =>
            AlarmMutes.Names(m, carrier) && AlarmMutes.Touches(m, facts.Plan.Schedule)))
        {
            yield return new Finding(
                carrier.Alarm.Value,
                mute.IsActive
                    ? $"mute rule {Short(mute)} silences it now"
                    : $"mute rule {Short(mute)} may silence it during the event: {mute.Expression}",
                "delete the mute rule, or let it expire before the pre-warm");
        }

        if (Suppressed(facts, carrier) is { } suppressed)
        {
            yield return suppressed;
        }

        if (Silence(facts.Plan, alarm, response) is { } silence)
        {
            yield return silence;
        }
    }

    private static Finding? Suppressed(ReviewFacts facts, AlarmPathView carrier)
    {
        if (carrier.SuppressedBy is { } cause)
        {
            return new Finding(
                carrier.Alarm.Value,
                $"its actions are suppressed at this moment, by {cause}",
                "let the suppressor go to OK, or take it off the composite alarm");
        }

        if (carrier.Suppressor is not { } suppressor)
        {
            return null;
        }

        var seen = facts.Alarms.Items.FirstOrDefault(a => a.Alarm.Value == suppressor || a.Alarm.Name == suppressor);
        return seen switch
        {
            { State: AlarmStateValue.Alarm } => new Finding(
                carrier.Alarm.Value,
                $"its suppressor {suppressor} fires, so its actions do nothing",
                "let the suppressor go to OK, or take it off the composite alarm"),
            null when facts.Alarms.Unread.Count == 0 => new Finding(
                carrier.Alarm.Value,
                $"its suppressor {suppressor} does not exist",
                "take it off the composite alarm, or create it"),
            _ => null,
        };
    }

    /// <summary>See <see cref="AlarmMeanings"/> for what each treatment leads to.</summary>
    private static Finding? Silence(CompiledPlan plan, AlarmPathView alarm, Response? response)
    {
        if (alarm.IsComposite)
        {
            return null;
        }

        var takesForWell = alarm.MissingData is MissingData.NotBreaching or MissingData.Ignore;
        var words = (response?.Role, alarm.MissingData) switch
        {
            (AlarmRole.TargetHealth, _) when takesForWell =>
                "a target without data stays healthy by it, so it never proves one healthy",
            (AlarmRole.StopCondition, _) when takesForWell => "work goes on while its metric has no data",
            (AlarmRole.Trigger, MissingData.Breaching) when MovesTraffic(plan, response!) =>
                "it fires on silence, on which traffic is not moved: a person is called instead",
            _ when takesForWell && alarm.Threshold is { IsAbove: false, IsOfMath: false } =>
                "it fires below its threshold, and silence, the worst of that, counts as well",
            _ => null,
        };
        return words is null
            ? null
            : new Finding(
                alarm.Alarm.Value,
                $"missing data is {Spelled(alarm.MissingData)}: {words}",
                alarm.MissingData == MissingData.Breaching
                    ? "set its missing data to missing"
                    : alarm.Threshold is { IsAbove: false } ? "set its missing data to breaching" : "set its missing data to missing");
    }

    private static bool MovesTraffic(CompiledPlan plan, Response response) =>
        response.Runbook is { } name && plan.FindRunbook(name) is { } runbook
        && ActionCatalog.ClassOf(runbook) == ActionClass.Traffic;

    private static string Spelled(MissingData missing) => missing switch
    {
        MissingData.NotBreaching => "notBreaching",
        MissingData.Breaching => "breaching",
        MissingData.Ignore => "ignore",
        _ => "missing",
    };

    internal static string Short(AlarmMuteView mute) => mute.Name[(mute.Name.LastIndexOf(':') + 1)..];
}
