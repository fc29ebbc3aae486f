using System.Text;
using System.Text.Json;
using Amazon.WAFV2;
using Amazon.WAFV2.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Settings;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Aws.Tests;

public sealed class WebAclRateSettingsTests(MotoFixture moto)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(5, 5, 9)]
    public async Task A_limit_comes_before_all_other_rules_and_leaves_them_as_they_were(int first, int during, int second)
    {
        var (settings, resource, waf, id) = await AclAsync(first, second);
        var before = await AclOfAsync(waf, resource, id);
        Assert.Equal("none", (await settings.ReadAsync(resource, Cancel)).Find("limit"));

        await settings.PerformAsync(resource, Limit("none", "2000"), Cancel);

        Assert.Equal("2000", (await settings.ReadAsync(resource, Cancel)).Find("limit"));
        var limited = await AclOfAsync(waf, resource, id);
        var ours = limited.Rules.MinBy(r => r.Priority)!;
        Assert.Equal((WebAclRules.Name, during - 1), (ours.Name, ours.Priority));
        Assert.NotNull(ours.Action.Block);
        Assert.Equal(
            (2000L, 300L, RateBasedStatementAggregateKeyType.IP),
            (ours.Statement.RateBasedStatement.Limit, ours.Statement.RateBasedStatement.EvaluationWindowSec,
                ours.Statement.RateBasedStatement.AggregateKeyType));
        Assert.Equal(["bots", "common"], limited.Rules.Where(r => r != ours).OrderBy(r => r.Priority).Select(r => r.Name));

        await settings.PerformAsync(resource, Limit("2000", "500"), Cancel);
        Assert.Equal("500", (await settings.ReadAsync(resource, Cancel)).Find("limit"));

        await settings.PerformAsync(resource, Limit("500", "none"), Cancel);

        Assert.Equal("none", (await settings.ReadAsync(resource, Cancel)).Find("limit"));
        var after = await AclOfAsync(waf, resource, id);
        Assert.Equal(Text(before), Text(after));
        Assert.Equal("badbot", Encoding.UTF8.GetString(
            after.Rules[0].Statement.ByteMatchStatement.SearchString.ToArray()));
    }

    [Fact]
    public async Task A_limit_that_someone_else_has_set_is_left_alone()
    {
        var (settings, resource, _, _) = await AclAsync(0, 1);
        await settings.PerformAsync(resource, Limit("none", "2000"), Cancel);
        var error = await Assert.ThrowsAsync<PortException>(
            () => settings.PerformAsync(resource, Limit("1000", "500"), Cancel));
        Assert.Equal(PortFailure.Refused, error.Failure);
        Assert.Equal("2000", (await settings.ReadAsync(resource, Cancel)).Find("limit"));
        await settings.PerformAsync(resource, Limit("1000", "2000"), Cancel);
    }

    [Fact]
    public async Task A_change_by_someone_else_between_reading_and_writing_is_refused()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action == "GetWebACL"
            ? Acl
            : CannedAnswer.JsonError(400, "WAFOptimisticLockException", "someone changed the resource"));
        using var clients = aws.Clients();
        var error = await Assert.ThrowsAsync<PortException>(() => new AwsSettings(clients, TimeProvider.System)
            .PerformAsync(Resource("regional/shop/id-1"), Limit("none", "100"), Cancel));
        Assert.Equal(PortFailure.Refused, error.Failure);
        using var sent = JsonDocument.Parse(Assert.Single(aws.Requests("UpdateWebACL")).Body);
        Assert.Equal("lock-1", sent.RootElement.GetProperty("LockToken").GetString());
    }

    /// <summary>UpdateWebACL replaces everything, so whatever was read has to be sent.</summary>
    [Fact]
    public async Task All_that_the_web_ACL_has_is_sent_back()
    {
        await using var aws = await CannedAws.StartAsync((request, _) =>
            request.Action == "GetWebACL" ? Acl : CannedAnswer.Json("""{"NextLockToken":"lock-2"}"""));
        using var clients = aws.Clients();
        await new AwsSettings(clients, TimeProvider.System)
            .PerformAsync(Resource("regional/shop/id-1"), Limit("none", "100"), Cancel);
        using var sent = JsonDocument.Parse(Assert.Single(aws.Requests("UpdateWebACL")).Body);
        using var read = JsonDocument.Parse(Acl.Body);
        var acl = read.RootElement.GetProperty("WebACL");
        foreach (var member in typeof(UpdateWebACLRequest).GetProperties().Select(p => p.Name))
        {
            if (member is not ("Rules" or "Scope" or "LockToken") && acl.TryGetProperty(member, out var value))
            {
                Assert.True(
                    JsonElement.DeepEquals(value, sent.RootElement.GetProperty(member)),
                    $"{member}: {value} is sent as {sent.RootElement}");
            }
        }

        var theirs = sent.RootElement.GetProperty("Rules")[1];
        Assert.True(JsonElement.DeepEquals(acl.GetProperty("Rules")[0], theirs), theirs.ToString());
    }

    [Fact]
    public async Task A_web_ACL_of_CloudFront_is_kept_in_us_east_1()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => Acl);
        using var clients = aws.Clients();
        await new AwsSettings(clients, TimeProvider.System).ReadAsync(Resource("cloudfront/shop/id-1"), Cancel);
        var sent = Assert.Single(aws.Requests("GetWebACL"));
        Assert.Contains("/us-east-1/wafv2/aws4_request", sent.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Contains("\"Scope\":\"CLOUDFRONT\"", sent.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WAFNonexistentItemException", PortFailure.NotFound)]
    [InlineData("WAFUnavailableEntityException", PortFailure.Unavailable)]
    [InlineData("WAFInvalidParameterException", PortFailure.Refused)]
    [InlineData("WAFLimitsExceededException", PortFailure.Refused)]
    [InlineData("ThrottlingException", PortFailure.Throttled)]
    [InlineData("AccessDeniedException", PortFailure.Denied)]
    public async Task An_error_of_WAF_is_what_the_executor_can_act_on(string code, PortFailure failure)
    {
        await using var aws = await CannedAws.StartAsync((request, _) =>
            request.Action == "GetWebACL" ? Acl : CannedAnswer.JsonError(400, code));
        using var clients = aws.Clients();
        var error = await Assert.ThrowsAsync<PortException>(() => new AwsSettings(clients, TimeProvider.System)
            .PerformAsync(Resource("regional/shop/id-1"), Limit("none", "100"), Cancel));
        Assert.Equal(failure, error.Failure);
        Assert.StartsWith("rate limit of web ACL regional/shop/id-1 in account", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop/id-1")]
    [InlineData("global/shop/id-1")]
    [InlineData("regional//id-1")]
    public async Task What_is_no_web_ACL_is_refused(string id)
    {
        var settings = new AwsSettings(await moto.ClientsAsync(), TimeProvider.System);
        var error = await Assert.ThrowsAsync<PortException>(() => settings.ReadAsync(Resource(id), Cancel));
        Assert.Equal(PortFailure.Refused, error.Failure);
    }

    private static CannedAnswer Acl { get; } = CannedAnswer.Json("""
        {"LockToken":"lock-1","WebACL":{"Name":"shop","Id":"id-1","ARN":"arn:aws:wafv2:eu-west-1:1:regional/webacl/shop/id-1",
        "DefaultAction":{"Allow":{}},"Description":"the shop","Capacity":3,"ManagedByFirewallManager":false,
        "VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":false,"MetricName":"shop"},
        "CustomResponseBodies":{"busy":{"ContentType":"TEXT_PLAIN","Content":"busy"}},"TokenDomains":["example.com"],
        "CaptchaConfig":{"ImmunityTimeProperty":{"ImmunityTime":60}},
        "ChallengeConfig":{"ImmunityTimeProperty":{"ImmunityTime":70}},
        "DataProtectionConfig":{"DataProtections":[{"Field":{"FieldType":"SINGLE_HEADER","FieldKeys":["authorization"]},
        "Action":"HASH","ExcludeRuleMatchDetails":true}]},
        "AssociationConfig":{"RequestBody":{"CLOUDFRONT":{"DefaultSizeInspectionLimit":"KB_32"}}},
        "OnSourceDDoSProtectionConfig":{"ALBLowReputationMode":"ACTIVE_UNDER_DDOS"},
        "ApplicationConfig":{"Attributes":[{"Name":"a","Values":["b"]}]},
        "Rules":[{"Name":"deep","Priority":7,"Statement":{"AndStatement":{"Statements":[
        {"NotStatement":{"Statement":{"GeoMatchStatement":{"CountryCodes":["DE","AT"]}}}},
        {"ByteMatchStatement":{"SearchString":"YmFkYm90","FieldToMatch":{"SingleHeader":{"Name":"user-agent"}},
        "TextTransformations":[{"Priority":0,"Type":"LOWERCASE"}],"PositionalConstraint":"CONTAINS"}}]}},
        "Action":{"Block":{"CustomResponse":{"ResponseCode":429,"CustomResponseBodyKey":"busy"}}},
        "RuleLabels":[{"Name":"deep:label"}],
        "VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"deep"}}]}}
        """);

    private static Resource.Setting Resource(string id) =>
        new(MotoFixture.Account, "eu-west-1", SettingService.WebAclRateLimit, id);

    private static Change.SetSettings Limit(string from, string to) =>
        new([new SettingValue("limit", from)], [new SettingValue("limit", to)]);

    private static string Text(WebACL acl) => string.Join('\n', acl.Rules.Select(r =>
        $"{r.Name} {r.Priority} {r.Statement.ByteMatchStatement?.PositionalConstraint} "
        + $"{r.Statement.ManagedRuleGroupStatement?.Name} {r.Action?.Count is not null} {r.OverrideAction?.None is not null} "
        + $"{r.VisibilityConfig.MetricName}")) + acl.Description + (acl.DefaultAction.Allow is not null);

    private static async Task<WebACL> AclOfAsync(IAmazonWAFV2 waf, Resource.Setting resource, string id)
    {
        var request = new GetWebACLRequest { Name = resource.Id.Split('/')[1], Id = id, Scope = Scope.REGIONAL };
        return (await waf.GetWebACLAsync(request, Cancel)).WebACL;
    }

    private async Task<(AwsSettings Settings, Resource.Setting Resource, IAmazonWAFV2 Waf, string Id)> AclAsync(
        int first,
        int second)
    {
        var clients = await moto.ClientsAsync();
        var waf = clients.Waf(MotoFixture.Home, ClientUse.Effect);
        var name = $"acl-{Guid.NewGuid():N}";
        using var search = new MemoryStream("badbot"u8.ToArray());
        var request = new CreateWebACLRequest
        {
            Name = name,
            Scope = Scope.REGIONAL,
            Description = "the shop",
            DefaultAction = new DefaultAction { Allow = new AllowAction() },
            VisibilityConfig = Visible(name),
            Rules =
            [
                new Rule
                {
                    Name = "bots",
                    Priority = first,
                    Action = new RuleAction { Count = new CountAction() },
                    VisibilityConfig = Visible("bots"),
                    Statement = new Statement
                    {
                        ByteMatchStatement = new ByteMatchStatement
                        {
                            SearchString = search,
                            FieldToMatch = new FieldToMatch { SingleHeader = new SingleHeader { Name = "user-agent" } },
                            TextTransformations = [new TextTransformation { Priority = 0, Type = "LOWERCASE" }],
                            PositionalConstraint = PositionalConstraint.CONTAINS,
                        },
                    },
                },
                new Rule
                {
                    Name = "common",
                    Priority = second,
                    OverrideAction = new OverrideAction { None = new NoneAction() },
                    VisibilityConfig = Visible("common"),
                    Statement = new Statement
                    {
                        ManagedRuleGroupStatement = new ManagedRuleGroupStatement
                        {
                            VendorName = "AWS", Name = "AWSManagedRulesCommonRuleSet",
                        },
                    },
                },
            ],
        };
        var id = (await waf.CreateWebACLAsync(request, Cancel)).Summary.Id;
        return (new AwsSettings(clients, TimeProvider.System), Resource($"regional/{name}/{id}"), waf, id);
    }

    private static VisibilityConfig Visible(string name) => new()
    {
        SampledRequestsEnabled = false, CloudWatchMetricsEnabled = false, MetricName = name,
    };
}
