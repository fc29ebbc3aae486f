using System.Text.Json;
using ServerlessReadiness.Template.Tests.Support;

namespace ServerlessReadiness.Template.Tests;

/// <summary>The role in another account: what our functions may do here to what is not ours, they may do there.</summary>
public sealed class MemberAccountTests(StackFixture fixture)
{
    private const string ExternalId = "0f6c7f7e-0a4c-4a38-9f0e-5a4f2a2f8a11";

    /// <summary>Policies about the workload; those about the table, mail and other accounts stay with the stack.</summary>
    private static readonly string[] OfWorkloads =
        ["EffectPolicy", "HooksPolicy", "ReadPolicy", "ReviewPolicy", "TrafficPolicy"];

    private static readonly string[] Assuming =
        ["AlarmResponder", "Clock", "Executor", "LifecycleResponder", "Reporter", "Reviewer"];

    [Fact]
    public async Task It_may_do_what_the_functions_do_to_workloads_and_no_more()
    {
        var member = (await fixture.StackAsync()).MemberAccount;
        var expected = AdapterOperations
            .Actions(Purpose.Read, Purpose.Effect, Purpose.Traffic, Purpose.Hook, Purpose.Charts, Purpose.Review)
            .Except(["sns:Publish"])
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            expected,
            member.Allowed("Role").SelectMany(s => s.Actions).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_statements_are_those_of_the_stack_with_the_same_conditions()
    {
        var stack = await fixture.StackAsync();
        var member = stack.MemberAccount;
        Assert.Equal(OfWorkloads, member.OfType("AWS::IAM::ManagedPolicy").Keys.Order());

        // A page goes to the stack's own topic, and pictures are the right of one role there.
        var ours = OfWorkloads.SelectMany(p => Written(stack, p)).Where(s => s.Sid != "Notices")
            .Concat(stack.Allowed("ReporterRole").Where(s => s.Sid == "Charts"));
        Assert.Equal(
            ours.Select(Text).Order(StringComparer.Ordinal),
            OfWorkloads.SelectMany(p => Written(member, p)).Select(Text).Order(StringComparer.Ordinal));
        Assert.All(OfWorkloads, p => Assert.Equal(
            p == "ReadPolicy" ? 1 : 0,
            Reasons(member, p).Except(Reasons(stack, p)).Count()));
        Assert.All(
            stack.MemberAccount.Allowed("Role").Where(s => s.Resources.Any(r => r.ToString() == "*")),
            s => Assert.True(s.WildcardReason.Length > 20, $"{s} names every resource without a reason"));
    }

    [Fact]
    public async Task Its_conditions_and_their_parameters_are_those_of_the_stack()
    {
        var stack = await fixture.StackAsync();
        var member = stack.MemberAccount;
        Assert.All(member.Translated.At("Conditions").EnumerateObject(), c => Assert.Equal(
            JsonSerializer.Serialize(stack.Translated.At("Conditions", c.Name)),
            JsonSerializer.Serialize(c.Value)));
    }

    [Fact]
    public async Task Only_functions_of_the_stack_that_know_the_external_id_take_it()
    {
        var stack = await fixture.StackAsync();
        var role = stack.MemberAccount.Properties("Role");
        var trust = Assert.Single(Stack.Statements("Role", default, role.At("AssumeRolePolicyDocument")));
        Assert.Equal(["sts:AssumeRole"], trust.Actions);
        Assert.Equal(
            "arn:${AWS::Partition}:iam::${ControlAccount}:root",
            trust.Json.Text("Principal", "AWS", "Fn::Sub"));
        Assert.Equal("ExternalId", trust.Condition.Text("StringEquals", "sts:ExternalId", "Ref"));
        var takers = trust.Condition.At("ArnLike", "aws:PrincipalArn").OneOrMore().Select(t => t.Text("Fn::Sub"));
        Assert.Equal(
            Assuming.Select(f => $"arn:${{AWS::Partition}}:iam::${{ControlAccount}}:role/${{ControlStackName}}-{f}Role-*"),
            takers);
        Assert.Equal(
            Assuming,
            stack.Functions.Keys
                .Where(f => stack.Allowed(stack.RoleOf(f)).Any(s => s.Actions.Contains("sts:AssumeRole")))
                .Order(StringComparer.Ordinal));

        // CloudFormation names a role STACK-LOGICALID-RANDOM, and shortens what is longer than IAM takes.
        const int NameMax = 64;
        const int StackNameMax = 28;
        Assert.Equal(NameMax, StackNameMax + Assuming.Max(f => $"-{f}Role-".Length) + "ABCDEFGHIJKL".Length);
        Assert.Contains(
            $"{{0,{StackNameMax - 1}}}",
            stack.MemberAccount.Source.Text("Parameters", "ControlStackName", "AllowedPattern"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"FunctionArns\":\"arn:aws:lambda:eu-west-1:123456789012:function:drain\",\"ManagedRegions\":\"eu-west-1\"")]
    public async Task It_comes_up_and_says_what_to_give_to_the_stack(string further)
    {
        var stack = await fixture.StackAsync();
        var created = await Provisioned.CreateAsync(
            stack.Templates["member-account.yaml"],
            $$"""{"ControlAccount":"210987654321","ExternalId":"{{ExternalId}}"{{further}}}""");
        var arn = created.Text("outputs", "RoleArn");
        Assert.StartsWith("arn:aws:iam::123456789012:role/", arn, StringComparison.Ordinal);
        var entry = created.Text("outputs", "AccountRolesEntry");
        Assert.Equal($"123456789012={arn}|{ExternalId}", entry);

        // The code reads what the output says.
        var role = Aws.Clients.AccountRoles.Parse(entry).Find("123456789012");
        Assert.Equal((arn, ExternalId), (role?.Arn, role?.ExternalId));
        Assert.Equal(OfWorkloads.Append("Role").Order(), created.At("resources").Texts().Order());
    }

    private static IEnumerable<Statement> Written(Stack stack, string policy) =>
        Stack.Statements(policy, default, stack.Properties(policy).At("PolicyDocument"));

    private static string Text(Statement statement) => statement.OnlyIf + JsonSerializer.Serialize(statement.Json);

    private static IEnumerable<string> Reasons(Stack stack, string policy) =>
        stack.Translated.At("Resources", policy, "Metadata", "WildcardReasons") is { ValueKind: JsonValueKind.Object } r
            ? r.EnumerateObject().Select(p => p.Name)
            : [];
}
