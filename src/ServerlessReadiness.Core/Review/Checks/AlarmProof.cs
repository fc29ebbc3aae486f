using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Review.Alarms;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Review.Checks;

/// <summary>Alarms come to us and to a person, and that was proven: MON-03.</summary>
internal static class AlarmProof
{
    /// <summary>Afterwards the account has changed too much for a proof to hold.</summary>
    public static readonly TimeSpan ProofFor = TimeSpan.FromDays(7);

    /// <summary>How a topic's message can wake somebody, or reach something that does.</summary>
    private static readonly string[] Paging = ["sms", "http", "https", "lambda", "sqs", "application", "firehose"];

    private static readonly string[] Mail = ["email", "email-json"];

    public static Verdict Check(ReviewFacts facts)
    {
        var delivery = new AlarmDelivery(facts);
        var relied = facts.Alarms.Items.Where(a => MustReachUs(facts, a)).ToList();

        // A topic that could not be read may hold the very subscription that seems to be missing.
        var ways = facts.AlarmTopics.Unread.Count == 0 && facts.AlarmRoutes.IsKnown
            ? relied.SelectMany(delivery.Of)
            : [];
        var findings = ways
            .Concat(facts.Alarms.Items.SelectMany(Failed))
            .Concat(People(facts))
            .Concat(Proof(facts));
        return AlarmChecks.Answer(
            findings,
            [
                .. facts.Alarms.Unread,
                .. facts.AlarmHistoriesUnread,
                .. facts.AlarmTopics.Unread,
                .. facts.Notified.Unread,
                .. facts.Canaries.Unread,
                .. facts.AlarmRoutes.IsKnown
                    ? Array.Empty<string>()
                    : ["which topic and function are ours: set READINESS_ALARM_TOPIC_ARN"],
            ],
            $"alarms that must come to us {relied.Count}");
    }

    /// <summary>What starts a runbook must be pushed to us; what is only looked at, Clock reads each minute.</summary>
    internal static bool MustReachUs(ReviewFacts facts, AlarmPathView alarm)
    {
        var response = AlarmChoice.Answer(facts.Plan, alarm).Response;
        return response is not null
            ? response.Role == AlarmRole.Trigger
            : alarm.Actions.Count == 0 && facts.Plan.Metrics.Any(m => AlarmChoice.Watches(alarm, m));
    }

    internal static IEnumerable<Finding> Failed(AlarmPathView alarm) => alarm.Failures.Select(f => new Finding(
        alarm.Alarm.Value,
        $"an action of it failed at {f.At:u}: {f.Summary}",
        "correct the action's target or its policy, then prove it with review alarms --canary"));

    internal static IEnumerable<Finding> People(ReviewFacts facts)
    {
        foreach (var topic in facts.Notified.Items)
        {
            var confirmed = topic.Subscriptions.Where(s => s.IsConfirmed).ToList();
            var pending = topic.Subscriptions.Where(s => !s.IsConfirmed).ToList();
            foreach (var one in pending)
            {
                yield return new Finding(
                    topic.Arn,
                    $"the subscription of {one.Endpoint} by {one.Protocol} is not confirmed",
                    "confirm it, or take it away");
            }

            if (confirmed.Count == 0)
            {
                yield return new Finding(
                    topic.Arn,
                    "nobody is subscribed to the notifications topic, so no page comes to a person",
                    "subscribe a paging service by https, or telephones by sms");
            }
            else if (!confirmed.Exists(s => Paging.Contains(s.Protocol)))
            {
                var by = confirmed.TrueForAll(s => Mail.Contains(s.Protocol))
                    ? "by mail alone"
                    : $"by {string.Join(", ", confirmed.Select(s => s.Protocol).Distinct())} alone";
                yield return new Finding(
                    topic.Arn,
                    $"people are told {by}, which wakes nobody: mail is not paging",
                    "subscribe a paging service by https, or telephones by sms");
            }
        }
    }

    private static IEnumerable<Finding> Proof(ReviewFacts facts)
    {
        if (facts.Canaries.Unread.Count > 0)
        {
            yield break;
        }

        var alarm = CanaryAlarm.NameOf(facts.Plan.Event);
        const string Fix = "prove it with review alarms --canary";
        var last = facts.Canaries.Items.MaxBy(c => c.SetAt);
        if (last is null)
        {
            yield return new Finding($"alarm {alarm}", "nobody has tried whether an alarm comes to a person", Fix);
        }
        else if (last.State == CanaryState.TimedOut)
        {
            yield return new Finding($"alarm {alarm}", $"the proof of {last.SetAt:u} failed: {last.Reason}", Fix);
        }
        else if (last.State != CanaryState.Acknowledged)
        {
            yield return new Finding($"alarm {alarm}", $"the proof of {last.SetAt:u} is not over: {last.Reason}", Fix);
        }
        else if (last.SetAt + ProofFor < facts.Now)
        {
            yield return new Finding($"alarm {alarm}", $"the last proof was {last.SetAt:u}, which is too long ago", Fix);
        }
    }
}
