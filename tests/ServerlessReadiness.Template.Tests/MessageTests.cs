using ServerlessReadiness.Template.Tests.Support;

namespace ServerlessReadiness.Template.Tests;

/// <summary>Topics, queues, their key, and who may write to them.</summary>
public sealed class MessageTests(StackFixture fixture)
{
    [Theory]
    [InlineData("AWS::SNS::Topic", 6)]
    [InlineData("AWS::SQS::Queue", 11)]
    public async Task Every_topic_and_queue_is_encrypted_with_the_stacks_key(string type, int count)
    {
        var stack = await fixture.StackAsync();
        var found = stack.OfType(type);
        Assert.Equal(count, found.Count);
        Assert.All(found.Values, r => Assert.Equal("MessageKey", r.At("Properties", "KmsMasterKeyId").Target()));
    }

    [Fact]
    public async Task The_key_serves_CloudWatch_and_SNS_for_our_account()
    {
        var stack = await fixture.StackAsync();
        var key = stack.Properties("MessageKey");
        Assert.True(key.At("EnableKeyRotation").GetBoolean());
        var statements = Stack.Statements("MessageKey", default, key.At("KeyPolicy")).ToArray();
        var services = statements.Single(s => s.Json.At("Principal", "Service").Exists());
        Assert.Equal(
            ["autoscaling.amazonaws.com", "cloudwatch.amazonaws.com", "events.amazonaws.com", "sns.amazonaws.com"],
            services.Json.At("Principal", "Service").Texts().Order());
        Assert.Equal(["kms:Decrypt", "kms:GenerateDataKey"], services.Actions.Order());
        Assert.Equal("AWS::AccountId", services.Condition.Text("StringEquals", "aws:SourceAccount", "Ref"));
        Assert.All(statements, s => Assert.DoesNotContain(s.Actions, a => a.Contains('*', StringComparison.Ordinal)));
        Assert.All(statements, s => Assert.NotEqual("*", s.Json.Text("Principal")));
    }

    [Fact]
    public async Task Every_topic_and_queue_refuses_plain_text()
    {
        var stack = await fixture.StackAsync();
        var policies = stack.OfType("AWS::SNS::Topic").Keys
            .Select(t => (Name: t, Statements: OfTopic(stack, t)))
            .Concat(stack.OfType("AWS::SQS::Queue").Keys
                .Select(q => (Name: q, Statements: stack.ResourceStatements("AWS::SQS::QueuePolicy", "Queues", q))));
        Assert.All(policies, p =>
        {
            var deny = Assert.Single(p.Statements, s => s.Condition.Text("Bool", "aws:SecureTransport") == "false");
            Assert.Equal("Deny", deny.Json.Text("Effect"));
            Assert.Equal("*", deny.Json.Text("Principal"));
            Assert.Contains(deny.Resources, r => r.Target() == p.Name);
        });
    }

    [Theory]
    [InlineData("AlarmTopic", "arn:${AWS::Partition}:cloudwatch:*:${AWS::AccountId}:alarm:*")]
    [InlineData(
        "OperationsTopic",
        "arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:${AWS::StackName}-*")]
    public async Task Only_alarms_of_our_account_publish_to_an_alarm_topic(string topic, string source)
    {
        var stack = await fixture.StackAsync();
        var allow = Assert.Single(OfTopic(stack, topic), s => s.Allows);
        Assert.Equal("cloudwatch.amazonaws.com", allow.Json.Text("Principal", "Service"));
        Assert.Equal(["sns:Publish"], allow.Actions);
        Assert.Equal("AWS::AccountId", allow.Condition.Text("StringEquals", "aws:SourceAccount", "Ref"));
        Assert.Equal(source, allow.Condition.Text("ArnLike", "aws:SourceArn", "Fn::Sub"));
    }

    [Fact]
    public async Task Only_roles_that_act_publish_to_the_notifications_topic()
    {
        var stack = await fixture.StackAsync();
        string[] roles = ["AlarmResponderRole", "ExecutorRole", "LifecycleResponderRole"];
        var statements = OfTopic(stack, "NotificationsTopic");
        var allow = Assert.Single(statements, s => s.Allows);
        Assert.Equal(roles, allow.Json.At("Principal", "AWS").OneOrMore().Select(r => r.Target()));
        var deny = Assert.Single(statements, s => s.Condition.At("ArnNotEquals").Exists());
        Assert.Equal("Deny", deny.Json.Text("Effect"));
        Assert.Equal(
            roles,
            deny.Condition.At("ArnNotEquals", "aws:PrincipalArn").OneOrMore().Select(r => r.Target()));
    }

