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

    [Fact]
    public async Task Three_minutes_without_a_beat_are_an_alarm_although_there_is_no_data_then()
    {
        var stack = await fixture.StackAsync();
        var alarm = Assert.Single(Alarms(stack), a => a.Text("MetricName") == "Invocations");
        Assert.Equal("Clock", DimensionOf(alarm, "FunctionName").Target());
        Assert.Equal("LessThanThreshold", alarm.Text("ComparisonOperator"));
        Assert.Equal(1, alarm.At("Threshold").GetInt32());
        Assert.Equal(60, alarm.At("Period").GetInt32());
        Assert.Equal(3, alarm.At("EvaluationPeriods").GetInt32());
        Assert.Equal("breaching", alarm.Text("TreatMissingData"));
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

    private static JsonElement DimensionOf(JsonElement alarm, string name) => alarm.At("Dimensions").OneOrMore()
        .FirstOrDefault(d => d.Text("Name") == name)
        .At("Value");
}
