using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using ServerlessReadiness.Aws.State;
using ServerlessReadiness.Template.Tests.Support;

namespace ServerlessReadiness.Template.Tests;

/// <summary>The template as a whole: lint, deployment, parameters, outputs and the table.</summary>
public sealed class StackTests(StackFixture fixture)
{
    private const string MailSettings = "arn:aws:ses:eu-central-1:123456789012:configuration-set/reports";
    private const string OtherRole = "arn:aws:iam::210987654321:role/readiness";

    [Fact]
    public async Task Lint_finds_nothing()
    {
        const string Lint = "import sys; from cfnlint.runner import main; sys.exit(main())";
        var templates = Directory.GetFiles(Path.Combine(Repository.Root, "templates"), "*.yaml")
            .Append(Path.Combine(Repository.Root, "template.yaml"));
        var lint = await Command.PythonAsync(["-c", Lint, "--", .. templates]);
        Assert.True(lint.ExitCode == 0, lint.Output + lint.Errors);
    }

    [Theory]
    [InlineData("{}", 2)]
    [InlineData(
        $$"""
        {"ClockConcurrency":"1","AlarmNamePrefix":"web-","OperationsEmail":"ops@example.com",
        "NotificationsEmail":"people@example.com","ManagedRegions":"eu-west-1,eu-central-1",
        "AccountRoles":"210987654321={{OtherRole}}|shop","AssumableRoleArns":"{{OtherRole}}",
        "HostedZoneArns":"arn:aws:route53:::hostedzone/Z1,arn:aws:route53:::hostedzone/Z2",
        "HealthCheckArns":"arn:aws:route53:::healthcheck/*",
        "ZonalShiftArns":"arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/*",
        "ParameterArns":"arn:aws:ssm:eu-west-1:123456789012:parameter/shop/features*",
        "WebAclArns":"arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/shop/*",
        "AutomationArns":"arn:aws:ssm:eu-west-1:123456789012:automation-definition/Drain:*",
        "AutomationRoleArns":"arn:aws:iam::123456789012:role/drain",
        "FunctionArns":"arn:aws:lambda:eu-west-1:123456789012:function:drain",
        "LeadershipEmail":"leaders@example.com","JwtIssuer":"https://login.example.com","JwtAudience":"page",
        "ConsoleClientId":"page","ConsoleTokenOrigin":"https://token.example.com",
        "MailIdentityArns":"arn:aws:ses:eu-central-1:123456789012:identity/example.com,{{MailSettings}}"}
        """,
        1)]
    public async Task A_stack_comes_up_and_its_functions_know_its_table(string parameters, int clockConcurrency)
    {
        var stack = await fixture.StackAsync();
        var created = await Provisioned.CreateAsync(stack.Translated, parameters);
        Assert.Equal(TableDefinition.DueIndex, created.Text("table", "index"));
        var functions = created.At("functions").EnumerateObject().ToDictionary(f => f.Name, f => f.Value);
        Assert.All(functions, f =>
        {
            Assert.Equal(f.Key, f.Value.Text("handler"));
            Assert.Equal(created.Text("table", "name"), f.Value.Text("variables", "READINESS_TABLE"));
            Assert.Equal(
                created.Text("outputs", "NotificationsTopicArn"),
                f.Value.Text("variables", "READINESS_NOTIFICATIONS_TOPIC_ARN"));
            Assert.Equal(
                created.Text("outputs", "LeadershipTopicArn"),
                f.Value.Text("variables", "READINESS_LEADERSHIP_TOPIC_ARN"));
        });
        Assert.Equal(
            parameters.Contains("MailIdentityArns", StringComparison.Ordinal) ? "eu-central-1" : "",
            functions["Reporter"].Text("variables", "READINESS_MAIL_REGION"));
        var routes = functions["Reviewer"].At("variables");
        Assert.Equal(created.Text("outputs", "AlarmTopicArn"), routes.Text("READINESS_ALARM_TOPIC_ARN"));
        Assert.Equal(created.Text("outputs", "AlarmResponderArn"), routes.Text("READINESS_ALARM_RESPONDER_ARN"));
        Assert.Equal(
            parameters.Contains("AlarmNamePrefix", StringComparison.Ordinal) ? "web-" : "",
            routes.Text("READINESS_ALARM_NAME_PREFIX"));
        Assert.Equal(functions.Count, functions.Values.Select(f => f.Text("role")).Distinct().Count());
        Assert.Equal(clockConcurrency, functions["Clock"].At("concurrency").GetInt32());
        Assert.Equal(
            created.Text("outputs", "ExecutorName"),
            functions["Clock"].Text("variables", "READINESS_EXECUTOR_FUNCTION"));
        Assert.Equal(
            parameters.Contains("AccountRoles", StringComparison.Ordinal) ? $"210987654321={OtherRole}|shop" : "",
            functions["Executor"].Text("variables", "READINESS_ACCOUNT_ROLES"));
        var page = functions["Api"].At("variables");
        var signsIn = parameters.Contains("ConsoleClientId", StringComparison.Ordinal);
        Assert.Equal(signsIn ? "https://login.example.com" : "", page.Text("READINESS_OIDC_ISSUER"));
        Assert.Equal(signsIn ? "page" : "", page.Text("READINESS_OIDC_CLIENT_ID"));
        Assert.Equal(signsIn ? "openid email" : "", page.Text("READINESS_OIDC_SCOPE"));
        Assert.Equal(signsIn ? "https://token.example.com" : "", page.Text("READINESS_OIDC_ORIGIN"));
        Assert.Equal(
            created.At("queues").Texts().Order(),
            functions["Clock"].Text("variables", "READINESS_DEAD_LETTER_QUEUES").Split(',').Order());
    }

