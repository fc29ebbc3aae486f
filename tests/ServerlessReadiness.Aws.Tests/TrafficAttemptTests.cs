using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Automations;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Traffic;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Aws.Tests;

/// <summary>How often a change of traffic is sent, when the service, the network or time fails it.</summary>
public sealed class TrafficAttemptTests(MotoFixture moto)
{
    private const string Region = "eu-west-1";

    private static readonly Resource.DnsRecords Www =
        new(MotoFixture.Account, Region, "Z1", "www.example.com", "A", DnsPolicy.Weighted);

    private static readonly DnsRecord Blue = new("blue", TimeSpan.FromMinutes(1), ["192.0.2.1"]) { Weight = 90 };

    private static readonly Resource.Listener Listener = new(
        MotoFixture.Account,
        Region,
        "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/0123456789abcdef/fedcba9876543210");

    private static readonly ListenerRule Page = new("rule-1", 1, [], [], new FixedPage(503, "text/plain", "busy"));

    private static readonly Resource.Setting Features =
        new(MotoFixture.Account, Region, SettingService.SsmParameters, "/shop");

    private static readonly Resource.Setting WebAcl =
        new(MotoFixture.Account, Region, SettingService.WebAclRateLimit, "regional/shop/id-1");

    private static readonly Dictionary<string, (string Call, Func<AwsClients, CancellationToken, Task> Make)> Changes = new()
    {
        ["ChangeResourceRecordSets"] = (
            "POST /2013-04-01/hostedzone/Z1/rrset/",
            (c, t) => new Route53Dns(c).PerformAsync(Www, new Change.SetRecords([Blue], [Blue]), t)),
        ["UpdateHealthCheck"] = (
            "POST /2013-04-01/healthcheck/hc-1",
            (c, t) => new Route53Dns(c).PerformAsync(Www, new Change.InvertHealthCheck("hc-1", true, 1), t)),
        ["CreateRule"] = (
            "CreateRule",
            (c, t) => new ElbListeners(c).PerformAsync(Listener, new Change.CreateListenerRule(Page), t)),
        ["DeleteRule"] = (
            "DeleteRule",
            (c, t) => new ElbListeners(c).PerformAsync(Listener, new Change.DeleteListenerRule(Page), t)),
        ["StartZonalShift"] = (
            "POST /zonalshifts",
            (c, t) => new ArcZones(c, TimeProvider.System).PerformAsync(
                Listener,
                new Change.StartZonalShift("euw1-az1", "eu-west-1a", DateTimeOffset.UtcNow.AddHours(1), "run-1"),
                t)),
        ["CancelZonalShift"] = (
            "DELETE /zonalshifts/s-1",
            (c, t) => new ArcZones(c, TimeProvider.System)
                .PerformAsync(Listener, new Change.CancelZonalShift("s-1", "eu-west-1a"), t)),
        ["UpdateAutoScalingGroup"] = (
            "UpdateAutoScalingGroup",
            (c, t) => new ArcZones(c, TimeProvider.System).PerformAsync(
                new Resource.AutoScalingGroup(MotoFixture.Account, Region, "web-asg"),
                new Change.SetGroupSubnets("web-asg", ["subnet-1", "subnet-2"], ["subnet-1"]),
                t)),
        ["StartAutomationExecution"] = (
            "StartAutomationExecution",
            (c, t) => new AwsAutomations(c)
                .PerformAsync(MotoFixture.Home, new Change.StartAutomation("Drain", null, [], "token"), t)),
        ["InvokeFunction"] = (
            "POST /2015-03-31/functions/drain/invocations",
            (c, t) => new AwsAutomations(c).PerformAsync(MotoFixture.Home, new Change.InvokeFunction("drain", "{}"), t)),
        ["PutParameter"] = (
            "PutParameter",
            (c, t) => new AwsSettings(c, TimeProvider.System).PerformAsync(
                Features, new Change.SetSettings([new SettingValue("a", "none")], [new SettingValue("a", "1")]), t)),
        ["DeleteParameter"] = (
            "DeleteParameter",
            (c, t) => new AwsSettings(c, TimeProvider.System).PerformAsync(
                Features, new Change.SetSettings([new SettingValue("b", "1")], [new SettingValue("b", "none")]), t)),
        ["UpdateWebACL"] = (
            "UpdateWebACL",
            (c, t) => new AwsSettings(c, TimeProvider.System).PerformAsync(
                WebAcl, new Change.SetSettings([new SettingValue("limit", "none")], [new SettingValue("limit", "100")]), t)),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> ChangeNames => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public async Task A_change_that_fails_with_503_was_sent_exactly_once(string operation)
    {
        var (call, make) = Changes[operation];
        await using var aws = await CannedAws.StartAsync((request, _) =>
            request.Action == call ? Unavailable(request) : Read(request));
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(() => make(clients, Cancel));

        Assert.Equal(PortFailure.Unavailable, error.Failure);
        Assert.Contains($":{operation} ", error.Message, StringComparison.Ordinal);
        Assert.Single(aws.Requests(call));
    }

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public async Task A_change_whose_connection_ends_without_an_answer_was_sent_exactly_once(string operation)
    {
        var (call, make) = Changes[operation];
        await using var aws = await CannedAws.StartAsync((request, _) =>
            request.Action == call ? CannedAnswer.Abort : Read(request));
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(() => make(clients, Cancel));

        Assert.Equal(PortFailure.Unavailable, error.Failure);
        Assert.Single(aws.Requests(call));
    }

    /// <summary>Through a proxy that lets the service act and keeps its answer: the effect is there, and seen.</summary>
    [Fact]
    public async Task An_effect_whose_answer_is_lost_may_have_happened_and_shows_at_the_next_look()
    {
        await using var proxy = await AwsProxy.StartAsync(await moto.UriAsync());
        proxy.Add(new ProxyRule.Swallow("PutParameter"));
        using var clients = new AwsClients(MotoFixture.Access(proxy.Uri), TimeProvider.System);
        var settings = new AwsSettings(clients, TimeProvider.System);
        var resource = Features with { Id = $"/shop-{Guid.NewGuid():N}" };
        var change = new Change.SetSettings([new SettingValue("a", "none")], [new SettingValue("a", "1")]);

        var error = await Assert.ThrowsAsync<PortException>(() => settings.PerformAsync(resource, change, Cancel));

        Assert.Equal(PortFailure.Unavailable, error.Failure);
        Assert.Contains("time-out", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", (await settings.ReadAsync(resource, Cancel)).Find("a"));
        await settings.PerformAsync(resource, change, Cancel);
        Assert.Equal(1, proxy.Forwarded("PutParameter"));
    }

    [Fact]
    public async Task A_throttled_batch_of_records_has_changed_nothing_and_passes_the_next_time()
    {
        await using var proxy = await AwsProxy.StartAsync(await moto.UriAsync());
        using var clients = new AwsClients(MotoFixture.Access(proxy.Uri), TimeProvider.System);
        var dns = new Route53Dns(clients);
        var domain = $"{Guid.NewGuid():N}.example";
        var zone = await clients.Route53(MotoFixture.Home, ClientUse.Effect).CreateHostedZoneAsync(
            new Amazon.Route53.Model.CreateHostedZoneRequest { Name = domain, CallerReference = domain }, Cancel);
        var records = Www with { HostedZoneId = DnsMapping.PlainId(zone.HostedZone.Id), Name = domain };
        proxy.Add(new ProxyRule.Answer(
            $"POST /2013-04-01/hostedzone/{records.HostedZoneId}/rrset/",
            400,
            "text/xml",
            CannedAnswer.QueryError(400, "PriorRequestNotComplete").Body) { Times = 1 });
        var change = new Change.SetRecords([], [Blue]);

        var error = await Assert.ThrowsAsync<PortException>(() => dns.PerformAsync(records, change, Cancel));

        Assert.Equal(PortFailure.Throttled, error.Failure);
        Assert.Empty((await dns.ReadAsync(records, Cancel)).Records);
        await dns.PerformAsync(records, change, Cancel);
        Assert.Equal([Blue], (await dns.ReadAsync(records, Cancel)).Records);
    }

    /// <summary>503 in the form of the service that was asked.</summary>
    private static CannedAnswer Unavailable(CannedRequest request) =>
        request.Headers.ContainsKey("X-Amz-Target") ? CannedAnswer.JsonError(503, "ServiceUnavailable")
        : request.Action.Contains("/2013-04-01/", StringComparison.Ordinal) || request.Form.Count > 0
            ? CannedAnswer.QueryError(503, "ServiceUnavailable")
            : CannedAnswer.RestError(503, "ServiceUnavailableException");

    private static CannedAnswer Read(CannedRequest request) => request.Action switch
    {
        "GetParameters" when request.Body.Contains("/shop/b", StringComparison.Ordinal) => CannedAnswer.Json(
            """{"Parameters":[{"Name":"/shop/b","Type":"String","Value":"1"}],"InvalidParameters":[]}"""),
        "GetParameters" => CannedAnswer.Json("""{"Parameters":[],"InvalidParameters":[]}"""),
        "GetWebACL" => CannedAnswer.Json("""
            {"LockToken":"l","WebACL":{"Name":"shop","Id":"id-1","ARN":"a","DefaultAction":{"Allow":{}},"Rules":[],
            "VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":false,"MetricName":"shop"}}}
            """),
        "DescribeLoadBalancers" => CannedAnswer.Query(
            request.Action,
            "<LoadBalancers><member><LoadBalancerArn>lb</LoadBalancerArn></member></LoadBalancers>"),
        _ => throw new InvalidOperationException($"{request.Action} is not expected."),
    };
}
