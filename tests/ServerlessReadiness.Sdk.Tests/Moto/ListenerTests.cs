using Amazon.EC2;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;

namespace ServerlessReadiness.Sdk.Tests.Moto;

public sealed class ListenerTests(MotoFixture moto) : IClassFixture<MotoFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_with_tags_is_made_listed_tagged_again_and_removed()
    {
        using var client = new AmazonElasticLoadBalancingV2Client(
            MotoFixture.Credentials, moto.Configure(new AmazonElasticLoadBalancingV2Config()));
        var (balancer, listener) = await CreateListenerAsync(client);

        var created = await client.CreateRuleAsync(
            new CreateRuleRequest
            {
                ListenerArn = listener,
                Priority = 7,
                Conditions =
                [
                    new RuleCondition
                    {
                        Field = "http-header",
                        HttpHeaderConfig = new HttpHeaderConditionConfig { HttpHeaderName = "X-Operator", Values = ["a b", "c&d"] },
                    },
                    new RuleCondition
                    {
                        Field = "path-pattern",
                        PathPatternConfig = new PathPatternConditionConfig { Values = ["/checkout/*"] },
                    },
                ],
                Actions =
                [
                    new Amazon.ElasticLoadBalancingV2.Model.Action
                    {
                        Type = ActionTypeEnum.FixedResponse,
                        FixedResponseConfig = new FixedResponseActionConfig
                        {
                            StatusCode = "503", ContentType = "text/html", MessageBody = "<h1>Busy & back soon</h1>",
                        },
                    },
                ],
                Tags = [new Tag { Key = "serverless-readiness:run", Value = "run 1" }],
            },
            Cancelled);
        var arn = Assert.Single(created.Rules).RuleArn;

        var listed = await client.DescribeRulesAsync(new DescribeRulesRequest { ListenerArn = listener }, Cancelled);
        Assert.Equal(["7", "default"], listed.Rules.Select(r => r.Priority).Order(StringComparer.Ordinal));
        var rule = listed.Rules.Single(r => r.IsDefault == false);
        Assert.Equal(["a b", "c&d"], rule.Conditions.Single(c => c.Field == "http-header").HttpHeaderConfig.Values);
        Assert.Equal("<h1>Busy & back soon</h1>", Assert.Single(rule.Actions).FixedResponseConfig.MessageBody);

        await client.AddTagsAsync(
            new AddTagsRequest { ResourceArns = [arn], Tags = [new Tag { Key = "more", Value = "x" }] }, Cancelled);
        var tags = await client.DescribeTagsAsync(new DescribeTagsRequest { ResourceArns = [arn] }, Cancelled);
        Assert.Equal(
            ["more=x", "serverless-readiness:run=run 1"],
            Assert.Single(tags.TagDescriptions).Tags.Select(t => $"{t.Key}={t.Value}").Order(StringComparer.Ordinal));

        await client.DeleteRuleAsync(new DeleteRuleRequest { RuleArn = arn }, Cancelled);
        var listeners = await client.DescribeListenersAsync(
            new DescribeListenersRequest { LoadBalancerArn = balancer }, Cancelled);
        Assert.Equal(listener, Assert.Single(listeners.Listeners).ListenerArn);
        listed = await client.DescribeRulesAsync(new DescribeRulesRequest { ListenerArn = listener }, Cancelled);
        Assert.True(Assert.Single(listed.Rules).IsDefault);
    }

    [Fact]
    public async Task A_priority_that_is_taken_and_a_listener_that_is_gone_have_exceptions_of_their_own()
    {
        using var client = new AmazonElasticLoadBalancingV2Client(
            MotoFixture.Credentials, moto.Configure(new AmazonElasticLoadBalancingV2Config()));
        var (_, listener) = await CreateListenerAsync(client);
        var request = new CreateRuleRequest
        {
            ListenerArn = listener,
            Priority = 1,
            Conditions = [new RuleCondition { Field = "path-pattern", Values = ["*"] }],
            Actions =
            [
                new Amazon.ElasticLoadBalancingV2.Model.Action
                {
                    Type = ActionTypeEnum.FixedResponse,
                    FixedResponseConfig = new FixedResponseActionConfig { StatusCode = "503" },
                },
            ],
        };
        await client.CreateRuleAsync(request, Cancelled);

        await Assert.ThrowsAsync<PriorityInUseException>(() => client.CreateRuleAsync(request, Cancelled));

        request.ListenerArn = listener[..^4] + "gone";
        var gone = await Assert.ThrowsAsync<ListenerNotFoundException>(() => client.CreateRuleAsync(request, Cancelled));
        Assert.Equal("ListenerNotFound", gone.ErrorCode);
    }

    [Fact]
    public async Task Where_a_load_balancer_is_can_be_read()
    {
        using var client = new AmazonElasticLoadBalancingV2Client(
            MotoFixture.Credentials, moto.Configure(new AmazonElasticLoadBalancingV2Config()));
        var (balancer, _) = await CreateListenerAsync(client);
        var described = await client.DescribeLoadBalancersAsync(
            new DescribeLoadBalancersRequest { LoadBalancerArns = [balancer] }, Cancelled);
        var found = Assert.Single(described.LoadBalancers);
        Assert.Equal(balancer, found.LoadBalancerArn);
        Assert.Equal(2, found.AvailabilityZones.Select(z => (z.ZoneName, z.SubnetId)).Distinct().Count());
        Assert.NotEmpty(found.CanonicalHostedZoneId);
    }

    private async Task<(string Balancer, string Listener)> CreateListenerAsync(AmazonElasticLoadBalancingV2Client client)
    {
        using var ec2 = new AmazonEC2Client(MotoFixture.Credentials, moto.Configure(new AmazonEC2Config()));
        var subnets = (await ec2.DescribeSubnetsAsync(new Amazon.EC2.Model.DescribeSubnetsRequest(), Cancelled)).Subnets;
        var balancer = await client.CreateLoadBalancerAsync(
            new CreateLoadBalancerRequest
            {
                Name = $"lb-{Guid.NewGuid():N}"[..16], Subnets = [subnets[0].SubnetId, subnets[1].SubnetId],
            },
            Cancelled);
        var listener = await client.CreateListenerAsync(
            new CreateListenerRequest
            {
                LoadBalancerArn = balancer.LoadBalancers[0].LoadBalancerArn,
                Protocol = ProtocolEnum.HTTP,
                Port = 80,
                DefaultActions =
                [
                    new Amazon.ElasticLoadBalancingV2.Model.Action
                    {
                        Type = ActionTypeEnum.FixedResponse,
                        FixedResponseConfig = new FixedResponseActionConfig { StatusCode = "404" },
                    },
                ],
            },
            Cancelled);
        return (balancer.LoadBalancers[0].LoadBalancerArn, listener.Listeners[0].ListenerArn);
    }
}
