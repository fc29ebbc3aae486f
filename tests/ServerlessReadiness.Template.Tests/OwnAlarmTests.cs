using System.Text.Json;
using ServerlessReadiness.Template.Tests.Support;

namespace ServerlessReadiness.Template.Tests;

/// <summary>The alarms by which the stack calls a person about itself.</summary>
public sealed class OwnAlarmTests(StackFixture fixture)
{
    [Theory]
    [InlineData("Errors")]
    [InlineData("Throttles")]
    public async Task Every_function_has_an_alarm_that_fires_at_once(string metric)
    {
        var stack = await fixture.StackAsync();
        Assert.All(stack.Functions.Keys, function =>
        {
            var alarm = Assert.Single(Alarms(stack), a =>
                a.Text("MetricName") == metric && DimensionOf(a, "FunctionName").Target() == function);
            Assert.Equal("AWS/Lambda", alarm.Text("Namespace"));
            Assert.Equal("Sum", alarm.Text("Statistic"));
            Assert.Equal("GreaterThanOrEqualToThreshold", alarm.Text("ComparisonOperator"));
            Assert.Equal(1, alarm.At("Threshold").GetInt32());
            Assert.Equal(1, alarm.At("EvaluationPeriods").GetInt32());
            Assert.Equal("notBreaching", alarm.Text("TreatMissingData"));
        });
    }

    [Fact]
    public async Task Every_queue_has_an_alarm_on_its_first_message()
    {
        var stack = await fixture.StackAsync();
        Assert.All(stack.OfType("AWS::SQS::Queue").Keys, queue =>
        {
            var alarm = Assert.Single(Alarms(stack), a => DimensionOf(a, "QueueName").Target() == queue);
            Assert.Equal("AWS/SQS", alarm.Text("Namespace"));
            Assert.Equal("ApproximateNumberOfMessagesVisible", alarm.Text("MetricName"));
            Assert.Equal("GreaterThanThreshold", alarm.Text("ComparisonOperator"));
            Assert.Equal(0, alarm.At("Threshold").GetInt32());
        });
    }

    /// <summary>A beat may fall on either side of a period's end, so one silent period alone says nothing.</summary>
    [Theory]
    [InlineData("Clock", 60, 3)]
    [InlineData("Reporter", 300, 3)]
    [InlineData("Reviewer", 3600, 2)]
    public async Task Missing_beats_are_an_alarm_although_there_is_no_data_then(string function, int seconds, int periods)
    {
        var stack = await fixture.StackAsync();
        var alarm = Assert.Single(Alarms(stack), a =>
            a.Text("MetricName") == "Invocations" && DimensionOf(a, "FunctionName").Target() == function);
        Assert.Equal("LessThanThreshold", alarm.Text("ComparisonOperator"));
        Assert.Equal(1, alarm.At("Threshold").GetInt32());
        Assert.Equal(seconds, alarm.At("Period").GetInt32());
        Assert.Equal(periods, alarm.At("EvaluationPeriods").GetInt32());
        Assert.Equal("breaching", alarm.Text("TreatMissingData"));
    }

    [Fact]
    public async Task Whoever_has_a_beat_is_missed_when_it_does_not_come()
    {
        var stack = await fixture.StackAsync();
        var beating = stack.OfType("AWS::Events::Rule").Values
            .Where(r => r.At("Properties", "ScheduleExpression").Exists())
            .Select(r => r.At("Properties", "Targets")[0].At("Arn").Target());
        Assert.Equal(beating.Order(), Alarms(stack)
            .Where(a => a.Text("MetricName") == "Invocations")
            .Select(a => DimensionOf(a, "FunctionName").Target())
            .Order());
    }

    [Fact]
    public async Task Every_function_has_an_alarm_before_its_time_is_over()
    {
        // These wait within an invocation and set their run aside this long before the end; that is no trouble.
        string[] waiting = ["AlarmResponder", "Executor", "LifecycleResponder"];
        const int SetAsideSeconds = 10;
        var stack = await fixture.StackAsync();
        Assert.All(stack.Functions, f =>
        {
            var alarm = Assert.Single(Alarms(stack), a =>
                a.Text("MetricName") == "Duration" && DimensionOf(a, "FunctionName").Target() == f.Key);
            var milliseconds = f.Value.At("Timeout").GetInt32() * 1000;
            var threshold = alarm.At("Threshold").GetInt32();
            var least = waiting.Contains(f.Key) ? milliseconds - (SetAsideSeconds * 1000) + 1 : milliseconds * 8 / 10;
            Assert.InRange(threshold, least, milliseconds - 2000);
            Assert.Equal("Maximum", alarm.Text("Statistic"));
            Assert.Equal("GreaterThanOrEqualToThreshold", alarm.Text("ComparisonOperator"));
            Assert.Equal("notBreaching", alarm.Text("TreatMissingData"));
        });
    }