    [Fact]
    public async Task The_table_is_the_one_that_the_code_creates_for_itself()
    {
        var table = (await fixture.StackAsync()).Properties("Table");
        var code = TableDefinition.CreateRequest("any");
        Assert.Equal(code.BillingMode.Value, table.Text("BillingMode"));
        Assert.Equal(
            code.AttributeDefinitions.Select(a => (a.AttributeName, a.AttributeType.Value)),
            table.At("AttributeDefinitions").OneOrMore()
                .Select(a => (a.Text("AttributeName"), a.Text("AttributeType"))));
        Assert.Equal(Keys(code.KeySchema), Keys(table.At("KeySchema")));
        var index = Assert.Single(table.At("GlobalSecondaryIndexes").OneOrMore());
        var codeIndex = Assert.Single(code.GlobalSecondaryIndexes);
        Assert.Equal(codeIndex.IndexName, index.Text("IndexName"));
        Assert.Equal(Keys(codeIndex.KeySchema), Keys(index.At("KeySchema")));
        Assert.Equal(codeIndex.Projection.ProjectionType.Value, index.Text("Projection", "ProjectionType"));
        Assert.Equal(TableDefinition.ExpiryAttribute, table.Text("TimeToLiveSpecification", "AttributeName"));
        Assert.True(table.At("TimeToLiveSpecification", "Enabled").GetBoolean());
    }

    [Fact]
    public async Task The_table_outlives_mistakes_and_the_stack()
    {
        var stack = await fixture.StackAsync();
        var table = stack.Properties("Table");
        Assert.True(table.At("DeletionProtectionEnabled").GetBoolean());
        Assert.True(table.At("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled").GetBoolean());
        Assert.True(table.At("SSESpecification", "SSEEnabled").GetBoolean());
        Assert.False(table.At("SSESpecification", "KMSMasterKeyId").Exists());
        Assert.Equal("Retain", stack.Translated.Text("Resources", "Table", "DeletionPolicy"));
        Assert.Equal("Retain", stack.Translated.Text("Resources", "Table", "UpdateReplacePolicy"));
    }

    [Fact]
    public async Task The_state_rights_reach_the_table_and_its_index_only()
    {
        // The workload's tables are described and warmed, which gives nobody an item of any table.
        string[] ofWorkloads = ["dynamodb:DescribeTable", "dynamodb:UpdateTable"];
        var stack = await fixture.StackAsync();
        var state = stack.IdentityStatements().Where(s =>
            s.Actions.Any(a => a.StartsWith("dynamodb:", StringComparison.Ordinal) && !ofWorkloads.Contains(a)));
        Assert.Equal(
            ["Table", $"${{Table.Arn}}/index/{TableDefinition.DueIndex}"],
            state.SelectMany(s => s.Resources).Select(r => r.Target() is { Length: > 0 } t ? t : r.Text("Fn::Sub")));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task Each_environment_overrides_parameters_that_there_are(string environment)
    {
        var stack = await fixture.StackAsync();
        var overrides = stack.SamConfig.At(environment, "deploy", "parameters", "parameter_overrides").Texts();
        Assert.NotEmpty(overrides);
        Assert.All(overrides, o => Assert.True(
            stack.Source.At("Parameters", o.Split('=')[0]).Exists(), $"{environment}: {o} overrides no parameter"));
        var capabilities = stack.SamConfig.Text(environment, "deploy", "parameters", "capabilities");
        Assert.Contains("CAPABILITY_IAM", capabilities, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outputs_hold_what_the_guide_asks_for()
    {
        var stack = await fixture.StackAsync();
        Assert.Equal("AlarmTopic", stack.Translated.Text("Outputs", "AlarmTopicArn", "Value", "Ref"));
        Assert.Equal("Table", stack.Translated.Text("Outputs", "TableName", "Value", "Ref"));
        Assert.Equal("NotificationsTopic", stack.Translated.Text("Outputs", "NotificationsTopicArn", "Value", "Ref"));
        Assert.All(stack.Functions.Keys, f =>
            Assert.Equal(f, stack.Translated.Text("Outputs", f + "Name", "Value", "Ref")));
    }

    private static IEnumerable<(string Name, string Type)> Keys(List<KeySchemaElement> keys) =>
        keys.Select(k => (k.AttributeName, k.KeyType.Value));

    private static IEnumerable<(string Name, string Type)> Keys(JsonElement keys) =>
        keys.OneOrMore().Select(k => (k.Text("AttributeName"), k.Text("KeyType")));
}
