using System.Text.Json;
using ServerlessReadiness.Template.Tests.Support;

namespace ServerlessReadiness.Template.Tests;

public sealed class PermissionTests(StackFixture fixture)
{
    /// <summary>What Lambda itself does with a function's role.</summary>
    private static readonly string[] Platform =
    [
        "logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTraceSegments", "xray:PutTelemetryRecords",
        "sqs:SendMessage", "kms:Decrypt", "kms:GenerateDataKey",
    ];

    private static readonly string[] Acting = ["AlarmResponder", "Executor"];

    [Fact]
    public void Every_call_of_an_adapter_has_its_right_written_down()
    {
        var calls = AdapterOperations.InSource();
        Assert.Empty(calls.Except(AdapterOperations.Rights.Keys));

        // A scan that finds nothing would pass everything. An adapter that is gone takes its calls along.
        var adapters = Repository.Sources("src", "ServerlessReadiness.Aws")
            .Select(Path.GetFileNameWithoutExtension)
            .ToHashSet();
        Assert.Empty(AdapterOperations.Rights.Keys.Where(k => adapters.Contains(k.Split('.')[0])).Except(calls));
    }

    [Theory]
    [InlineData("AlarmResponder")]
    [InlineData("Executor")]
    public async Task A_function_that_acts_may_do_what_the_adapters_call_and_no_more(string function)
    {
        var stack = await fixture.StackAsync();
        var expected = Platform.Concat(
            AdapterOperations.Actions(Purpose.State, Purpose.Read, Purpose.Effect, Purpose.OtherAccounts));
        Assert.Equal(Sorted(expected), Granted(stack, function));
    }

    [Fact]
    public async Task Clock_reads_and_hands_over_but_changes_nothing()
    {
        var stack = await fixture.StackAsync();
        var expected = Platform.Concat(
            AdapterOperations.Actions(Purpose.State, Purpose.Read, Purpose.OtherAccounts, Purpose.HandOver));
        Assert.Equal(Sorted(expected), Granted(stack, "Clock"));
        var invoke = stack.Allowed("ClockRole").Single(s => s.Actions.Contains("lambda:InvokeFunction"));
        Assert.Equal("Executor", Assert.Single(invoke.Resources).Target());
    }

    [Theory]
    [InlineData("OperatorCommands")]
    [InlineData("Api")]
    public async Task Who_takes_commands_writes_state_and_hands_over_and_sees_nothing_of_the_workload(string function)
    {
        var stack = await fixture.StackAsync();
        var expected = Platform.Concat(AdapterOperations.Actions(Purpose.State, Purpose.HandOver));
        Assert.Equal(Sorted(expected), Granted(stack, function));
        var invoke = stack.Allowed(stack.RoleOf(function)).Single(s => s.Actions.Contains("lambda:InvokeFunction"));
        Assert.Equal("Executor", Assert.Single(invoke.Resources).Target());
    }

    [Fact]
    public async Task Each_function_has_a_role_of_its_own_that_only_Lambda_may_take()
    {
        var stack = await fixture.StackAsync();
        var roles = stack.Functions.Keys.Select(stack.RoleOf).ToArray();
        Assert.Equal(stack.Functions.Count, roles.Distinct().Count());
        Assert.Equal(Sorted(stack.OfType("AWS::IAM::Role").Keys), Sorted(roles));
        Assert.All(roles, role =>
        {
            var trust = stack.Properties(role).At("AssumeRolePolicyDocument");
            var statement = Assert.Single(Stack.Statements(role, default, trust));
            Assert.Equal("lambda.amazonaws.com", statement.Json.Text("Principal", "Service"));
            Assert.Equal(["sts:AssumeRole"], statement.Actions);
        });
    }

    [Fact]
    public async Task No_action_is_a_wildcard()
    {
        var stack = await fixture.StackAsync();
        var statements = stack.IdentityStatements().ToArray();
        Assert.NotEmpty(statements);
        Assert.All(statements, s => Assert.DoesNotContain(s.Actions, a => a.Contains('*', StringComparison.Ordinal)));
        Assert.All(statements, s => Assert.False(s.Json.At("NotAction").Exists(), s.ToString()));
        Assert.All(statements, s => Assert.False(s.Json.At("NotResource").Exists(), s.ToString()));
    }

    [Fact]
    public async Task A_wildcard_resource_has_a_written_reason_and_no_reason_is_left_over()
    {
        var stack = await fixture.StackAsync();
        var everything = stack.IdentityStatements().Where(s => s.Resources.Any(IsEverything)).ToArray();
        Assert.NotEmpty(everything);
        Assert.All(everything, s =>
            Assert.True(s.WildcardReason.Length > 20, $"{s} names every resource without a reason"));
        var reasons = stack.OfType("AWS::IAM::Role").Concat(stack.OfType("AWS::IAM::ManagedPolicy"))
            .SelectMany(r => r.Value.At("Metadata", "WildcardReasons") is { ValueKind: JsonValueKind.Object } written
                ? written.EnumerateObject().Select(reason => $"{r.Key}/{reason.Name}")
                : []);
        Assert.Equal(Sorted(everything.Select(s => s.ToString())), Sorted(reasons));
    }

