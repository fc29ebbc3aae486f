using System.Text.Json;
using ServerlessReadiness.Aws.Traffic;
using ServerlessReadiness.Template.Tests.Support;

namespace ServerlessReadiness.Template.Tests;

public sealed partial class PermissionTests(StackFixture fixture)
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

    [Fact]
    public async Task A_function_that_acts_may_do_what_the_adapters_call_and_no_more()
    {
        var stack = await fixture.StackAsync();
        Purpose[] acting = [Purpose.State, Purpose.Read, Purpose.Effect, Purpose.OtherAccounts];
        Assert.Equal(
            Sorted(Platform.Concat(AdapterOperations.Actions([.. acting, Purpose.HandOver]))),
            Granted(stack, "AlarmResponder"));
        var invoke = stack.Allowed("AlarmResponderRole").Single(s => s.Actions.Contains("lambda:InvokeFunction"));
        Assert.Equal("Executor", Assert.Single(invoke.Resources).Target());
        Assert.Equal(
            Sorted(Platform.Concat(AdapterOperations.Actions([.. acting, Purpose.Traffic, Purpose.Hook, Purpose.Mail]))),
            Granted(stack, "Executor"));
    }

    [Fact]
    public async Task LifecycleResponder_acts_on_waiting_instances_alone_and_hands_the_rest_over()
    {
        var stack = await fixture.StackAsync();
        var expected = Platform.Append("sns:Publish").Concat(AdapterOperations.Actions(
            Purpose.State, Purpose.Read, Purpose.OtherAccounts, Purpose.HandOver, Purpose.Hook));
        Assert.Equal(Sorted(expected.Distinct()), Granted(stack, "LifecycleResponder"));
        var statements = stack.Allowed("LifecycleResponderRole");
        var invoke = statements.Single(s => s.Actions.Contains("lambda:InvokeFunction"));
        Assert.Equal("Executor", Assert.Single(invoke.Resources).Target());
        var hooks = statements.Where(s => s.Holder == "HooksPolicy").ToArray();
        Assert.All(hooks, s => Assert.True(HasManagedTag(s) && IsInManagedRegion(s) || NamesParameter(s), s.ToString()));
        Assert.Equal(
            ["readiness:managed-by"],
            hooks.Single(s => s.Sid == "Tags").Condition.At("ForAllValues:StringNotEquals", "aws:TagKeys").Texts());
    }

    [Fact]
    public async Task Clock_reads_and_hands_over_but_changes_nothing()
    {
        var stack = await fixture.StackAsync();
        var expected = Platform.Concat(AdapterOperations.Actions(
            Purpose.State, Purpose.Read, Purpose.OtherAccounts, Purpose.HandOver, Purpose.Letters));
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
        var elsewhere = reads.Where(s => !IsInManagedRegion(s)).ToArray();
        Assert.True(reads.Length > elsewhere.Length);
        Assert.All(elsewhere, s => Assert.True(
            NamesParameter(s) || s.Resources.All(IsOfRoute53),
            $"{s} is neither bound to the managed regions nor named by a parameter"));
    }

    /// <summary>Rules of ours carry our own tag from the moment they are made, not the tag of what is managed.</summary>
    [Fact]
    public async Task An_effect_reaches_only_what_is_tagged_or_named_by_a_parameter()
    {
        var stack = await fixture.StackAsync();
        var effects = AdapterOperations.Actions(Purpose.Effect, Purpose.Traffic).Except(["sns:Publish"]).ToHashSet();
        foreach (var function in Acting)
        {
            var statements = stack.Allowed(stack.RoleOf(function))
                .Where(s => s.Actions.Any(effects.Contains) && !IsHandOver(s))
                .ToArray();
            var named = statements.Where(NamesParameter).ToArray();
            Assert.All(named, s => Assert.StartsWith("Has", s.OnlyIf, StringComparison.Ordinal));
            var others = statements.Except(named).ToArray();
            Assert.All(others.Where(s => s.Sid != "PartsOfWebAcls"), s => Assert.True(IsInManagedRegion(s), s.ToString()));
            Assert.All(others.SelectMany(s => s.Resources), r =>
                Assert.Contains(":${AWS::AccountId}:", r.Text("Fn::Sub"), StringComparison.Ordinal));
            Assert.Equal(
                function == "Executor"
                    ? ["GroupsOfManagedInstances", "OurRules", "PartsOfWebAcls", "TagsOfOurRules"]
                    : ["GroupsOfManagedInstances"],
                Sorted(others.Where(s => !HasManagedTag(s)).Select(s => s.Sid)));
            Assert.Equal(function == "Executor", named.Length > 0);
            Assert.All(
                statements.Single(s => s.Sid == "GroupsOfManagedInstances").Resources,
                r => Assert.EndsWith(":security-group/*", r.Text("Fn::Sub"), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Of_listeners_rules_only_those_that_we_made_can_be_removed()
    {
        var stack = await fixture.StackAsync();
        var statements = stack.Allowed("ExecutorRole");
        var ourRules = statements.Single(s => s.Sid == "OurRules");
        Assert.Equal("false", ourRules.Condition.Text("Null", $"aws:ResourceTag/{ElbListeners.OwnerTag}"));
        var tags = statements.Single(s => s.Sid == "TagsOfOurRules");
        Assert.Equal("CreateRule", tags.Condition.Text("StringEquals", "elasticloadbalancing:CreateAction"));
        Assert.Equal([ElbListeners.OwnerTag], tags.Condition.At("ForAllValues:StringEquals", "aws:TagKeys").Texts());
        Assert.Equal("HasWebAcls", statements.Single(s => s.Sid == "PartsOfWebAcls").OnlyIf);
    }

    [Fact]
    public async Task What_a_parameter_names_is_nothing_by_default()
    {
        var stack = await fixture.StackAsync();
        foreach (var statement in stack.IdentityStatements().Where(s => s.OnlyIf.Length > 0))
        {
            var parameter = Condition(stack, statement.OnlyIf);
            Assert.Equal("", stack.Source.At("Parameters", parameter, "Default").GetString());
            Assert.True(
                statement.Sid == "PartsOfWebAcls" || Parameter(statement) == parameter,
                $"{statement} is there if {parameter} is given, and names {Parameter(statement)}");
        }
    }

    [Fact]
    public async Task Functions_publish_to_the_notifications_topic_alone_and_Reporter_to_the_leaders()
    {
        var stack = await fixture.StackAsync();
        var publishing = stack.IdentityStatements().Where(s => s.Actions.Contains("sns:Publish")).ToArray();
        Assert.NotEmpty(publishing);
        Assert.All(publishing, s => Assert.Equal(
            s.Holder == "ReporterRole" ? "LeadershipTopic" : "NotificationsTopic",
            Assert.Single(s.Resources).Target()));
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
        var effects = AdapterOperations.Actions(Purpose.Effect, Purpose.Traffic, Purpose.OtherAccounts)
            .Except(["sns:Publish"]);

        // Nor does what gets waiting instances out of their hooks stop: that goes on in every mode.
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

    /// <summary>Executor is invoked to go on with a run, not for what it does outside.</summary>
    private static bool IsHandOver(Statement statement) =>
        statement.Resources is [var only] && only.Target() == "Executor";

    private static bool NamesParameter(Statement statement) => Parameter(statement).Length > 0;

    /// <summary>
    /// The parameter that lists what the statement is about, as its resource or, for a service without resources of its
    /// own, in its condition.
    /// </summary>
    private static string Parameter(Statement statement) => statement.Resources switch
    {
        [var only] when only.Text("Ref") is { Length: > 0 } parameter => parameter,
        [var only] when IsEverything(only) =>
            statement.Condition.Text("StringLike", "arc-zonal-shift:ResourceIdentifier", "Ref"),
        _ => "",
    };

    /// <summary>Not(Equals(Join("", Ref parameter), "")).</summary>
    private static string Condition(Stack stack, string name) =>
        stack.Translated.At("Conditions", name, "Fn::Not").OneOrMore().Single()
            .At("Fn::Equals").OneOrMore()[0]
            .At("Fn::Join").OneOrMore()[1]
            .Text("Ref");

    private static bool IsOfRoute53(JsonElement resource) =>
        resource.Text("Fn::Sub").StartsWith("arn:${AWS::Partition}:route53:::", StringComparison.Ordinal);

    private static bool IsInManagedRegion(Statement statement) =>
        statement.Condition.At("StringEquals", "aws:RequestedRegion").Target() == "ManagedRegions";
}
