using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Traffic;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Aws.Tests;

using Change = ServerlessReadiness.Core.Actions.Change;

/// <summary>What moto does not do: pages, health checks in every state, and every way to be refused.</summary>
public sealed class Route53AnswerTests
{
    private const string Records = "GET /2013-04-01/hostedzone/Z1/rrset?";
    private const string Check = "/2013-04-01/healthcheck/hc-1";

    private static readonly Resource.DnsRecords Www =
        new(MotoFixture.Account, "eu-west-1", "Z1", "www.example.com", "A", DnsPolicy.Weighted);

    private static readonly DnsRecord Blue = new("blue", TimeSpan.FromMinutes(1), ["192.0.2.1"]) { Weight = 90 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_pages_are_read_up_to_the_first_other_name()
    {
        await using var aws = await CannedAws.StartAsync((request, _) =>
            request.Action.Contains("identifier=b", StringComparison.Ordinal)
                ? Page(Set("b") + Set("c", name: "wwx.example.com."), next: "never")
                : Page(Set("a"), next: "b"));
        using var clients = aws.Clients();

        var seen = await new Route53Dns(clients).ReadAsync(Www, Cancel);

        Assert.Equal(["a", "b"], seen.Records.Select(r => r.SetIdentifier));
        Assert.Single(aws.Requests($"{Records}maxitems=300&name=www.example.com.&type=A"));
        Assert.Single(aws.Requests($"{Records}identifier=b&maxitems=300&name=www.example.com.&type=A"));
    }

    [Theory]
    [InlineData("<GeoLocation><CountryCode>DE</CountryCode></GeoLocation>")]
    [InlineData("<MultiValueAnswer>true</MultiValueAnswer>")]
    [InlineData("<TrafficPolicyInstanceId>t-1</TrafficPolicyInstanceId>")]
    [InlineData("<CidrRoutingConfig><CollectionId>c</CollectionId><LocationName>l</LocationName></CidrRoutingConfig>")]
    [InlineData("<GeoProximityLocation><AWSRegion>eu-west-1</AWSRegion></GeoProximityLocation>")]
    public async Task A_record_that_could_not_be_written_back_is_refused(string more)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => Page(Set("a") + Set("b", more)));
        using var clients = aws.Clients();
        var error = await Assert.ThrowsAsync<PortException>(() => new Route53Dns(clients).ReadAsync(Www, Cancel));
        Assert.Equal(PortFailure.Refused, error.Failure);
        Assert.Contains("\"b\"", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 4, "", true)]
    [InlineData(3, 4, "", true)]
    [InlineData(2, 4, "", null)]
    [InlineData(1, 5, "", null)]
    [InlineData(1, 6, "", false)]
    [InlineData(0, 4, "", false)]
    [InlineData(0, 0, "", null)]
    [InlineData(4, 4, "<Inverted>true</Inverted>", false)]
    [InlineData(0, 4, "<Inverted>true</Inverted>", true)]
    [InlineData(2, 4, "<Inverted>true</Inverted>", null)]
    [InlineData(0, 4, "<Disabled>true</Disabled>", true)]
    [InlineData(0, 4, "<Disabled>true</Disabled><Inverted>true</Inverted>", false)]
    public async Task Health_is_what_the_checkers_agree_on(int passed, int of, string config, bool? healthy)
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action switch
        {
            $"GET {Check}" => HealthCheck(config),
            $"GET {Check}/status" => CannedAnswer.RestXml(
                "<R><HealthCheckObservations>"
                + string.Concat(Enumerable.Range(0, of).Select(i =>
                    "<HealthCheckObservation><StatusReport><Status>"
                    + (i < passed ? "Success: HTTP Status Code 200, OK" : "Failure: Connection timed out.")
                    + "</Status></StatusReport></HealthCheckObservation>"))
                + "</HealthCheckObservations></R>"),
            _ => Page(Set("a", "<HealthCheckId>hc-1</HealthCheckId>")),
        });
        using var clients = aws.Clients();
        var view = Assert.Single((await new Route53Dns(clients).ReadAsync(Www, Cancel)).HealthChecks);
        Assert.Equal((7, healthy), (view.Version, view.Healthy));
    }

    [Fact]
    public async Task A_check_without_checkers_is_read_without_its_health()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action switch
        {
            $"GET {Check}" => HealthCheck(""),
            $"GET {Check}/status" => CannedAnswer.QueryError(400, "InvalidInput", "not for calculated checks"),
            _ => Page(Set("a", "<HealthCheckId>hc-1</HealthCheckId>")),
        });
        using var clients = aws.Clients();
        var view = Assert.Single((await new Route53Dns(clients).ReadAsync(Www, Cancel)).HealthChecks);
        Assert.Equal(new HealthCheckView("hc-1", false, 7, null), view);
    }

    [Theory]
    [InlineData(400, "InvalidChangeBatch", PortFailure.Refused)]
    [InlineData(400, "InvalidInput", PortFailure.Refused)]
    [InlineData(400, "PriorRequestNotComplete", PortFailure.Throttled)]
    [InlineData(400, "Throttling", PortFailure.Throttled)]
    [InlineData(404, "NoSuchHostedZone", PortFailure.NotFound)]
    [InlineData(404, "NoSuchHealthCheck", PortFailure.NotFound)]
    [InlineData(403, "AccessDenied", PortFailure.Denied)]
    [InlineData(500, "InternalError", PortFailure.Unavailable)]
    public async Task An_error_of_Route_53_is_what_the_executor_can_act_on(int status, string code, PortFailure failure)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(status, code));
        using var clients = aws.Clients();
        var error = await Assert.ThrowsAsync<PortException>(() => new Route53Dns(clients)
            .PerformAsync(Www, new Change.SetRecords([Blue], [Blue with { Weight = 0 }]), Cancel));
        Assert.Equal(failure, error.Failure);
        Assert.StartsWith(
            "records www.example.com A of zone Z1 in account 123456789012, eu-west-1: route53:ChangeResourceRecordSets ",
            error.Message,
            StringComparison.Ordinal);
    }

    /// <summary>The form that the service's guide shows for a batch, without an Error element.</summary>
    [Fact]
    public async Task A_batch_that_is_refused_in_its_own_form_is_refused()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => new CannedAnswer(
            400,
            "<InvalidChangeBatch xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Messages><Message>Tried to "
            + "delete resource record set, but the values provided do not match</Message></Messages></InvalidChangeBatch>",
            "text/xml"));
        using var clients = aws.Clients();
        var error = await Assert.ThrowsAsync<PortException>(() => new Route53Dns(clients)
            .PerformAsync(Www, new Change.SetRecords([Blue], [Blue]), Cancel));
        Assert.Equal(PortFailure.Refused, error.Failure);
    }

    [Fact]
    public async Task One_batch_deletes_what_was_and_creates_what_shall_be()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => Change("PENDING"));
        using var clients = aws.Clients();
        var dns = new Route53Dns(clients);

        var receipt = await dns.PerformAsync(Www, new Change.SetRecords([Blue], [Blue with { Weight = 0 }]), Cancel);

        Assert.Equal("C1", receipt);
        var body = Assert.Single(aws.Requests("POST /2013-04-01/hostedzone/Z1/rrset/")).Body;
        Assert.InRange(
            body.IndexOf("<Action>DELETE</Action>", StringComparison.Ordinal),
            0,
            body.IndexOf("<Action>CREATE</Action>", StringComparison.Ordinal));
        Assert.Contains("<Weight>90</Weight><TTL>60</TTL>", body, StringComparison.Ordinal);
        Assert.Contains("<Weight>0</Weight><TTL>60</TTL>", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PENDING", ReceiptState.Pending)]
    [InlineData("INSYNC", ReceiptState.Done)]
    public async Task A_change_is_done_when_it_is_in_sync(string status, ReceiptState state)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => Change(status));
        using var clients = aws.Clients();
        Assert.Equal(state, (await new Route53Dns(clients).ReadReceiptAsync(Www, "C1", Cancel)).State);
        Assert.Single(aws.Requests("GET /2013-04-01/change/C1"));
    }

    [Fact]
    public async Task A_health_check_is_inverted_only_in_the_version_that_was_read()
    {
        await using var aws = await CannedAws.StartAsync((_, _) =>
            CannedAnswer.QueryError(409, "HealthCheckVersionMismatch"));
        using var clients = aws.Clients();
        var error = await Assert.ThrowsAsync<PortException>(() => new Route53Dns(clients)
            .PerformAsync(Www, new Change.InvertHealthCheck("hc-1", true, 7), Cancel));
        Assert.Equal(PortFailure.Refused, error.Failure);
        var body = Assert.Single(aws.Requests($"POST {Check}")).Body;
        Assert.Contains("<HealthCheckVersion>7</HealthCheckVersion>", body, StringComparison.Ordinal);
        Assert.Contains("<Inverted>true</Inverted>", body, StringComparison.Ordinal);
        Assert.Contains("<Disabled>true</Disabled>", body, StringComparison.Ordinal);
    }

    private static string Set(string id, string more = "", string name = "www.example.com.") =>
        $"<ResourceRecordSet><Name>{name}</Name><Type>A</Type><SetIdentifier>{id}</SetIdentifier><Weight>1</Weight>"
        + $"<TTL>60</TTL><ResourceRecords><ResourceRecord><Value>192.0.2.1</Value></ResourceRecord></ResourceRecords>"
        + $"{more}</ResourceRecordSet>";

    private static CannedAnswer Page(string sets, string? next = null) => CannedAnswer.RestXml(
        $"<ListResourceRecordSetsResponse><ResourceRecordSets>{sets}</ResourceRecordSets>"
        + $"<IsTruncated>{(next is null ? "false" : "true")}</IsTruncated><MaxItems>300</MaxItems>"
        + (next is null
            ? ""
            : "<NextRecordName>www.example.com.</NextRecordName><NextRecordType>A</NextRecordType>"
                + $"<NextRecordIdentifier>{next}</NextRecordIdentifier>")
        + "</ListResourceRecordSetsResponse>");

    private static CannedAnswer HealthCheck(string config) => CannedAnswer.RestXml(
        "<GetHealthCheckResponse><HealthCheck><Id>hc-1</Id><CallerReference>r</CallerReference><HealthCheckConfig>"
        + $"<Type>HTTPS</Type>{config}</HealthCheckConfig><HealthCheckVersion>7</HealthCheckVersion></HealthCheck>"
        + "</GetHealthCheckResponse>");

    private static CannedAnswer Change(string status) => CannedAnswer.RestXml(
        $"<R><ChangeInfo><Id>/change/C1</Id><Status>{status}</Status>"
        + "<SubmittedAt>2026-11-23T10:00:00Z</SubmittedAt></ChangeInfo></R>");
}
