using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Alarms;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Review;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Alarms;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Alarms;
using ServerlessReadiness.Core.Review.Canary;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Tests.Review;

using Amazon.CloudWatch.Model;
using Amazon.SimpleNotificationService.Model;

using EventId = ServerlessReadiness.Core.Events.EventId;

public sealed class AlarmAdapterTests(MotoFixture moto)
{
    private const string Arn = "arn:aws:cloudwatch:eu-west-1:123456789012";
    private const string KeyArn = "arn:aws:kms:eu-west-1:123456789012:key/k-1";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_proposed_alarm_is_created_read_back_as_it_was_meant_and_never_replaced()
    {
        var clients = await moto.ClientsAsync();
        var maker = new CloudWatchAlarmMaker(clients);
        var name = $"sale-{Guid.NewGuid():N}";
        var proposal = Proposal(name);

        await maker.CreateAsync(proposal, Cancel);

        var seen = Assert.Single(await AlarmsAsync(clients, name));
        Assert.Equal(proposal.Actions, seen.Actions);
        Assert.Equal(new AlarmThreshold(0.4, IsAbove: false, IsOfMath: false, "p99"), seen.Threshold);
        Assert.Equal(MissingData.Breaching, seen.MissingData);
        Assert.True(seen.Metrics[0].Is("Shop", "Orders", proposal.Metric.Dimensions));
        Assert.True(seen.ActionsEnabled);
        var again = await Assert.ThrowsAsync<PortException>(() => maker.CreateAsync(proposal, Cancel));
        Assert.Contains("not replaced", again.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_canary_is_made_once_and_set_as_told()
    {
        var clients = await moto.ClientsAsync();
        var maker = new CloudWatchAlarmMaker(clients);
        var alarm = AlarmId.Of("eu-west-1", MotoFixture.Account, CanaryAlarm.NameOf(EventId.Parse("sale")));
        await maker.EnsureCanaryAsync(alarm, ["arn:aws:sns:eu-west-1:123456789012:alarms"], Cancel);
        await maker.SetStateAsync(alarm, AlarmStateValue.Alarm, "proof", Cancel);
        await maker.EnsureCanaryAsync(alarm, ["arn:aws:sns:eu-west-1:123456789012:alarms"], Cancel);

        var seen = Assert.Single(await new CloudWatchAlarms(clients).ReadAsync(MotoFixture.Home, [alarm.Name], Cancel));

        Assert.Equal((alarm, MissingData.Ignore), (seen.Alarm, seen.MissingData));
    }

    [Fact]
    public async Task A_dashboard_is_written_read_and_removed_and_an_absent_one_is_null()
    {
        var clients = await moto.ClientsAsync();
        var dashboards = new Dashboards(clients, MotoFixture.Home.Region);
        var name = $"readiness-{Guid.NewGuid():N}";
        Assert.Null(await dashboards.FindAsync(name, Cancel));
        const string Body = """{"widgets":[{"type":"text","x":0,"y":0,"width":6,"height":2,"properties":{"markdown":"# a"}}]}""";
        await dashboards.PutAsync(name, Body, Cancel);
        Assert.Equal(Body, await dashboards.FindAsync(name, Cancel));
        await dashboards.DeleteAsync(name, Cancel);
        await dashboards.DeleteAsync(name, Cancel);
        Assert.Null(await dashboards.FindAsync(name, Cancel));
    }

    [Fact]
    public async Task Topics_are_read_with_their_policy_and_what_is_not_confirmed()
    {
        var clients = await moto.ClientsAsync();
        var sns = clients.Sns(MotoFixture.Home, ClientUse.Effect);
        var topic = await sns.CreateTopicAsync(new CreateTopicRequest { Name = $"t{Guid.NewGuid():N}" }, Cancel);
        await sns.SubscribeAsync(
            new SubscribeRequest { TopicArn = topic.TopicArn, Protocol = "email", Endpoint = "a@example.com" }, Cancel);
        var source = new AlarmTopicSource(clients, new AlarmRoutes(topic.TopicArn, null, null), topic.TopicArn + "-gone");

        var facts = await source.ReadAsync(new ReviewFacts(Plan, Now), [MotoFixture.Home], Cancel);

        var seen = Assert.Single(facts.AlarmTopics.Items);
        Assert.Contains("Statement", seen.Policy, StringComparison.Ordinal);
        Assert.Equal("email", Assert.Single(seen.Subscriptions).Protocol);
        Assert.Null(seen.Key);
        Assert.Contains("sns:GetTopicAttributes", Assert.Single(facts.Notified.Unread), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CUSTOMER", false)]
    [InlineData("AWS", true)]
    public async Task A_topics_key_is_read_and_its_policy_where_it_is_not_AWSs(string manager, bool isAws)
    {
        await using var aws = await CannedAws.StartAsync((request, _) => KeyAnswer(request.Action, manager));
        using var clients = aws.Clients();

        var facts = await TopicsAsync(clients);

        Assert.Empty(facts.AlarmTopics.Unread);
        Assert.Equal(
            new AlarmKeyView(KeyArn, isAws, "Enabled", isAws ? null : "{}"),
            Assert.Single(facts.AlarmTopics.Items).Key);

        // The policy is asked of the key itself: an alias is refused there. AWS's own keys show none.
        var asked = aws.Requests("GetKeyPolicy").Select(r => r.Body);
        Assert.Equal(isAws ? 0 : 1, asked.Count(b => b.Contains("\"k-1\"", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("DescribeKey")]
    [InlineData("GetKeyPolicy")]
    public async Task A_key_that_may_not_be_read_leaves_its_topic_known_and_names_the_missing_right(string denied)
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action == denied
            ? CannedAnswer.JsonError(400, "AccessDeniedException")
            : KeyAnswer(request.Action, "CUSTOMER"));
        using var clients = aws.Clients();

        var facts = await TopicsAsync(clients);

        Assert.Equal(new AlarmKeyView("alias/ours", IsAwsManaged: false, null, null), Assert.Single(facts.AlarmTopics.Items).Key);
        Assert.Contains($"allow kms:{denied}", Assert.Single(facts.AlarmTopics.Unread), StringComparison.Ordinal);
    }

    private static CannedAnswer KeyAnswer(string action, string manager) => action switch
    {
        "DescribeKey" => CannedAnswer.Json(
            $$"""{"KeyMetadata":{"KeyId":"k-1","Arn":"{{KeyArn}}","KeyManager":"{{manager}}","KeyState":"Enabled"} }"""),
        "GetKeyPolicy" => CannedAnswer.Json("""{"Policy":"{}"}"""),
        "GetTopicAttributes" => CannedAnswer.Query(
            action, "<Attributes><entry><key>KmsMasterKeyId</key><value>alias/ours</value></entry></Attributes>"),
        _ => CannedAnswer.Query(action, "<Subscriptions/>"),
    };

    private static Task<ReviewFacts> TopicsAsync(AwsClients clients)
    {
        const string Topic = "arn:aws:sns:eu-west-1:123456789012:alarms";
        return new AlarmTopicSource(clients, new AlarmRoutes(Topic, null, null), null)
            .ReadAsync(new ReviewFacts(Plan, Now), [MotoFixture.Home], Cancel);
    }

    [Fact]
    public async Task Composite_alarms_mute_rules_and_failed_actions_are_read_page_by_page()
    {
        await using var aws = await CannedAws.StartAsync((request, count) => CannedAnswer.Query(request.Action, (request.Action, count) switch
        {
            ("DescribeAlarms", 1) => $"<MetricAlarms>{Metric("front cpu")}{Metric("of nobody")}</MetricAlarms><NextToken>n</NextToken>",
            ("DescribeAlarms", _) => $"<CompositeAlarms><member><AlarmName>any</AlarmName><AlarmArn>{Arn}:alarm:any</AlarmArn>"
                + "<StateValue>OK</StateValue><AlarmRule>ALARM(\"front cpu\")</AlarmRule><ActionsSuppressedBy>Alarm</ActionsSuppressedBy>"
                + "<ActionsSuppressor>hush</ActionsSuppressor></member></CompositeAlarms>",
            ("ListAlarmMuteRules", _) => $"<AlarmMuteRuleSummaries><member><AlarmMuteRuleArn>{Arn}:alarm-mute-rule:night</AlarmMuteRuleArn></member></AlarmMuteRuleSummaries>",
            ("GetAlarmMuteRule", _) => "<MuteTargets><AlarmNames><member>front cpu</member></AlarmNames></MuteTargets><Status>SCHEDULED</Status>"
                + "<Rule><Schedule><Expression>cron(0 2 * * *)</Expression><Duration>PT4H</Duration></Schedule></Rule>",
            _ => "<AlarmHistoryItems>" + Action("Failed to execute action arn:a", 3) + Action("Successfully executed action arn:a", 2)
                + Action("Successfully executed action arn:b", 3) + Action("Failed to execute action arn:b", 2) + "</AlarmHistoryItems>",
        }));
        using var clients = aws.Clients();

        var facts = await new AlarmSource(clients, AlarmRoutes.None).ReadAsync(new ReviewFacts(Plan, Now), [MotoFixture.Home], Cancel);

        Assert.Empty(facts.Alarms.Unread);
        Assert.Equal(["front cpu", "any"], facts.Alarms.Items.Select(a => a.Alarm.Name));
        Assert.Equal(("Alarm", "hush", "ALARM(\"front cpu\")"), (facts.Alarms.Items[1].SuppressedBy, facts.Alarms.Items[1].Suppressor, facts.Alarms.Items[1].Rule));
        Assert.Equal("Failed to execute action arn:a", Assert.Single(facts.Alarms.Items[0].Failures).Summary);
        var mute = Assert.Single(facts.AlarmMutes.Items);
        Assert.Equal((TimeSpan.FromHours(4), false, "cron(0 2 * * *)"), (mute.Duration, mute.IsActive, mute.Expression));
        Assert.Equal(["front cpu"], mute.Alarms);
    }

    [Fact]
    public async Task A_denial_names_the_missing_right_and_the_rest_is_read()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action == "DescribeAlarmHistory"
            ? new CannedAnswer(403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>", "text/xml")
            : CannedAnswer.Query(request.Action, request.Action == "DescribeAlarms" ? $"<MetricAlarms>{Metric("front cpu")}</MetricAlarms>" : ""));
        using var clients = aws.Clients();

        var facts = await new AlarmSource(clients, AlarmRoutes.None).ReadAsync(new ReviewFacts(Plan, Now), [MotoFixture.Home], Cancel);

        Assert.Equal("front cpu", Assert.Single(facts.Alarms.Items).Alarm.Name);
        Assert.Empty(facts.Alarms.Unread);
        Assert.Contains("allow cloudwatch:DescribeAlarmHistory", Assert.Single(facts.AlarmHistoriesUnread), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<AlarmPathView>> AlarmsAsync(AwsClients clients, string name)
    {
        var response = await clients.CloudWatch(MotoFixture.Home, ClientUse.Read)
            .DescribeAlarmsAsync(new DescribeAlarmsRequest { AlarmNames = [name] }, Cancel);
        return [.. response.MetricAlarms.Select(AlarmViews.Of)];
    }

    private static AlarmProposal Proposal(string name) => new(
        MotoFixture.Account,
        "eu-west-1",
        name,
        new WatchedMetric("Shop", "Orders", [new AlarmDimension("Shop", "a")]),
        "p99",
        0.4,
        IsAbove: false,
        TimeSpan.FromMinutes(1),
        3,
        2,
        MissingData.Breaching,
        ["arn:aws:sns:eu-west-1:123456789012:alarms"],
        "metric orders",
        "what is normal");

    private static string Metric(string name) =>
        $"<member><AlarmName>{name}</AlarmName><AlarmArn>{Arn}:alarm:{name}</AlarmArn><StateValue>OK</StateValue></member>";

    private static string Action(string summary, int minute) =>
        $"<member><HistorySummary>{summary}</HistorySummary><Timestamp>2026-03-01T08:0{minute}:00Z</Timestamp></member>";

    private static CompiledPlan Plan { get; } = new(
        EventId.Parse("sale"),
        "Sale",
        "Asia/Seoul",
        [new(Now.AddDays(-1), TimeSpan.FromHours(9), "KST")],
        new(Now.AddDays(1), Now.AddDays(2), Now.AddDays(3), Now.AddDays(4)),
        [],
        [new Core.Plans.Alarms.Response("cpu", new AlarmSelector("front*"), null, AlarmRole.Trigger, null) { Model = null }],
        [],
        TimeSpan.FromMinutes(15));
}
