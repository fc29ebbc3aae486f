using Amazon.EC2.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Traffic;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Aws.Tests;

using Change = ServerlessReadiness.Core.Actions.Change;

public sealed class ElbListenersTests(MotoFixture moto)
{
    private const string ListenerArn =
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/0123456789abcdef/fedcba9876543210";

    private static readonly FixedPage Page = new(503, "text/html", "<h1>Back soon & well</h1>");
    private static readonly Resource.Listener Shop = new(MotoFixture.Account, "eu-west-1", ListenerArn);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_with_a_way_through_is_put_up_seen_and_taken_down()
    {
        var (listeners, listener, group) = await ListenerAsync();
        ListenerRule page = new("", 11, ["shop.example.com"], ["/checkout/*", "/cart"], Page) { Owner = "run-1" };
        ListenerRule bypass = new("", 10, [], [], null)
        {
            Owner = "run-1",
            Header = new SettingValue("X-Operator", "let-me-through"),
            Targets = [new SettingValue(group, "1")],
        };
        await listeners.PerformAsync(listener, new Change.CreateListenerRule(page), Cancel);
        await listeners.PerformAsync(listener, new Change.CreateListenerRule(bypass), Cancel);

        var seen = await listeners.ReadAsync(listener, Cancel);

        Assert.Equal([bypass, page], seen.Rules.Select(r => r with { Arn = "" }));
        Assert.Equal([new SettingValue(group, "1")], seen.DefaultTargets);

        foreach (var rule in seen.Rules)
        {
            await listeners.PerformAsync(listener, new Change.DeleteListenerRule(rule), Cancel);
            await listeners.PerformAsync(listener, new Change.DeleteListenerRule(rule), Cancel);
        }

        Assert.Empty((await listeners.ReadAsync(listener, Cancel)).Rules);
    }

    [Fact]
    public async Task A_page_for_everything_has_no_conditions_for_us()
    {
        var (listeners, listener, _) = await ListenerAsync();
        ListenerRule page = new("", 1, [], [], Page) { Owner = "run-1" };
        await listeners.PerformAsync(listener, new Change.CreateListenerRule(page), Cancel);
        Assert.Equal([page], (await listeners.ReadAsync(listener, Cancel)).Rules.Select(r => r with { Arn = "" }));
    }

    [Fact]
    public async Task A_priority_that_is_taken_is_refused_and_the_others_rule_stays_without_an_owner()
    {
        var (listeners, listener, group) = await ListenerAsync();
        ListenerRule theirs = new("", 5, [], ["/"], null) { Targets = [new SettingValue(group, "1")] };
        await listeners.PerformAsync(listener, new Change.CreateListenerRule(theirs), Cancel);
        ListenerRule page = new("", 5, [], [], Page) { Owner = "run-1" };

        var error = await Assert.ThrowsAsync<PortException>(
            () => listeners.PerformAsync(listener, new Change.CreateListenerRule(page), Cancel));

        Assert.Equal(PortFailure.Refused, error.Failure);
        var seen = Assert.Single((await listeners.ReadAsync(listener, Cancel)).Rules);
        Assert.Equal(theirs, seen with { Arn = "" });
        Assert.Null(seen.Owner);
    }

