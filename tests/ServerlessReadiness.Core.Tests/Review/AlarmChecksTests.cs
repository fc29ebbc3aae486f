using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Core.Review.Checks;
using ServerlessReadiness.Core.Review.Views;
using W = ServerlessReadiness.Core.Tests.Review.AlarmWorld;

namespace ServerlessReadiness.Core.Tests.Review;

public sealed class AlarmChecksTests
{
    private static readonly string[] Items = ["PERF-07", "MON-01", "MON-02", "MON-03"];

    /// <summary>A fault, the item that finds it, and a piece of its words; no other item finds anything.</summary>
    private static readonly Dictionary<string, (string Item, string Words, Func<ReviewFacts, ReviewFacts> Spoil)> Faults = new()
    {
        ["no alarm on a metric"] = ("PERF-07", "no alarm watches AWS/ApplicationELB", f => f with { Alarms = W.Seen(W.Cpu) }),
        ["another dimension"] = ("PERF-07", "with its dimensions", f => Slow(f, W.Slow with
        {
            Metrics = [new WatchedMetric("AWS/ApplicationELB", "TargetResponseTime", [])],
        })),
        ["no alarm for a response"] = ("PERF-07", "no alarm is called front*", f => f with { Alarms = W.Seen(W.Slow) }),
        ["switched off"] = ("PERF-07", "switched off", f => Cpu(f, W.Cpu with { ActionsEnabled = false })),
        ["muted now"] = ("PERF-07", "silences it now", f => f with { AlarmMutes = W.Seen(Mute(isActive: true)) }),
        ["muted in the event"] = ("PERF-07", "may silence it", f => f with { AlarmMutes = W.Seen(Mute(isActive: false)) }),
        ["silence takes a stop for well"] = ("PERF-07", "missing data is notBreaching", f => Cpu(
            f with { Plan = f.Plan with { Responses = [f.Plan.Responses[0] with { Role = AlarmRole.StopCondition, Runbook = null }] } },
            W.Cpu with { MissingData = MissingData.NotBreaching })),
        ["silence below"] = ("PERF-07", "the worst of that", f => Slow(f, W.Slow with
        {
            MissingData = MissingData.Ignore,
            Threshold = new AlarmThreshold(-1, IsAbove: false, IsOfMath: false, "p99"),
        })),
        ["no metric of a component"] = ("MON-01", "no metric of the plan", f => f with
        {
            Plan = f.Plan with { Metrics = [W.Latency with { Component = null }] },
        }),
        ["a threshold within the normal"] = ("MON-02", "which is normal", f => Slow(f, W.Slow with
        {
            Threshold = new AlarmThreshold(0.2, IsAbove: true, IsOfMath: false, "p99"),
        })),
        ["no baseline"] = ("MON-02", "nobody knows", Unstated),
        ["an old baseline"] = ("MON-02", "captured 41 days ago", f => Unstated(f) with
        {
            Baselines = W.Seen(Baseline(W.Now.AddDays(-41))),
        }),
        ["no way"] = ("MON-03", "leads to AlarmResponder", f => Cpu(f, W.Cpu with { Actions = [W.Pages] })),
        ["no action"] = ("MON-03", "has no action", f => Cpu(f, W.Cpu with { Actions = [] })),
        ["a policy without CloudWatch"] = ("MON-03", "does not let CloudWatch publish", f => Topic(f, W.AlarmTopic with
        {
            Policy = W.TopicPolicy.Replace("cloudwatch.amazonaws.com", "events.amazonaws.com", StringComparison.Ordinal),
        })),
        ["a policy for another account"] = ("MON-03", "does not let CloudWatch publish", f => Topic(f, W.AlarmTopic with
        {
            Policy = W.TopicPolicy.Replace("\"aws:SourceAccount\":\"1", "\"aws:SourceAccount\":\"9", StringComparison.Ordinal),
        })),
        ["a denial"] = ("MON-03", "denies CloudWatch", f => Topic(f, W.AlarmTopic with
        {
            Policy = W.TopicPolicy.Replace("\"false\"", "\"true\"", StringComparison.Ordinal),
        })),
        ["a key of AWS"] = ("MON-03", "AWS managed key", f => Topic(f, W.AlarmTopic with
        {
            Key = new AlarmKeyView("alias/aws/sns", IsAwsManaged: true, "Enabled", null),
        })),
        ["a key that is off"] = ("MON-03", "is Disabled", f => Topic(f, W.AlarmTopic with
        {
            Key = W.AlarmTopic.Key! with { State = "Disabled" },
        })),
        ["a key without CloudWatch"] = ("MON-03", "kms:Decrypt and kms:GenerateDataKey", f => Topic(f, W.AlarmTopic with
        {
            Key = W.AlarmTopic.Key! with { Policy = W.KeyPolicy.Replace("cloudwatch.", "events.", StringComparison.Ordinal) },
        })),
        ["not subscribed"] = ("MON-03", "not subscribed", f => Topic(f, W.AlarmTopic with { Subscriptions = [] })),
        ["not confirmed"] = ("MON-03", "is not confirmed", f => Topic(f, W.AlarmTopic with
        {
            Subscriptions = [new SubscriptionView("lambda", W.Responder, IsConfirmed: false)],
        })),
        ["a failed action"] = ("MON-03", "an action of it failed", f => Cpu(f, W.Cpu with
        {
            Failures = [new AlarmFailure(W.Now, "Failed to execute action")],
        })),
        ["mail alone"] = ("MON-03", "mail is not paging", f => f with
        {
            Notified = W.Seen(W.PageTopic with { Subscriptions = [W.PageTopic.Subscriptions[0]] }),
        }),
        ["nobody told"] = ("MON-03", "nobody is subscribed", f => f with { Notified = W.Seen(W.PageTopic with { Subscriptions = [] }) }),
        ["never proven"] = ("MON-03", "nobody has tried", f => f with { Canaries = W.Seen<CanaryRecord>() }),
        ["proven long ago"] = ("MON-03", "too long ago", f => f with
        {
            Canaries = W.Seen(W.Proof with { SetAt = W.Now.AddDays(-8) }),
        }),
        ["lost"] = ("MON-03", "failed: between", f => f with
        {
            Canaries = W.Seen(W.Proof with { State = CanaryState.TimedOut, Reason = "between" }),
        }),
    };

