using Amazon.WAFV2;
using Amazon.WAFV2.Model;

namespace ServerlessReadiness.Sdk.Tests.Moto;

public sealed class WebAclTests(MotoFixture moto) : IClassFixture<MotoFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Statements hold statements, and a part without members of its own is still a part.</summary>
    [Fact]
    public async Task Nested_statements_and_empty_parts_survive_the_way_there_and_back()
    {
        using var client = Client();
        var (name, id) = await CreateAsync(client);

        var read = await client.GetWebACLAsync(
            new GetWebACLRequest { Name = name, Id = id, Scope = Scope.REGIONAL }, Cancelled);

        Assert.NotEmpty(read.LockToken);
        Assert.NotNull(read.WebACL.DefaultAction.Allow);
        Assert.Null(read.WebACL.DefaultAction.Block);
        var rule = Assert.Single(read.WebACL.Rules);
        Assert.NotNull(rule.Action.Count);
        var rate = rule.Statement.RateBasedStatement;
        Assert.Equal((2000L, 300L), (rate.Limit, rate.EvaluationWindowSec));
        var inner = rate.ScopeDownStatement.NotStatement.Statement.ByteMatchStatement;
        Assert.Equal("bad\u0000bot"u8.ToArray(), inner.SearchString.ToArray());
        Assert.NotNull(inner.FieldToMatch.UriPath);
        Assert.Null(inner.FieldToMatch.QueryString);
    }

    [Fact]
    public async Task An_update_needs_the_lock_of_the_last_reading()
    {
        using var client = Client();
        var (name, id) = await CreateAsync(client);
        var read = await client.GetWebACLAsync(
            new GetWebACLRequest { Name = name, Id = id, Scope = Scope.REGIONAL }, Cancelled);
        var update = new UpdateWebACLRequest
        {
            Name = name,
            Id = id,
            Scope = Scope.REGIONAL,
            DefaultAction = read.WebACL.DefaultAction,
            VisibilityConfig = read.WebACL.VisibilityConfig,
            Rules = [],
            LockToken = Guid.NewGuid().ToString(),
        };

        var refusal = await Assert.ThrowsAsync<WAFOptimisticLockException>(() => client.UpdateWebACLAsync(update, Cancelled));
        Assert.Equal("WAFOptimisticLockException", refusal.ErrorCode);

        update.LockToken = read.LockToken;
        Assert.NotEmpty((await client.UpdateWebACLAsync(update, Cancelled)).NextLockToken);
    }

    [Fact]
    public async Task A_web_ACL_that_does_not_exist_has_an_exception_of_its_own()
    {
        using var client = Client();
        await Assert.ThrowsAsync<WAFNonexistentItemException>(() => client.GetWebACLAsync(
            new GetWebACLRequest { Name = "no", Id = Guid.NewGuid().ToString(), Scope = Scope.REGIONAL }, Cancelled));
    }

    private AmazonWAFV2Client Client() => new(MotoFixture.Credentials, moto.Configure(new AmazonWAFV2Config()));

    private static async Task<(string Name, string Id)> CreateAsync(AmazonWAFV2Client client)
    {
        var name = $"acl-{Guid.NewGuid():N}";
        using var search = new MemoryStream("bad\u0000bot"u8.ToArray());
        var visible = new VisibilityConfig
        {
            SampledRequestsEnabled = true, CloudWatchMetricsEnabled = false, MetricName = "shop",
        };
        var created = await client.CreateWebACLAsync(
            new CreateWebACLRequest
            {
                Name = name,
                Scope = Scope.REGIONAL,
                DefaultAction = new DefaultAction { Allow = new AllowAction() },
                VisibilityConfig = visible,
                Rules =
                [
                    new Rule
                    {
                        Name = "rate",
                        Priority = 0,
                        Action = new RuleAction { Count = new CountAction() },
                        VisibilityConfig = visible,
                        Statement = new Statement
                        {
                            RateBasedStatement = new RateBasedStatement
                            {
                                Limit = 2000,
                                EvaluationWindowSec = 300,
                                AggregateKeyType = RateBasedStatementAggregateKeyType.IP,
                                ScopeDownStatement = new Statement
                                {
                                    NotStatement = new NotStatement
                                    {
                                        Statement = new Statement
                                        {
                                            ByteMatchStatement = new ByteMatchStatement
                                            {
                                                SearchString = search,
                                                FieldToMatch = new FieldToMatch { UriPath = new UriPath() },
                                                TextTransformations = [new TextTransformation { Priority = 0, Type = "NONE" }],
                                                PositionalConstraint = PositionalConstraint.CONTAINS,
                                            },
                                        },
                                    },
                                },
                            },
                        },
                    },
                ],
            },
            Cancelled);
        return (name, created.Summary.Id);
    }
}
