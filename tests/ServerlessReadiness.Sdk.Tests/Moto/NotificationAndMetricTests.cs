using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;

namespace ServerlessReadiness.Sdk.Tests.Moto;

public sealed class NotificationAndMetricTests(MotoFixture moto) : IClassFixture<MotoFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_topic_is_created_subscribed_to_and_published_to()
    {
        using var client = new AmazonSimpleNotificationServiceClient(
            MotoFixture.Credentials, moto.Configure(new AmazonSimpleNotificationServiceConfig()));
        var topic = (await client.CreateTopicAsync(
            new CreateTopicRequest
            {
                Name = "alarms", Attributes = new() { ["DisplayName"] = "Alarms" }, Tags = [new() { Key = "a", Value = "b" }],
            },
            Cancelled)).TopicArn;
        await client.SetTopicAttributesAsync(
            new SetTopicAttributesRequest { TopicArn = topic, AttributeName = "DisplayName", AttributeValue = "Alarme" },
            Cancelled);

        var subscription = await client.SubscribeAsync(
            new SubscribeRequest
            {
                TopicArn = topic,
                Protocol = "sqs",
                Endpoint = "arn:aws:sqs:eu-central-1:123456789012:inbox",
                ReturnSubscriptionArn = true,
                Attributes = new() { ["RawMessageDelivery"] = "true" },
            },
            Cancelled);
        var listed = await client.ListSubscriptionsByTopicAsync(
            new ListSubscriptionsByTopicRequest { TopicArn = topic }, Cancelled);
        Assert.Equal(subscription.SubscriptionArn, Assert.Single(listed.Subscriptions).SubscriptionArn);

        // No queue is there, and SNS does not mind; what counts is the form with a nested map of structures.
        await client.SetTopicAttributesAsync(
            new SetTopicAttributesRequest { TopicArn = topic, AttributeName = "DisplayName", AttributeValue = "" },
            Cancelled);
        var empty = await client.CreateTopicAsync(new CreateTopicRequest { Name = "quiet" }, Cancelled);
        var sent = await client.PublishAsync(
            new PublishRequest
            {
                TopicArn = empty.TopicArn,
                Subject = "test",
                Message = "{\"größe\":1}",
                MessageAttributes = new() { ["kind"] = new() { DataType = "String", StringValue = "report" } },
            },
            Cancelled);
        Assert.NotEmpty(sent.MessageId);
    }

    [Fact]
    public async Task A_missing_topic_has_its_own_exception()
    {
        using var client = new AmazonSimpleNotificationServiceClient(
            MotoFixture.Credentials, moto.Configure(new AmazonSimpleNotificationServiceConfig()));

        await Assert.ThrowsAsync<Amazon.SimpleNotificationService.Model.NotFoundException>(() => client.PublishAsync(
            new PublishRequest { TopicArn = "arn:aws:sns:eu-central-1:123456789012:none", Message = "x" }, Cancelled));
    }

    [Fact]
    public async Task Metrics_are_put_and_read_back()
    {
        using var client = Metrics();
        var at = DateTime.UtcNow.AddMinutes(-2);
        await client.PutMetricDataAsync(
            new PutMetricDataRequest
            {
                Namespace = "Readiness/Test",
                MetricData =
                [
                    new MetricDatum
                    {
                        MetricName = "Latency", Unit = StandardUnit.Milliseconds, Timestamp = at, Value = 12.5,
                        Dimensions = [new Dimension { Name = "Component", Value = "front" }],
                    },
                ],
            },
            Cancelled);

        var answer = await client.GetMetricDataAsync(
            new GetMetricDataRequest
            {
                StartTime = at.AddMinutes(-5),
                EndTime = at.AddMinutes(5),
                MetricDataQueries =
                [
                    new MetricDataQuery
                    {
                        Id = "m1",
                        MetricStat = new MetricStat
                        {
                            Metric = new Metric
                            {
                                Namespace = "Readiness/Test", MetricName = "Latency",
                                Dimensions = [new Dimension { Name = "Component", Value = "front" }],
                            },
                            Period = 60,
                            Stat = "Average",
                        },
                    },
                ],
            },
            Cancelled);

        var result = Assert.Single(answer.MetricDataResults);
        Assert.Equal([12.5], result.Values);
        Assert.Equal(DateTimeKind.Utc, Assert.Single(result.Timestamps).Kind);
    }

    [Fact]
    public async Task An_alarm_is_put_described_and_set()
    {
        using var client = Metrics();
        await client.PutMetricAlarmAsync(
            new PutMetricAlarmRequest
            {
                AlarmName = "front-latency",
                Namespace = "Readiness/Test",
                MetricName = "Latency",
                Statistic = Statistic.Average,
                Period = 60,
                EvaluationPeriods = 2,
                Threshold = 250.75,
                ComparisonOperator = ComparisonOperator.GreaterThanThreshold,
                AlarmActions = ["arn:aws:sns:eu-central-1:123456789012:alarms"],
                TreatMissingData = "breaching",
            },
            Cancelled);
        await client.SetAlarmStateAsync(
            new SetAlarmStateRequest
            {
                AlarmName = "front-latency", StateValue = StateValue.ALARM, StateReason = "rehearsal", StateReasonData = "{}",
            },
            Cancelled);

        var described = await client.DescribeAlarmsAsync(
            new DescribeAlarmsRequest { AlarmNames = ["front-latency"] }, Cancelled);

        var alarm = Assert.Single(described.MetricAlarms);
        Assert.Equal(StateValue.ALARM, alarm.StateValue);
        Assert.Equal(250.75, alarm.Threshold);
        Assert.Equal("rehearsal", alarm.StateReason);
        Assert.Equal(["arn:aws:sns:eu-central-1:123456789012:alarms"], alarm.AlarmActions);
        Assert.NotNull(alarm.StateUpdatedTimestamp);
        Assert.Contains(
            (await client.DescribeAlarmsAsync(Cancelled)).MetricAlarms, other => other.AlarmName == "front-latency");
    }

    private AmazonCloudWatchClient Metrics() => new(MotoFixture.Credentials, moto.Configure(new AmazonCloudWatchConfig()));
}
