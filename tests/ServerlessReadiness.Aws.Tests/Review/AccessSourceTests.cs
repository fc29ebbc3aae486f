using System.Text;
using ServerlessReadiness.Aws.Review;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Aws.Tests.Review;

/// <summary>Credential reports and who administers IAM.</summary>
public sealed class AccessSourceTests
{
    [Fact]
    public async Task A_credential_report_is_waited_for_and_read_by_its_columns()
    {
        var report = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,mfa_active,"
            + "access_key_1_active,access_key_1_last_rotated,access_key_2_active,access_key_2_last_rotated\n"
            + "<root_account>,arn,x,not_supported,2026-02-20T08:00:00+00:00,not_supported,true,false,N/A,false,N/A\n"
            + "kim,arn,x,true,no_information,2026-01-01T00:00:00+00:00,false,false,N/A,true,2025-06-01T00:00:00+00:00\n"));
        await using var aws = await CannedAws.StartAsync((request, count) => request.Action switch
        {
            "GenerateCredentialReport" when count == 1 => CannedAnswer.Query(request.Action, "<State>STARTED</State>"),
            "GetCredentialReport" => CannedAnswer.Query(request.Action, $"<Content>{report}</Content>"),
            "GetAccountPasswordPolicy" => CannedAnswer.QueryError(404, "NoSuchEntity"),
            "ListEntitiesForPolicy" when !request.Form.ContainsKey("Marker") => CannedAnswer.Query(
                request.Action,
                "<PolicyUsers><member><UserName>lee</UserName></member></PolicyUsers><IsTruncated>true</IsTruncated>"
                + "<Marker>m</Marker>"),
            "ListEntitiesForPolicy" => CannedAnswer.Query(
                request.Action,
                "<PolicyRoles><member><RoleName>admin</RoleName></member></PolicyRoles><IsTruncated>false</IsTruncated>"),
            _ => ReviewPlan.Empty(request),
        });
        using var clients = aws.Clients();

        var facts = await ReviewPlan.ReadAsync(
            ReviewPlan.Of(ReviewPlan.Group("web")),
            new AccessSource(clients, TimeProvider.System));

        var access = Assert.Single(facts.Access.Items);
        Assert.Null(access.Passwords);
        var root = access.Users[0];
        Assert.Equal((true, false, true, 0), (root.IsRoot, root.HasPassword, root.HasMfa, root.Keys.Count));
        Assert.Equal(new DateTimeOffset(2026, 2, 20, 8, 0, 0, TimeSpan.Zero), root.PasswordUsedAt);
        var kim = access.Users[1];
        Assert.Equal((true, false, null), (kim.HasPassword, kim.HasMfa, kim.PasswordUsedAt));
        Assert.Equal(
            new AccessKeyView(2, new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero)),
            Assert.Single(kim.Keys));
        Assert.Equal(2, aws.Requests("GenerateCredentialReport").Count);
        Assert.Equal(
            [new AdministratorView(MotoFixture.Account, "AdministratorAccess", ["lee"], 1)],
            facts.Administrators.Items.Take(1));
    }

    [Fact]
    public async Task A_report_without_a_column_is_no_clean_one()
    {
        var report = Convert.ToBase64String(Encoding.UTF8.GetBytes("user,arn\nkim,arn\n"));
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action == "GetCredentialReport"
            ? CannedAnswer.Query(request.Action, $"<Content>{report}</Content>")
            : ReviewPlan.Empty(request));
        using var clients = aws.Clients();
        var facts = await ReviewPlan.ReadAsync(
            ReviewPlan.Of(ReviewPlan.Group("web")),
            new AccessSource(clients, TimeProvider.System));
        ReviewPlan.AssertUnread(facts.Access, "no column password_enabled");
    }
}
