using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Alarms;

/// <summary>Follows an alarm from CloudWatch to our AlarmResponder, station by station, and says where it gets lost.</summary>
internal sealed class AlarmDelivery(ReviewFacts facts)
{
    private const string CloudWatch = "cloudwatch.amazonaws.com";

    /// <summary>The alarm itself, or the composite alarm through which it acts; null when it acts through none.</summary>
    public AlarmPathView? Carrier(AlarmPathView alarm) =>
        ReachesUs(alarm) ? alarm
        : facts.Alarms.Items.FirstOrDefault(c => AlarmChoice.IsChild(c, alarm) && ReachesUs(c));

    /// <summary>What keeps the alarm from us; empty when it comes.</summary>
    public IEnumerable<Finding> Of(AlarmPathView alarm)
    {
        if (facts.AlarmRoutes.TakesByName(alarm.Alarm))
        {
            return [];
        }

        if (Carrier(alarm) is not { } carrier)
        {
            return [NoWay(alarm)];
        }

        var through = carrier.Actions
            .Where(a => facts.AlarmRoutes.IsResponder(a) || FindTopic(a) is not null)
            .Select(a => Through(carrier, a).ToList())
            .ToList();

        // One way that works is enough; of several that do not, the first is told.
        return through.Exists(findings => findings.Count == 0) ? [] : through.FirstOrDefault() ?? [];
    }

    /// <summary>
    /// The first of its actions that names our function, our topic, or a topic that our function reads; null for none.
    /// </summary>
    public string? ActionToUs(AlarmPathView alarm) => alarm.Actions.FirstOrDefault(a =>
        facts.AlarmRoutes.IsResponder(a) || a == facts.AlarmRoutes.TopicArn
        || (FindTopic(a) is { } topic && topic.Subscriptions.Any(s => facts.AlarmRoutes.IsResponder(s.Endpoint))));

    private bool ReachesUs(AlarmPathView alarm) => ActionToUs(alarm) is not null;

    private AlarmTopicView? FindTopic(string arn) => facts.AlarmTopics.Items.FirstOrDefault(t => t.Arn == arn);

    private Finding NoWay(AlarmPathView alarm)
    {
        var fix = facts.AlarmRoutes.TopicArn is { } topic
            ? alarm.Alarm.Region == RegionOf(topic)
                ? $"add {topic} to its alarm actions"
                : $"add a topic of {alarm.Alarm.Region} that AlarmResponder is subscribed to, or AlarmResponder itself"
            : "add the stack's alarm topic to its alarm actions";
        return new Finding(
            alarm.Alarm.Value,
            alarm.Actions.Count == 0
                ? "has no action, so nobody learns that it fires"
                : $"none of its {alarm.Actions.Count} actions leads to AlarmResponder",
            fix);
    }

    private IEnumerable<Finding> Through(AlarmPathView carrier, string action) =>
        facts.AlarmRoutes.IsResponder(action) || FindTopic(action) is not { } topic
            ? []
            : Policy(carrier, topic).Concat(Key(carrier, topic)).Concat(Subscribed(topic));

    private static IEnumerable<Finding> Policy(AlarmPathView carrier, AlarmTopicView topic) =>
        ResourcePolicy.Judge(topic.Policy, Call(carrier, "sns:Publish", topic.Arn)) switch
        {
            PolicyAnswer.Lets => [],
            PolicyAnswer.Denies =>
            [
                new Finding(
                    topic.Arn,
                    $"its policy denies CloudWatch to publish for alarm {carrier.Alarm.Name}",
                    "take cloudwatch.amazonaws.com out of the denial"),
            ],
            PolicyAnswer.Unsure =>
            [
                new Finding(
                    topic.Arn,
                    "its policy has a condition of which nobody can say whether it lets CloudWatch publish",
                    "state it by aws:SourceAccount and aws:SourceArn"),
            ],
            _ =>
            [
                new Finding(
                    topic.Arn,
                    $"its policy does not let CloudWatch publish for alarm {carrier.Alarm.Name}",
                    $"allow {CloudWatch} sns:Publish with aws:SourceAccount {carrier.Alarm.Account}"),
            ],
        };

    private static IEnumerable<Finding> Key(AlarmPathView carrier, AlarmTopicView topic)
    {
        if (topic.Key is not { } key)
        {
            yield break;
        }

        if (key.IsAwsManaged)
        {
            yield return new Finding(
                topic.Arn,
                $"is encrypted by {key.Arn}, an AWS managed key, with which CloudWatch cannot publish",
                "use a key of your own whose policy names cloudwatch.amazonaws.com");
            yield break;
        }

        if (key.State is { } state && state != "Enabled")
        {
            yield return new Finding(key.Arn, $"the key of topic {topic.Name} is {state}", "enable it, or use another");
        }

        if (key.Policy is not { } policy)
        {
            // That it could not be read stands with what was not read; it is no proof of anything.
            yield break;
        }

        string[] needed = ["kms:Decrypt", "kms:GenerateDataKey"];
        var missing = needed.Where(a => ResourcePolicy.Judge(policy, Call(carrier, a, key.Arn)) != PolicyAnswer.Lets).ToList();
        if (missing.Count > 0)
        {
            yield return new Finding(
                key.Arn,
                $"its policy does not let CloudWatch {string.Join(" and ", missing)} for topic {topic.Name}",
                $"allow {CloudWatch} kms:Decrypt and kms:GenerateDataKey in the key's policy");
        }
    }

    private IEnumerable<Finding> Subscribed(AlarmTopicView topic)
    {
        // Without our function's name, any function that the topic invokes passes for it.
        var ours = topic.Subscriptions
            .Where(s => facts.AlarmRoutes.ResponderArn is null ? s.Protocol == "lambda" : facts.AlarmRoutes.IsResponder(s.Endpoint))
            .ToList();
        if (ours.Exists(s => s.IsConfirmed))
        {
            return [];
        }

        return
        [
            new Finding(
                topic.Arn,
                ours.Count == 0 ? "AlarmResponder is not subscribed to it" : "AlarmResponder's subscription is not confirmed",
                ours.Count == 0 ? "subscribe AlarmResponder, or deploy the stack anew" : "confirm it, or subscribe anew"),
        ];
    }

    private static PolicyCall Call(AlarmPathView carrier, string action, string resource) =>
        new(CloudWatch, action, resource, carrier.Alarm.Value, carrier.Alarm.Account);

    private static string RegionOf(string arn) => arn.Split(':') is [_, _, _, var region, ..] ? region : "";
}
