using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Template.Tests.Support;

namespace ServerlessReadiness.Template.Tests;

public sealed partial class FunctionTests(StackFixture fixture)
{
    private static readonly string[] HandingOver = ["AlarmResponder", "Clock", "LifecycleResponder", "OperatorCommands", "Api"];

    private const string HandOver = "READINESS_EXECUTOR_FUNCTION";

    /// <summary>The ways on which alarms come to us; nobody else asks.</summary>
    private static readonly string[] OfReviewer =
        ["READINESS_ALARM_TOPIC_ARN", "READINESS_ALARM_RESPONDER_ARN", "READINESS_ALARM_NAME_PREFIX"];

    /// <summary>How the war-room page signs in.</summary>
    private static readonly string[] OfApi =
        ["READINESS_OIDC_CLIENT_ID", "READINESS_OIDC_ISSUER", "READINESS_OIDC_ORIGIN", "READINESS_OIDC_SCOPE"];

    /// <summary>Whose letters the war-room page counts.</summary>
    private static readonly string[] OfClock = ["READINESS_DEAD_LETTER_QUEUES"];

    [Fact]
    public async Task Every_handler_is_one_that_the_binary_knows()
    {
        var stack = await fixture.StackAsync();
        var program = Repository.Text("functions", "ServerlessReadiness.Bootstrap", "Program.cs");
        var known = EntryPoint().Matches(program).Select(m => m.Groups["name"].Value).ToArray();
        Assert.Equal(known.Order(), stack.Functions.Values.Select(f => f.Text("Handler")).Order());

        // SAM calls `make build-<logical id>`, so one name serves for all.
        Assert.All(stack.Functions, f => Assert.Equal(f.Key, f.Value.Text("Handler")));
    }

    [Fact]
    public async Task Every_function_runs_the_native_binary_on_the_chosen_architecture()
    {
        var stack = await fixture.StackAsync();
        Assert.All(stack.Functions.Values, f =>
        {
            Assert.Equal("provided.al2023", f.Text("Runtime"));
            Assert.Equal("Architecture", Assert.Single(f.At("Architectures").OneOrMore()).Text("Ref"));
            Assert.Equal("MemorySize", f.Text("MemorySize", "Ref"));
            Assert.Equal("Active", f.Text("TracingConfig", "Mode"));
        });
        Assert.All(stack.Functions.Keys, f =>
            Assert.Equal("makefile", stack.Source.Text("Resources", f, "Metadata", "BuildMethod")));
        Assert.Equal(["arm64", "x86_64"], stack.Source.At("Parameters", "Architecture", "AllowedValues").Texts());
        Assert.Equal("arm64", stack.Source.Text("Parameters", "Architecture", "Default"));
    }

    [Fact]
    public async Task Every_function_logs_JSON_to_a_group_of_its_own_that_is_kept_for_a_time()
    {
        var stack = await fixture.StackAsync();
        var groups = stack.Functions.Values.Select(f => f.Text("LoggingConfig", "LogGroup", "Ref")).ToArray();
        Assert.Equal(stack.OfType("AWS::Logs::LogGroup").Keys.Except(["ApiAccessLogs"]).Order(), groups.Order());
        Assert.All(groups, g => Assert.Equal("LogRetentionDays", stack.Properties(g).Text("RetentionInDays", "Ref")));
        Assert.All(stack.Functions, f =>
        {
            Assert.Equal("JSON", f.Value.Text("LoggingConfig", "LogFormat"));
            var logs = stack.Allowed(stack.RoleOf(f.Key)).Single(s => s.Actions.Contains("logs:PutLogEvents"));
            Assert.Equal(f.Value.Text("LoggingConfig", "LogGroup", "Ref"), Assert.Single(logs.Resources).Target());
        });
    }

    [Fact]
    public async Task Every_functions_concurrency_is_a_parameter()
    {
        var stack = await fixture.StackAsync();
        Assert.All(stack.Functions, f =>
        {
            var choice = f.Value.At("ReservedConcurrentExecutions", "Fn::If");
            Assert.Equal($"Reserves{f.Key}", choice[0].GetString());
            Assert.Equal($"{f.Key}Concurrency", choice[1].Text("Ref"));
        });
    }

