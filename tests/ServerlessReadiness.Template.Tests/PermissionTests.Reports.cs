using System.Text.RegularExpressions;
using ServerlessReadiness.Template.Tests.Support;

namespace ServerlessReadiness.Template.Tests;

/// <summary>What reports and mail are allowed.</summary>
public sealed partial class PermissionTests
{
    [Fact]
    public async Task Reporter_reads_draws_and_tells_leaders_and_changes_nothing()
    {
        var stack = await fixture.StackAsync();
        var expected = Platform.Append("sns:Publish").Concat(AdapterOperations.Actions(
            Purpose.State, Purpose.Read, Purpose.OtherAccounts, Purpose.Mail, Purpose.Charts));
        Assert.Equal(Sorted(expected), Granted(stack, "Reporter"));
        var own = stack.Allowed("ReporterRole");
        Assert.True(IsInManagedRegion(own.Single(s => s.Sid == "Charts")));
        Assert.Equal("LeadershipTopic", Assert.Single(own.Single(s => s.Sid == "Reports").Resources).Target());
    }

    [Fact]
    public async Task Mail_leaves_only_from_the_identities_that_the_deployment_names_one_by_one()
    {
        var stack = await fixture.StackAsync();
        var mailing = Assert.Single(stack.IdentityStatements(), s => s.Actions.Contains("ses:SendEmail"));
        Assert.Equal("MailPolicy", mailing.Holder);
        Assert.Equal("HasMailIdentities", stack.Translated.Text("Resources", "MailPolicy", "Condition"));
        Assert.Equal("MailIdentityArns", Condition(stack, "HasMailIdentities"));
        Assert.Equal("MailIdentityArns", Assert.Single(mailing.Resources).Text("Ref"));
        var pattern = new Regex(
            stack.Source.Text("Parameters", "MailIdentityArns", "AllowedPattern"),
            RegexOptions.ExplicitCapture,
            TimeSpan.FromSeconds(1));
        const string Account = "arn:aws:ses:ap-northeast-2:123456789012";
        Assert.All(
            (string[])["", $"{Account}:identity/ops@example.com", $"{Account}:configuration-set/reports"],
            arn => Assert.Matches(pattern, arn));
        Assert.All(
            (string[])["*", $"{Account}:identity/*", $"{Account}:identity/example.co?", $"{Account}:template/a", "ops"],
            arn => Assert.DoesNotMatch(pattern, arn));
    }
}