    [Theory]
    [InlineData("ListenerNotFound", PortFailure.NotFound)]
    [InlineData("TooManyRules", PortFailure.Refused)]
    [InlineData("PriorityInUse", PortFailure.Refused)]
    [InlineData("TargetGroupNotFound", PortFailure.NotFound)]
    [InlineData("Throttling", PortFailure.Throttled)]
    public async Task An_error_of_the_load_balancer_is_what_the_executor_can_act_on(string code, PortFailure failure)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(400, code));
        using var clients = aws.Clients();
        var error = await Assert.ThrowsAsync<PortException>(() => new ElbListeners(clients)
            .PerformAsync(Shop, new Change.CreateListenerRule(new("", 1, [], [], Page)), Cancel));
        Assert.Equal(failure, error.Failure);
        Assert.StartsWith("page rule 1 of listener app/shop/", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_a_rule_that_is_gone_is_done()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(400, "RuleNotFound"));
        using var clients = aws.Clients();
        await new ElbListeners(clients).PerformAsync(
            Shop, new Change.DeleteListenerRule(new("rule-1", 1, [], [], Page)), Cancel);
        Assert.Equal("rule-1", Assert.Single(aws.Requests("DeleteRule")).Form["RuleArn"]);
    }

    [Fact]
    public async Task Rules_are_read_page_by_page_and_their_tags_twenty_at_a_time()
    {
        static string Rules(int from, int to) => string.Concat(Enumerable.Range(from, to - from).Select(i =>
            $"<member><RuleArn>rule-{i}</RuleArn><Priority>{i}</Priority><IsDefault>false</IsDefault></member>"));
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action switch
        {
            "DescribeRules" when !request.Form.ContainsKey("Marker") => CannedAnswer.Query(
                request.Action,
                $"<Rules>{Rules(1, 16)}</Rules><NextMarker>more</NextMarker>"),
            "DescribeRules" => CannedAnswer.Query(
                request.Action,
                $"<Rules>{Rules(16, 26)}<member><RuleArn>rule-default</RuleArn><Priority>default</Priority>"
                + "<IsDefault>true</IsDefault></member></Rules>"),
            _ => CannedAnswer.Query(
                request.Action,
                "<TagDescriptions>" + string.Concat(request.Form
                    .Where(f => f.Key.StartsWith("ResourceArns.", StringComparison.Ordinal))
                    .Select(f => $"<member><ResourceArn>{f.Value}</ResourceArn><Tags><member><Key>team</Key><Value>shop"
                        + $"</Value></member><member><Key>{ElbListeners.OwnerTag}</Key><Value>of-{f.Value}</Value>"
                        + "</member></Tags></member>")) + "</TagDescriptions>"),
        });
        using var clients = aws.Clients();

        var seen = await new ElbListeners(clients).ReadAsync(Shop, Cancel);

        Assert.Equal(25, seen.Rules.Count);
        Assert.All(seen.Rules, r => Assert.Equal($"of-rule-{r.Priority}", r.Owner));
        var asked = aws.Requests("DescribeTags")
            .Select(r => r.Form.Count(f => f.Key.StartsWith("ResourceArns.", StringComparison.Ordinal)));
        Assert.Equal([5, 20], asked.Order());
    }

    [Theory]
    [InlineData(
        "<member><Type>authenticate-oidc</Type></member><member><Type>forward</Type><TargetGroupArn>tg</TargetGroupArn></member>",
        "")]
    [InlineData("<member><Type>redirect</Type></member>", "")]
    [InlineData("<member><Type>forward</Type><TargetGroupArn>tg</TargetGroupArn></member>", "tg 1")]
    [InlineData(
        "<member><Type>forward</Type><ForwardConfig><TargetGroups><member><TargetGroupArn>a</TargetGroupArn><Weight>3"
        + "</Weight></member><member><TargetGroupArn>b</TargetGroupArn><Weight>0</Weight></member></TargetGroups>"
        + "</ForwardConfig></member>",
        "a 3, b 0")]
    public async Task Only_what_does_nothing_but_forward_has_targets_to_copy(string actions, string targets)
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(
            request.Action,
            $"<Rules><member><RuleArn>d</RuleArn><Priority>default</Priority><IsDefault>true</IsDefault><Actions>{actions}"
            + "</Actions></member></Rules>"));
        using var clients = aws.Clients();
        var seen = await new ElbListeners(clients).ReadAsync(Shop, Cancel);
        Assert.Equal(targets, string.Join(", ", seen.DefaultTargets));
        Assert.Empty(aws.Requests("DescribeTags"));
    }

    private async Task<(ElbListeners Listeners, Resource.Listener Listener, string Group)> ListenerAsync()
    {
        var clients = await moto.ClientsAsync();
        var balancers = clients.LoadBalancers(MotoFixture.Home, ClientUse.Effect);
        var subnets = (await clients.Ec2(MotoFixture.Home, ClientUse.Effect)
            .DescribeSubnetsAsync(new DescribeSubnetsRequest(), Cancel)).Subnets;
        var name = $"lb-{Guid.NewGuid():N}"[..20];
        var balancer = new CreateLoadBalancerRequest { Name = name, Subnets = [subnets[0].SubnetId, subnets[1].SubnetId] };
        var group = new CreateTargetGroupRequest
        {
            Name = name, Protocol = ProtocolEnum.HTTP, Port = 80, VpcId = subnets[0].VpcId,
        };
        var balancerArn = (await balancers.CreateLoadBalancerAsync(balancer, Cancel)).LoadBalancers[0].LoadBalancerArn;
        var groupArn = (await balancers.CreateTargetGroupAsync(group, Cancel)).TargetGroups[0].TargetGroupArn;
        var listener = new CreateListenerRequest
        {
            LoadBalancerArn = balancerArn,
            Protocol = ProtocolEnum.HTTP,
            Port = 80,
            DefaultActions = [new() { Type = ActionTypeEnum.Forward, TargetGroupArn = groupArn }],
        };
        var listenerArn = (await balancers.CreateListenerAsync(listener, Cancel)).Listeners[0].ListenerArn;
        Resource.Listener resource = new(MotoFixture.Account, "eu-west-1", listenerArn);
        Assert.Equal(balancerArn, resource.LoadBalancerArn);
        return (new ElbListeners(clients), resource, groupArn);
    }
}