    public static TheoryData<string> Planted => [.. Faults.Keys];

    [Fact]
    public void A_clean_account_gives_no_finding()
    {
        foreach (var item in Items)
        {
            var verdict = ReviewChecks.All[item](W.Facts);
            Assert.True(verdict.Answer == ReviewAnswer.Yes, $"{item}: {verdict}");
        }
    }

    [Theory]
    [MemberData(nameof(Planted))]
    public void Each_planted_fault_gives_its_finding_and_no_other(string fault)
    {
        var (item, words, spoil) = Faults[fault];
        var facts = spoil(W.Facts);
        var findings = Items.SelectMany(i => ReviewChecks.All[i](facts).Findings.Select(f => (Item: i, Finding: f))).ToList();
        var (at, finding) = Assert.Single(findings);
        Assert.Equal(item, at);
        Assert.Contains(words, finding.What, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Fix);
    }

    [Fact]
    public void What_could_not_be_read_gives_no_answer_and_no_false_alarm()
    {
        var facts = W.Facts with { Alarms = new([], ["alarms: allow cloudwatch:DescribeAlarms"]) };
        foreach (var item in new[] { "PERF-07", "MON-02", "MON-03" })
        {
            var verdict = ReviewChecks.All[item](facts);
            Assert.Equal(ReviewAnswer.CouldNotTell, verdict.Answer);
            Assert.Contains("allow cloudwatch:DescribeAlarms", verdict.Evidence, StringComparison.Ordinal);
        }

        var topics = ReviewChecks.All["MON-03"](W.Facts with { AlarmTopics = new([], ["allow sns:GetTopicAttributes"]) });
        Assert.Equal(ReviewAnswer.CouldNotTell, topics.Answer);
        Assert.Equal(ReviewAnswer.CouldNotTell, ReviewChecks.All["MON-03"](W.Facts with { AlarmRoutes = AlarmRoutes.None }).Answer);
    }