    [Fact]
    public async Task What_a_function_gives_up_on_lies_in_a_queue_of_its_own_that_it_may_write_to()
    {
        var stack = await fixture.StackAsync();
        var configs = stack.OfType("AWS::Lambda::EventInvokeConfig").Values
            .Select(c => c.At("Properties"))
            .ToDictionary(c => c.Text("FunctionName", "Ref"));
        Assert.Equal(stack.Functions.Keys.Order(), configs.Keys.Order());
        var queues = configs.ToDictionary(
            c => c.Key,
            c => c.Value.At("DestinationConfig", "OnFailure", "Destination").Target());
        Assert.Equal(configs.Count, queues.Values.Distinct().Count());
        Assert.All(queues, q =>
        {
            Assert.Contains(q.Value, stack.OfType("AWS::SQS::Queue").Keys);
            var send = stack.Allowed(stack.RoleOf(q.Key)).Single(s => s.Actions.Contains("sqs:SendMessage"));
            Assert.Equal(q.Value, Assert.Single(send.Resources).Target());
        });
    }

    [Theory]
    [InlineData("AlarmResponder", 300, 2)]
    [InlineData("Clock", 60, 0)]
    [InlineData("Executor", 120, 1)]
    [InlineData("OperatorCommands", 3600, 2)]
    [InlineData("Api", 60, 0)]
    [InlineData("LifecycleResponder", 900, 2)]
    [InlineData("Reporter", 300, 0)]
    [InlineData("Reviewer", 3600, 0)]
    public async Task Old_and_failing_invocations_are_given_up(string function, int ageSeconds, int retries)
    {
        var stack = await fixture.StackAsync();
        var config = stack.OfType("AWS::Lambda::EventInvokeConfig").Values
            .Select(c => c.At("Properties"))
            .Single(c => c.Text("FunctionName", "Ref") == function);
        Assert.Equal(ageSeconds, config.At("MaximumEventAgeInSeconds").GetInt32());
        Assert.Equal(retries, config.At("MaximumRetryAttempts").GetInt32());
    }

    [Fact]
    public async Task Alarms_come_by_the_topic_with_dead_letters_and_by_CloudWatch_itself()
    {
        var stack = await fixture.StackAsync();
        var subscription = Assert.Single(
            stack.OfType("AWS::SNS::Subscription").Values.Select(s => s.At("Properties")),
            s => s.Text("Protocol") == "lambda" && s.At("TopicArn").Target() == "AlarmTopic");
        Assert.Equal("AlarmResponder", subscription.At("Endpoint").Target());
        var deadLetters = subscription.At("RedrivePolicy", "deadLetterTargetArn").Target();
        Assert.Equal("AlarmDeliveryDeadLetters", deadLetters);

        var direct = stack.OfType("AWS::Lambda::Permission").Values
            .Select(p => p.At("Properties"))
            .Single(p => p.Text("Principal") == "lambda.alarms.cloudwatch.amazonaws.com");
        Assert.Equal("AlarmResponder", direct.At("FunctionName").Target());
        Assert.Equal("AWS::AccountId", direct.Text("SourceAccount", "Ref"));
    }

