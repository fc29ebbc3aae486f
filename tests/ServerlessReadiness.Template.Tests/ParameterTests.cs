using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessReadiness.Template.Tests.Support;

namespace ServerlessReadiness.Template.Tests;

/// <summary>What a deployment may give, how it is shown, and which wrong values are refused before anything is made.
/// </summary>
public sealed class ParameterTests(StackFixture fixture)
{
    private const string Account = "123456789012";
    private const string Role = $"arn:aws:iam::{Account}:role/readiness";

    public static TheoryData<string, string[], string[]> Values { get; } = new()
    {
        { "ManagedTagValue", ["serverless-readiness", "Shop A"], ["", "${aws:username}", "a*", "a\"b"] },
        { "ManagedRegions", ["", "eu-west-1", "us-gov-east-1", "ap-southeast-10"], ["eu-west", "EU-WEST-1", "*", "eu-*"] },
        {
            "AccountRoles",
            ["", $"{Account}={Role}", $"{Account}={Role}|shop-1,a", $"{Account}={Role}|xy  {Account}={Role}/a", $" {Account}={Role}\n"],
            [$"{Account}", $"{Account}=readiness", $"{Account}={Role}|", $"{Account}={Role}|a b", $"1={Role}", $"{Account}={Role}|x|y"]
        },
        { "AssumableRoleArns", ["", Role, $"{Role}/a"], ["*", $"arn:aws:iam::{Account}:role/*", $"{Role}?", "readiness"] },
        { "AutomationRoleArns", ["", Role], ["*", $"arn:aws:iam::{Account}:role/*", $"arn:aws:iam::{Account}:user/a"] },
        {
            "HostedZoneArns",
            ["", "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ", "arn:aws:route53:::hostedzone/*"],
            ["Z0123456789", "/hostedzone/Z1", "*", "arn:aws:route53:::healthcheck/1", "arn:aws:route53:::*"]
        },
        {
            "HealthCheckArns",
            ["", "arn:aws:route53:::healthcheck/11111111-2222-3333-4444-555555555555"],
            ["11111111-2222-3333-4444-555555555555", "*", "arn:aws:route53:::hostedzone/Z1"]
        },
        {
            "ZonalShiftArns",
            [
                "", $"arn:aws:elasticloadbalancing:eu-west-1:{Account}:loadbalancer/app/shop/*",
                $"arn:aws:autoscaling:eu-west-1:{Account}:autoScalingGroup:*:autoScalingGroupName/web",
            ],
            ["*", "web", $"arn:aws:elasticloadbalancing:eu-west-1:{Account}:targetgroup/a/1"]
        },
        {
            "ParameterArns",
            ["", $"arn:aws:ssm:eu-west-1:{Account}:parameter/shop/features*"],
            ["/shop/features", "*", $"arn:aws:ssm:eu-west-1:{Account}:document/a", $"arn:aws:ssm:eu-west-1:*:parameter/a"]
        },
        {
            "WebAclArns",
            ["", $"arn:aws:wafv2:us-east-1:{Account}:global/webacl/shop/1"],
            ["*", "shop", $"arn:aws:wafv2:us-east-1:{Account}:global/ipset/shop/1"]
        },
        {
            "AutomationArns",
            ["", $"arn:aws:ssm:eu-west-1:{Account}:automation-definition/Drain:*", "arn:aws:ssm:eu-west-1::automation-definition/AWS-StopEC2Instance:1"],
            ["*", "Drain", $"arn:aws:ssm:eu-west-1:{Account}:automation-definition/Drain", $"arn:aws:ssm:eu-west-1:{Account}:document/Drain"]
        },
        {
            "FunctionArns",
            ["", $"arn:aws:lambda:eu-west-1:{Account}:function:drain", $"arn:aws:lambda:eu-west-1:{Account}:function:drain:*"],
            ["*", "drain", $"arn:aws:lambda:*:{Account}:function:drain", $"arn:aws:lambda:eu-west-1:*:function:drain"]
        },
        {
            "CommandDocumentArns",
            ["", "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript"],
            ["*", "AWS-RunShellScript", $"arn:aws:ssm:eu-west-1:{Account}:parameter/a"]
        },
        { "AlarmNamePrefix", ["", "web-", "Web front, "], [" web", "\n"] },
        {
            "CommandPublisherArns",
            ["", $"arn:aws:iam::{Account}:role/ops/*", $"arn:aws:iam::{Account}:user/mina"],
            ["*", $"arn:aws:iam::{Account}:root", $"arn:aws:sts::{Account}:assumed-role/ops/mina", "arn:aws:iam::*:role/ops"]
        },
        { "NotificationsEmail", ["", "a@example.com"], ["a", "a @example.com"] },
        { "LeadershipEmail", ["", "a@example.com"], ["example.com"] },
        { "OperationsEmail", ["", "a@example.com"], ["a@b@c"] },
        {
            "JwtIssuer",
            ["", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_aB3dE6gH9", "https://login.example.com/"],
            ["http://login.example.com", "login.example.com", "https://a b", "https://a?b", "https://a/\"x", "https://"]
        },
        { "JwtAudience", ["", "3n4b5urk1ft4fl3mg5e62d9ado", "https://api.example.com"], ["a b", "a\""] },
        { "ConsoleClientId", ["", "3n4b5urk1ft4fl3mg5e62d9ado", "shop.apps.example.com"], ["a b", "a\"", "a;b"] },
        { "ConsoleScope", ["openid", "openid email", "email openid api://shop/read"], ["", "email", "openid  email", "openid\"", " openid"] },
        {
            "ConsoleTokenOrigin",
            ["", "https://shop.auth.eu-west-1.amazoncognito.com", "https://login.example.com:8443"],
            ["http://a.example.com", "https://a.example.com/", "https://a.example.com;", "https://*", "*", "https://a b"]
        },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Wrong_values_are_refused_and_right_ones_are_taken(string parameter, string[] right, string[] wrong)
    {
        var written = (await fixture.StackAsync()).Source.At("Parameters", parameter);
        Assert.All(right, value => Assert.Matches(Pattern(written), value));
        Assert.All(wrong, value => Assert.DoesNotMatch(Pattern(written), value));
        Assert.NotEmpty(written.Text("ConstraintDescription"));
        Assert.Matches(Pattern(written), written.Text("Default"));
    }

    [Fact]
    public async Task Nothing_is_taken_unseen()
    {
        foreach (var (name, template) in await TemplatesAsync())
        {
            Assert.All(template.At("Parameters").EnumerateObject(), p => Assert.True(
                p.Value.At("AllowedPattern").Exists()
                    || p.Value.At("AllowedValues").Exists()
                    || (p.Value.At("MinValue").Exists() && p.Value.At("MaxValue").Exists()),
                $"{name}: {p.Name} takes anything"));
        }

        // Each text has its rows above, or, for mail's identities, with what mail may do.
        var texts = (await fixture.StackAsync()).Source.At("Parameters").EnumerateObject()
            .Where(p => p.Value.At("AllowedPattern").Exists())
            .Select(p => p.Name)
            .Except(["MailIdentityArns"]);
        Assert.Equal(texts.Order(), Values.Select(row => row.Data.Item1).Order());
    }

    [Fact]
    public async Task What_the_member_account_takes_is_what_the_stack_takes()
    {
        var stack = (await fixture.StackAsync()).Source.At("Parameters");
        var member = (await fixture.StackAsync()).MemberAccount.Source.At("Parameters");
        string[] own = ["ControlAccount", "ControlStackName", "ExternalId"];
        Assert.All(member.EnumerateObject().Where(p => !own.Contains(p.Name)), p =>
        {
            Assert.Equal(stack.Text(p.Name, "AllowedPattern"), p.Value.Text("AllowedPattern"));
            Assert.Equal(stack.Text(p.Name, "Default"), p.Value.Text("Default"));
        });
        Assert.All((string[])["short", "sixteen letters!", "0123456789abcde|"], id =>
            Assert.True(!Pattern(member.At("ExternalId")).IsMatch(id) || id.Length < member.At("ExternalId", "MinLength").GetInt32()));
        Assert.Matches(Pattern(member.At("ExternalId")), "0f6c7f7e-0a4c-4a38-9f0e-5a4f2a2f8a11");
        Assert.DoesNotMatch(Pattern(member.At("ControlAccount")), "12345678901");
    }

    [Fact]
    public async Task Every_parameter_has_a_group_a_label_and_a_description()
    {
        var guide = Repository.Text("docs", "OPERATING.md");
        foreach (var (_, template) in await TemplatesAsync())
        {
            var parameters = template.At("Parameters").EnumerateObject().Select(p => p.Name).Order().ToArray();
            var page = template.At("Metadata", "AWS::CloudFormation::Interface");
            Assert.Equal(
                parameters,
                page.At("ParameterGroups").OneOrMore().SelectMany(g => g.At("Parameters").Texts()).Order());
            Assert.Equal(parameters, page.At("ParameterLabels").EnumerateObject().Select(l => l.Name).Order());
            Assert.All(page.At("ParameterGroups").OneOrMore(), g => Assert.NotEmpty(g.Text("Label", "default")));
            Assert.All(page.At("ParameterLabels").EnumerateObject(), l => Assert.NotEmpty(l.Value.Text("default")));
            Assert.All(parameters, p => Assert.NotEmpty(template.Text("Parameters", p, "Description")));
            Assert.All(parameters, p => Assert.Contains($"`{p}`", guide, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_first_deployment_needs_no_answer_but_the_defaults()
    {
        var source = (await fixture.StackAsync()).Source;
        Assert.All(source.At("Parameters").EnumerateObject(), p => Assert.True(p.Value.At("Default").Exists(), p.Name));
    }

    private async Task<IReadOnlyList<(string Name, JsonElement Template)>> TemplatesAsync()
    {
        var stack = await fixture.StackAsync();
        return [("template.yaml", stack.Source), ("member-account.yaml", stack.Templates["member-account.yaml"])];
    }

    /// <summary>CloudFormation matches the whole value, and of a list each entry.</summary>
    private static Regex Pattern(JsonElement parameter) => new(
        $@"\A(?:{parameter.Text("AllowedPattern")})\z",
        RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));
}