    [Fact]
    public async Task Only_Reporter_publishes_to_the_leadership_topic()
    {
        var stack = await fixture.StackAsync();
        var statements = OfTopic(stack, "LeadershipTopic");
        var allow = Assert.Single(statements, s => s.Allows);
        Assert.Equal("ReporterRole", allow.Json.At("Principal", "AWS").Target());
        Assert.Equal(["sns:Publish"], allow.Actions);
        var deny = Assert.Single(statements, s => s.Condition.At("ArnNotEquals").Exists());
        Assert.Equal("Deny", deny.Json.Text("Effect"));
        Assert.Equal("ReporterRole", deny.Condition.At("ArnNotEquals", "aws:PrincipalArn").Target());
    }

    [Fact]
    public async Task Only_undeliverable_alarms_come_to_the_dead_letters()
    {
        var stack = await fixture.StackAsync();
        var allows = stack.ResourceStatements("AWS::SQS::QueuePolicy", "Queues", "AlarmDeliveryDeadLetters")
            .Where(s => s.Allows)
            .Select(s => (
                s.Json.Text("Principal", "Service"),
                s.Condition.At("ArnEquals", "aws:SourceArn").Target(),
                s.OnlyIf));
        Assert.Equal(
            [
                ("sns.amazonaws.com", "AlarmTopic", ""),
                ("events.amazonaws.com", "AlarmChangesRule", "HasAlarmNamePrefix"),
            ],
            allows);
    }

    [Fact]
    public async Task Only_Auto_Scaling_of_our_account_publishes_to_the_lifecycle_topic()
    {
        var stack = await fixture.StackAsync();
        var allow = Assert.Single(OfTopic(stack, "LifecycleTopic"), s => s.Allows);
        Assert.Equal("autoscaling.amazonaws.com", allow.Json.Text("Principal", "Service"));
        Assert.Equal("AWS::AccountId", allow.Condition.Text("StringEquals", "aws:SourceAccount", "Ref"));
        var dead = stack.ResourceStatements("AWS::SQS::QueuePolicy", "Queues", "LifecycleDeliveryDeadLetters")
            .Where(s => s.Allows)
            .Select(s => s.Json.Text("Principal", "Service"));
        Assert.Equal(["events.amazonaws.com", "sns.amazonaws.com"], dead.Order());
    }

    [Fact]
    public async Task What_comes_by_itself_and_cannot_be_brought_lies_in_a_queue()
    {
        var stack = await fixture.StackAsync();
        var ways = stack.OfType("AWS::Events::Rule")
            .SelectMany(r => r.Value.At("Properties", "Targets").OneOrMore()
                .Select(t => (Source: r.Key, Queue: t.At("DeadLetterConfig", "Arn").Target())))
            .Concat(stack.OfType("AWS::SNS::Subscription").Values
                .Select(s => s.At("Properties"))
                .Where(s => s.Text("Protocol") == "lambda")
                .Select(s => (
                    Source: s.At("TopicArn").Target(),
                    Queue: s.At("RedrivePolicy", "deadLetterTargetArn").Target())))
            .ToArray();
        Assert.Equal(9, ways.Length);
        Assert.All(ways, w =>
        {
            var writers = stack.ResourceStatements("AWS::SQS::QueuePolicy", "Queues", w.Queue).Where(s =>
                s.Allows && s.Resources.Any(r => r.Target() == w.Queue));
            Assert.Contains(
                w.Source,
                writers.SelectMany(s => s.Condition.At("ArnEquals", "aws:SourceArn").OneOrMore()).Select(a => a.Target()));
        });
    }

    [Fact]
    public async Task Failures_are_kept_for_as_long_as_SQS_keeps_anything()
    {
        var stack = await fixture.StackAsync();
        const int FourteenDaysSeconds = 14 * 24 * 60 * 60;
        Assert.All(stack.OfType("AWS::SQS::Queue").Values, q =>
            Assert.Equal(FourteenDaysSeconds, q.At("Properties", "MessageRetentionPeriod").GetInt32()));
    }

    private static IReadOnlyList<Statement> OfTopic(Stack stack, string topic) =>
        stack.ResourceStatements("AWS::SNS::TopicPolicy", "Topics", topic);
}