    [Fact]
    public async Task Notices_come_by_the_topic_and_by_rules_with_dead_letters()
    {
        var stack = await fixture.StackAsync();
        const string DeadLetters = "LifecycleDeliveryDeadLetters";
        var subscription = Assert.Single(
            stack.OfType("AWS::SNS::Subscription").Values.Select(s => s.At("Properties")),
            s => s.Text("Protocol") == "lambda" && s.At("TopicArn").Target() == "LifecycleTopic");
        Assert.Equal("LifecycleResponder", subscription.At("Endpoint").Target());
        Assert.Equal(DeadLetters, subscription.At("RedrivePolicy", "deadLetterTargetArn").Target());
        foreach (var name in new[] { "LifecycleActionsRule", "InstanceEventsRule" })
        {
            var target = Assert.Single(stack.Properties(name).At("Targets").OneOrMore());
            Assert.Equal("LifecycleResponder", target.At("Arn").Target());
            Assert.Equal(DeadLetters, target.At("DeadLetterConfig", "Arn").Target());
        }

        var types = stack.Properties("LifecycleActionsRule").At("EventPattern", "detail-type").Texts()
            .Concat(stack.Properties("InstanceEventsRule").At("EventPattern", "detail-type").Texts());
        Assert.All(types, t => Assert.True(
            LifecycleMessage.IsDetailType(t) || InstanceMessage.IsDetailType(t) || t == HealthMessage.DetailType, t));
        Assert.True(stack.Functions["LifecycleResponder"].At("Timeout").GetInt32() > 130);
    }

    [Fact]
    public async Task Nobody_may_invoke_a_function_without_a_source()
    {
        var stack = await fixture.StackAsync();
        var permissions = stack.OfType("AWS::Lambda::Permission");
        Assert.NotEmpty(permissions);
        Assert.All(permissions, p =>
        {
            var properties = p.Value.At("Properties");
            Assert.True(properties.At("SourceArn").Exists() || properties.At("SourceAccount").Exists(), p.Key);
        });
    }

    [Theory]
    [InlineData("Clock", "rate(1 minute)", 60)]
    [InlineData("Reporter", "cron(0/5 * * * ? *)", 300)]
    [InlineData("Reviewer", "cron(7 * * * ? *)", 3600)]
    public async Task A_beat_comes_in_time_is_not_repeated_and_ends_before_the_next(
        string function,
        string schedule,
        int seconds)
    {
        var stack = await fixture.StackAsync();
        var (name, target) = Assert.Single(Beats(stack), r => r.Target.At("Arn").Target() == function);
        Assert.Equal(schedule, stack.Properties(name).Text("ScheduleExpression"));
        Assert.Equal(0, target.At("RetryPolicy", "MaximumRetryAttempts").GetInt32());
        Assert.Equal(seconds, target.At("RetryPolicy", "MaximumEventAgeInSeconds").GetInt32());
        Assert.True(stack.Functions[function].At("Timeout").GetInt32() <= seconds);
        Assert.Contains(
            stack.OfType("AWS::Lambda::Permission").Values.Select(p => p.At("Properties")),
            p => p.At("FunctionName").Target() == function
                && p.At("SourceArn").Target() == name
                && p.Text("Principal") == "events.amazonaws.com");
    }

    [Fact]
    public async Task Nothing_else_has_a_beat() =>
        Assert.Equal(3, Beats(await fixture.StackAsync()).Count());

    [Fact]
    public async Task Functions_have_time_to_set_a_run_aside()
    {
        var stack = await fixture.StackAsync();
        Assert.Equal(150, stack.Functions["AlarmResponder"].At("Timeout").GetInt32());
        Assert.Equal(300, stack.Functions["Executor"].At("Timeout").GetInt32());
    }

    [Fact]
    public async Task Each_variable_that_the_binary_reads_is_set_and_no_other()
    {
        var stack = await fixture.StackAsync();
        var read = Repository.Sources("functions", "ServerlessReadiness.Bootstrap")
            .Concat(Repository.Sources("src", "ServerlessReadiness.Aws"))
            .Concat(Repository.Sources("src", "ServerlessReadiness.WebConsole"))
            .SelectMany(file => Variable().Matches(File.ReadAllText(file)).Select(m => m.Value))
            .Distinct()
            .ToArray();
        Assert.Empty(((string[])[HandOver, .. OfReviewer, .. OfApi, .. OfClock]).Except(read));
        Assert.All(stack.Functions, f =>
        {
            var expected = read
                .Where(v => v != HandOver || HandingOver.Contains(f.Key))
                .Where(v => !OfReviewer.Contains(v) || f.Key == "Reviewer")
                .Where(v => !OfApi.Contains(v) || f.Key == "Api")
                .Where(v => !OfClock.Contains(v) || f.Key == "Clock");
            var variables = f.Value.At("Environment", "Variables").EnumerateObject().Select(v => v.Name);
            Assert.Equal(expected.Order(StringComparer.Ordinal), variables.Order(StringComparer.Ordinal));
        });
        var guide = Repository.Text("docs", "OPERATING.md");
        Assert.All(read, name => Assert.Contains($"`{name}`", guide, StringComparison.Ordinal));
        Assert.All(Variable().Matches(guide), m => Assert.Contains(m.Value, read));
    }