    [Fact]
    public void A_missing_alarm_is_missed_also_when_the_histories_of_the_others_could_not_be_read()
    {
        var facts = W.Facts with { Alarms = W.Seen(W.Cpu), AlarmHistoriesUnread = ["allow cloudwatch:DescribeAlarmHistory"] };
        Assert.Single(ReviewChecks.All["PERF-07"](facts).Findings);
        Assert.DoesNotContain("DescribeAlarmHistory", ReviewChecks.All["MON-02"](facts).Evidence, StringComparison.Ordinal);
        var proof = ReviewChecks.All["MON-03"](W.Facts with { AlarmHistoriesUnread = facts.AlarmHistoriesUnread });
        Assert.Equal(ReviewAnswer.CouldNotTell, proof.Answer);
        Assert.Contains("allow cloudwatch:DescribeAlarmHistory", proof.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_composite_alarm_a_rule_of_EventBridge_or_the_function_itself_is_a_way_too()
    {
        var silent = Cpu(W.Facts, W.Cpu with { Actions = [] });
        var composite = W.Cpu with { Alarm = AlarmId.Of(W.Region, W.Account, "any"), Metrics = [], Threshold = null, Rule = "ALARM(\"front cpu\") OR ALARM(other)" };
        Assert.Empty(ReviewChecks.All["MON-03"](silent with { Alarms = W.Seen(W.Cpu with { Actions = [] }, W.Slow, composite) }).Findings);
        Assert.Empty(ReviewChecks.All["MON-03"](silent with { AlarmRoutes = W.Facts.AlarmRoutes with { NamePrefix = "front" } }).Findings);
        Assert.Single(ReviewChecks.All["MON-03"](silent with { AlarmRoutes = W.Facts.AlarmRoutes with { NamePrefix = "back" } }).Findings);
        Assert.Empty(ReviewChecks.All["MON-03"](Cpu(W.Facts, W.Cpu with { Actions = [$"{W.Responder}:live"] })).Findings);
        var suppressed = W.Seen(W.Cpu with { Actions = [] }, W.Slow, composite with { SuppressedBy = "Alarm" });
        Assert.Contains("suppressed", Assert.Single(ReviewChecks.All["PERF-07"](silent with { Alarms = suppressed }).Findings).What, StringComparison.Ordinal);
    }

    private static AlarmMuteView Mute(bool isActive) => new(
        $"arn:aws:cloudwatch:{W.Region}:{W.Account}:alarm-mute-rule:night", ["front cpu"], isActive, "cron(0 2 * * *)", TimeSpan.FromHours(4), null);

    private static MetricBaseline Baseline(DateTimeOffset until) =>
        new(W.Plan.Event, W.Now, [new CapturedRange("latency", new MetricRange(0, 0.4), "")]) { Until = until };

    private static ReviewFacts Unstated(ReviewFacts facts) =>
        facts with { Plan = facts.Plan with { Metrics = [W.Latency with { Baseline = null }] } };

    private static ReviewFacts Cpu(ReviewFacts facts, AlarmPathView cpu) => facts with { Alarms = W.Seen(cpu, W.Slow) };

    private static ReviewFacts Slow(ReviewFacts facts, AlarmPathView slow) => facts with { Alarms = W.Seen(W.Cpu, slow) };

    private static ReviewFacts Topic(ReviewFacts facts, AlarmTopicView topic) => facts with { AlarmTopics = W.Seen(topic) };
}