    [Fact]
    public async Task What_is_read_everywhere_is_read_in_the_managed_regions_only()
    {
        var stack = await fixture.StackAsync();
        var reads = stack.Allowed("ClockRole").Where(s => s.Holder == "ReadPolicy").ToArray();
        Assert.NotEmpty(reads);
        Assert.All(reads, AssertManagedRegion);
    }

    [Fact]
    public async Task An_effect_reaches_only_what_carries_the_tag_in_this_account()
    {
        var stack = await fixture.StackAsync();
        var effects = AdapterOperations.Actions(Purpose.Effect).Except(["sns:Publish"]).ToHashSet();
        foreach (var function in Acting)
        {
            var statements = stack.Allowed(stack.RoleOf(function))
                .Where(s => s.Actions.Any(effects.Contains))
                .ToArray();
            Assert.All(statements, AssertManagedRegion);
            Assert.All(statements.SelectMany(s => s.Resources), r =>
                Assert.Contains(":${AWS::AccountId}:", r.Text("Fn::Sub"), StringComparison.Ordinal));

            var untagged = statements.Where(s => !HasManagedTag(s)).ToArray();
            var groups = Assert.Single(untagged);
            Assert.Equal("GroupsOfManagedInstances", groups.Sid);
            Assert.All(groups.Resources, r =>
                Assert.EndsWith(":security-group/*", r.Text("Fn::Sub"), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Functions_publish_to_the_notifications_topic_alone()
    {
        var stack = await fixture.StackAsync();
        var publishing = stack.IdentityStatements().Where(s => s.Actions.Contains("sns:Publish")).ToArray();
        Assert.Equal("NotificationsTopic", Assert.Single(Assert.Single(publishing).Resources).Target());
    }

    [Fact]
    public async Task Roles_of_other_accounts_come_from_their_parameter()
    {
        var stack = await fixture.StackAsync();
        var assuming = stack.IdentityStatements().Where(s => s.Actions.Contains("sts:AssumeRole")).ToArray();
        Assert.Equal("AssumableRoleArns", Assert.Single(Assert.Single(assuming).Resources).Text("Ref"));
        Assert.Equal("HasAssumableRoles", stack.Translated.Text("Resources", "OtherAccountsPolicy", "Condition"));
    }

    [Fact]
    public async Task The_documented_pause_denies_every_effect()
    {
        var stack = await fixture.StackAsync();
        var guide = Repository.Text("docs", "OPERATING.md");
        const string Start = "--policy-document '";
        var from = guide.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        using var document = JsonDocument.Parse(guide[from..guide.IndexOf('\'', from)]);
        var denies = Assert.Single(Stack.Statements("pause", default, document.RootElement));
        Assert.Equal("Deny", denies.Json.Text("Effect"));
        Assert.Equal("*", denies.Json.Text("Resource"));

        // Telling people goes on; it changes nothing.
        var effects = AdapterOperations.Actions(Purpose.Effect, Purpose.OtherAccounts).Except(["sns:Publish"]);
        Assert.Equal(Sorted(effects), Sorted(denies.Actions));
        Assert.All(Acting, f => Assert.True(stack.Translated.At("Outputs", $"{f}RoleName").Exists()));
    }

    private static string[] Granted(Stack stack, string function) =>
        Sorted(stack.Allowed(stack.RoleOf(function)).Where(s => s.Allows).SelectMany(s => s.Actions).Distinct());

    private static string[] Sorted(IEnumerable<string> texts) => [.. texts.Order(StringComparer.Ordinal)];

    private static bool IsEverything(JsonElement resource) =>
        resource.ValueKind == JsonValueKind.String && resource.GetString() == "*";

    private static bool HasManagedTag(Statement statement) =>
        statement.Condition.At("StringEquals") is { ValueKind: JsonValueKind.Object } equals
        && equals.EnumerateObject().Any(c =>
            c.Name is "aws:ResourceTag/readiness:managed-by" or "autoscaling:ResourceTag/readiness:managed-by"
            && c.Value.Text("Ref") == "ManagedTagValue");

    private static void AssertManagedRegion(Statement statement)
    {
        var region = statement.Condition.At("StringEquals", "aws:RequestedRegion");
        Assert.True(region.Target() == "ManagedRegions", $"{statement} is not bound to the managed regions");
    }
}