    [Fact]
    public async Task Variables_point_to_what_they_name()
    {
        var stack = await fixture.StackAsync();
        var variables = stack.Functions["Clock"].At("Environment", "Variables");
        Assert.Equal("Table", variables.Text("READINESS_TABLE", "Ref"));
        Assert.Equal("AWS::AccountId", variables.Text("READINESS_ACCOUNT", "Ref"));
        Assert.Equal("NotificationsTopic", variables.Text("READINESS_NOTIFICATIONS_TOPIC_ARN", "Ref"));
        Assert.Equal("LeadershipTopic", variables.Text("READINESS_LEADERSHIP_TOPIC_ARN", "Ref"));
        Assert.Equal("HasMailIdentities", variables.At("READINESS_MAIL_REGION", "Fn::If")[0].GetString());
        Assert.Equal("AccountRoles", variables.At("READINESS_ACCOUNT_ROLES").Target());
        Assert.Equal("LogLevel", variables.Text("READINESS_LOG_LEVEL", "Ref"));
        Assert.Equal("Executor", variables.Text(HandOver, "Ref"));
        var routes = stack.Functions["Reviewer"].At("Environment", "Variables");
        Assert.Equal(
            ["AlarmTopic", "AlarmResponder", "AlarmNamePrefix"],
            OfReviewer.Select(v => routes.At(v).Target()));
        Assert.Equal("HasAlarmNamePrefix", routes.At("READINESS_ALARM_NAME_PREFIX", "Fn::If")[0].GetString());
        var signIn = stack.Functions["Api"].At("Environment", "Variables");
        Assert.Equal(
            ["ConsoleClientId", "JwtIssuer", "ConsoleTokenOrigin", "ConsoleScope"],
            OfApi.Select(v => signIn.At(v).Target()));
    }

    [Fact]
    public async Task Clock_counts_the_letters_of_every_queue_and_reads_none()
    {
        var stack = await fixture.StackAsync();
        var queues = stack.OfType("AWS::SQS::Queue").Keys.Order();
        var list = stack.Functions["Clock"].At("Environment", "Variables", "READINESS_DEAD_LETTER_QUEUES", "Fn::Join");
        Assert.Equal(",", list[0].GetString());
        Assert.Equal(queues, list[1].OneOrMore().Select(q => q.Text("Ref")).Order());
        var counting = Assert.Single(
            stack.IdentityStatements(),
            s => s.Actions.Any(a => a.StartsWith("sqs:", StringComparison.Ordinal) && a != "sqs:SendMessage"));
        Assert.Equal(("ClockRole", "Letters"), (counting.Holder, counting.Sid));
        Assert.Equal(["sqs:GetQueueAttributes"], counting.Actions);
        Assert.Equal(queues, counting.Resources.Select(r => r.Target()).Order());
    }

    private static IEnumerable<(string Name, JsonElement Target)> Beats(Stack stack) => stack
        .OfType("AWS::Events::Rule")
        .Where(r => r.Value.At("Properties", "ScheduleExpression").Exists())
        .Select(r => (r.Key, Assert.Single(r.Value.At("Properties", "Targets").OneOrMore())));

    [GeneratedRegex(@"nameof\((?<name>\w+)\) => host", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EntryPoint();

    [GeneratedRegex(@"\bREADINESS_[A-Z_]+\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