    [Fact]
    public async Task The_table_has_alarms_on_requests_turned_away_and_on_errors_of_DynamoDB()
    {
        var stack = await fixture.StackAsync();
        Assert.Equal(
            [
                ("ReadThrottleEvents", ""), ("ReadThrottleEvents", "due"),
                ("WriteThrottleEvents", ""), ("WriteThrottleEvents", "due"),
            ],
            Parts(stack, "TableThrottles", "GlobalSecondaryIndexName").Order());

        // CloudWatch counts errors by operation, so an operation that is forgotten here would fail unseen.
        var operations = AdapterOperations.Rights
            .Where(r => r.Value.Purpose == Purpose.State)
            .Select(r => ("SystemErrors", r.Key.Split('.')[1]));
        Assert.Equal(operations.Order(), Parts(stack, "TableErrors", "Operation").Order());
    }

    [Fact]
    public async Task Answers_of_the_API_that_are_its_own_fault_are_an_alarm()
    {
        var stack = await fixture.StackAsync();
        var alarm = Assert.Single(Alarms(stack), a => a.Text("Namespace") == "AWS/ApiGateway");
        Assert.Equal(("5xx", "Sum"), (alarm.Text("MetricName"), alarm.Text("Statistic")));
        Assert.Equal("HttpApi", DimensionOf(alarm, "ApiId").Target());
    }

    [Fact]
    public async Task They_go_to_a_topic_that_none_of_our_functions_serve()
    {
        var stack = await fixture.StackAsync();
        Assert.All(Alarms(stack), a =>
        {
            Assert.Equal("OperationsTopic", Assert.Single(a.At("AlarmActions").OneOrMore()).Target());
            Assert.Equal("OperationsTopic", Assert.Single(a.At("OKActions").OneOrMore()).Target());
            Assert.StartsWith("${AWS::StackName}-", a.Text("AlarmName", "Fn::Sub"), StringComparison.Ordinal);
        });
        var subscriptions = stack.OfType("AWS::SNS::Subscription").Values.Select(s => s.At("Properties"));
        Assert.DoesNotContain(subscriptions, s =>
            s.At("TopicArn").Target() == "OperationsTopic" && s.Text("Protocol") == "lambda");
    }

    [Fact]
    public async Task The_guide_says_what_each_of_them_means()
    {
        var stack = await fixture.StackAsync();
        var guide = Repository.Text("docs", "OPERATING.md");
        const string Prefix = "${AWS::StackName}-";
        Assert.All(Alarms(stack).Select(a => a.Text("AlarmName", "Fn::Sub")[Prefix.Length..]), name =>
            Assert.Contains($"`{name}`", guide, StringComparison.Ordinal));
    }

    private static JsonElement[] Alarms(Stack stack) =>
        [.. stack.OfType("AWS::CloudWatch::Alarm").Values.Select(a => a.At("Properties"))];

    /// <summary>The metrics that an alarm adds up, each with the further dimension that tells it from the others.</summary>
    private static (string Metric, string Of)[] Parts(Stack stack, string alarm, string dimension)
    {
        var metrics = stack.Properties(alarm).At("Metrics").OneOrMore();
        Assert.Equal("SUM(METRICS())", metrics[0].Text("Expression"));
        return [.. metrics.Skip(1).Select(m =>
        {
            Assert.False(m.At("ReturnData").GetBoolean());
            var metric = m.At("MetricStat", "Metric");
            Assert.Equal("AWS/DynamoDB", metric.Text("Namespace"));
            Assert.Equal("Table", DimensionOf(metric, "TableName").Target());
            var of = DimensionOf(metric, dimension);
            return (metric.Text("MetricName"), of.Exists() ? of.GetString()! : "");
        })];
    }

    private static JsonElement DimensionOf(JsonElement alarm, string name) => alarm.At("Dimensions").OneOrMore()
        .FirstOrDefault(d => d.Text("Name") == name)
        .At("Value");
}
