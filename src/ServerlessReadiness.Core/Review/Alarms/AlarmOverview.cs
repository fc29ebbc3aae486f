using ServerlessReadiness.Core.Review.Checks;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>The event's alarms one by one, where the review's items sum them up.</summary>
/// <param name="Alarms">Alarms that the plan relies on, and those through which they act.</param>
/// <param name="Missing">What of the plan no alarm serves; empty while not all alarms could be read.</param>
/// <param name="People">What is wrong with the topic from which people are told.</param>
/// <param name="Unread">What could not be read.</param>
public sealed record AlarmOverview(
    EquatableList<AlarmWay> Alarms,
    EquatableList<Finding> Missing,
    EquatableList<Finding> People,
    EquatableList<string> Unread)
{
    /// <summary>The items of the review that are about alarms.</summary>
    public static readonly EquatableList<string> Items = EquatableList.From(AlarmChecks.All.Select(c => c.Item));

    public static AlarmOverview Of(ReviewFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var delivery = new AlarmDelivery(facts);
        return new AlarmOverview(
            EquatableList.From(facts.Alarms.Items.Select(a => WayOf(facts, delivery, a))),

            // What was not read may hold the alarm that seems to be missing.
            EquatableList.From(facts.Alarms.Unread.Count > 0
                ? []
                : AlarmCoverage.Missing(facts).Select(m => m.Finding)),
            EquatableList.From(AlarmProof.People(facts)),
            EquatableList.From(facts.Alarms.Unread
                .Concat(facts.AlarmMutes.Unread)
                .Concat(facts.AlarmTopics.Unread)
                .Concat(facts.Notified.Unread)
                .Concat(facts.Canaries.Unread)
                .Concat(facts.Baselines.Unread)
                .Distinct(StringComparer.Ordinal)));
    }

    private static AlarmWay WayOf(ReviewFacts facts, AlarmDelivery delivery, AlarmPathView alarm)
    {
        var carrier = delivery.Carrier(alarm) ?? alarm;
        var mutes = facts.AlarmMutes.Items
            .Where(m => AlarmMutes.Names(m, carrier) && AlarmMutes.Touches(m, facts.Plan.Schedule))
            .Select(m => $"{(m.IsActive ? "now" : "perhaps in the event")}: {AlarmSetUp.Short(m)}")
            .ToList();
        return new AlarmWay(
            alarm,
            Purpose(facts, alarm),
            Words(facts, delivery, alarm),
            carrier.ActionsEnabled,
            mutes.Count == 0 ? null : string.Join(", ", mutes),
            EquatableList.From(Wrong(facts, delivery, alarm).Distinct()));
    }

    private static IEnumerable<Finding> Wrong(ReviewFacts facts, AlarmDelivery delivery, AlarmPathView alarm)
    {
        var isRelied = AlarmChoice.Answer(facts.Plan, alarm).Response is not null
            || facts.Plan.Metrics.Any(m => AlarmChoice.Watches(alarm, m));
        var isJudged = AlarmProof.MustReachUs(facts, alarm)
            && facts.AlarmTopics.Unread.Count == 0 && facts.AlarmRoutes.IsKnown;
        return (isRelied ? AlarmSetUp.Of(facts, alarm) : [])
            .Concat(isJudged ? delivery.Of(alarm) : [])
            .Concat(AlarmProof.Failed(alarm));
    }

    private static string Purpose(ReviewFacts facts, AlarmPathView alarm)
    {
        var plan = facts.Plan;
        var purposes = plan.Metrics.Where(m => AlarmChoice.Watches(alarm, m)).Select(m => $"metric {m.Name}").ToList();
        if (AlarmChoice.Answer(plan, alarm).Response is { } response)
        {
            purposes.Add($"response {response.Name}");
        }

        if (AlarmChoice.IsOfEndpoint(plan, alarm.Alarm.Name))
        {
            purposes.Add("an endpoint");
        }

        purposes.AddRange(facts.Alarms.Items
            .Where(a => AlarmChoice.IsChild(alarm, a))
            .Select(a => $"alarm {a.Alarm.Name}"));
        return purposes.Count > 0 ? string.Join(", ", purposes) : "suppresses others";
    }

    private static string Words(ReviewFacts facts, AlarmDelivery delivery, AlarmPathView alarm)
    {
        if (!facts.AlarmRoutes.IsKnown)
        {
            return "cannot tell";
        }

        if (facts.AlarmRoutes.TakesByName(alarm.Alarm))
        {
            return "EventBridge rule, by its name";
        }

        if (delivery.Carrier(alarm) is not { } carrier)
        {
            return AlarmProof.MustReachUs(facts, alarm) ? "NONE" : "not pushed: Clock looks each minute";
        }

        var action = delivery.ActionToUs(carrier)!;
        var through = carrier.Alarm == alarm.Alarm ? "" : $"composite {carrier.Alarm.Name}, ";
        return through + (facts.AlarmRoutes.IsResponder(action)
            ? "function AlarmResponder"
            : $"topic {action[(action.LastIndexOf(':') + 1)..]}");
    }
}
