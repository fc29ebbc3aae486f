using Amazon.Route53;
using Amazon.Route53.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Traffic;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Aws.Tests;

using Change = ServerlessReadiness.Core.Actions.Change;

public sealed class Route53DnsTests(MotoFixture moto)
{
    private static readonly DnsRecord Blue = new("blue", TimeSpan.FromMinutes(1), ["192.0.2.1", "192.0.2.2"]) { Weight = 90 };
    private static readonly DnsRecord Green = new("green", TimeSpan.FromMinutes(1), ["192.0.2.3"]) { Weight = 10 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Weighted_records_are_read_shifted_and_read_again()
    {
        var (dns, records) = await ZoneAsync("www", Blue, Green);
        Assert.Equal([Blue, Green], (await dns.ReadAsync(records, Cancel)).Records);

        DnsRecord[] shifted = [Blue with { Weight = 0 }, Green with { Weight = 100 }];
        var receipt = await dns.PerformAsync(records, new Change.SetRecords([Blue, Green], [.. shifted]), Cancel);

        Assert.Equal(shifted, (await dns.ReadAsync(records, Cancel)).Records);
        Assert.DoesNotContain("/", receipt, StringComparison.Ordinal);
        var state = await dns.ReadReceiptAsync(records, receipt, Cancel);
        Assert.Equal((receipt, ReceiptState.Done), (state.Receipt, state.State));
    }

    [Fact]
    public async Task A_record_that_is_no_longer_as_it_was_read_is_not_replaced()
    {
        var (dns, records) = await ZoneAsync("www", Blue, Green);

        // moto compares values and lifetimes, not weights; AWS compares all.
        var stale = new Change.SetRecords([Blue with { Values = ["192.0.2.77"] }, Green], [Blue with { Weight = 0 }, Green]);

        var error = await Assert.ThrowsAsync<PortException>(() => dns.PerformAsync(records, stale, Cancel));

        Assert.Equal(PortFailure.Refused, error.Failure);
        Assert.Equal([Blue, Green], (await dns.ReadAsync(records, Cancel)).Records);
    }

    [Fact]
    public async Task Records_that_fail_over_keep_their_alias_health_check_and_role()
    {
        var check = await HealthCheckAsync();
        DnsRecord primary = new("primary", null, [])
        {
            Failover = "PRIMARY",
            HealthCheckId = check,
            Alias = new DnsAlias("Z32O12XQLNTSW2", "lb-1.eu-west-1.elb.amazonaws.com.", true),
        };
        DnsRecord secondary = new("secondary", TimeSpan.FromSeconds(30), ["203.0.113.9"]) { Failover = "SECONDARY" };
        var (dns, records) = await ZoneAsync("fail", primary, secondary);

        var seen = await dns.ReadAsync(records, Cancel);

        Assert.Equal([primary, secondary], seen.Records);
        Assert.Equal([new HealthCheckView(check, false, 1, true)], seen.HealthChecks);
        Assert.NotNull(seen.HealthOf(primary));
    }

    [Fact]
    public async Task Inverting_turns_what_the_checkers_say_over()
    {
        var check = await HealthCheckAsync();
        var (dns, records) = await ZoneAsync("inv", Blue with { HealthCheckId = check });

        await dns.PerformAsync(records, new Change.InvertHealthCheck(check, true, 1), Cancel);

        var view = Assert.Single((await dns.ReadAsync(records, Cancel)).HealthChecks);
        Assert.Equal((true, false), (view.Inverted, view.Healthy));
    }

    [Fact]
    public async Task A_health_check_that_is_gone_is_left_out()
    {
        var gone = Guid.NewGuid().ToString();
        var (dns, records) = await ZoneAsync("gone", Blue with { HealthCheckId = gone });
        var seen = await dns.ReadAsync(records, Cancel);
        Assert.Equal(gone, Assert.Single(seen.Records).HealthCheckId);
        Assert.Empty(seen.HealthChecks);
    }

    [Fact]
    public async Task Names_beside_it_and_other_types_are_not_read()
    {
        var (dns, records) = await ZoneAsync("*", Blue);
        var clients = await moto.ClientsAsync();
        foreach (var (name, type, value) in new[]
        {
            ($"a.{records.Name[2..]}.", "A", "192.0.2.99"),
            ($"zz.{records.Name[2..]}.", "A", "192.0.2.98"),
            ($"{DnsMapping.Canonical(records.Name)}", "TXT", "\"hello\""),
        })
        {
            await UpsertAsync(clients, records.HostedZoneId, new ResourceRecordSet
            {
                Name = name, Type = type, TTL = 60, ResourceRecords = [new ResourceRecord { Value = value }],
            });
        }

        Assert.Equal([Blue], (await dns.ReadAsync(records, Cancel)).Records);
    }

    [Theory]
    [InlineData("WWW.Example.com", "www.example.com.")]
    [InlineData("*.example.com.", "\\052.example.com.")]
    [InlineData("_a-b.example.com", "_a-b.example.com.")]
    public void Names_are_compared_as_Route_53_lists_them(string name, string listed)
    {
        Assert.Equal(listed, DnsMapping.Canonical(name));
        Assert.Equal(listed, DnsMapping.Canonical(listed));
    }

    private async Task<(Route53Dns Dns, Resource.DnsRecords Records)> ZoneAsync(string name, params DnsRecord[] present)
    {
        var clients = await moto.ClientsAsync();
        var domain = $"{Guid.NewGuid():N}.example";
        var request = new CreateHostedZoneRequest { Name = domain, CallerReference = domain };
        var zone = await clients.Route53(MotoFixture.Home, ClientUse.Effect).CreateHostedZoneAsync(request, Cancel);
        Resource.DnsRecords records = new(
            MotoFixture.Account,
            "eu-west-1",
            zone.HostedZone.Id["/hostedzone/".Length..],
            $"{name}.{domain}",
            "A",
            DnsPolicy.Weighted);
        foreach (var record in present)
        {
            await UpsertAsync(
                clients,
                records.HostedZoneId,
                DnsMapping.ToChange(ChangeAction.CREATE, records, record).ResourceRecordSet);
        }

        return (new Route53Dns(clients), records);
    }

    private static async Task UpsertAsync(AwsClients clients, string zone, ResourceRecordSet record)
    {
        var request = new ChangeResourceRecordSetsRequest
        {
            HostedZoneId = zone,
            ChangeBatch = new ChangeBatch { Changes = [new() { Action = ChangeAction.UPSERT, ResourceRecordSet = record }] },
        };
        await clients.Route53(MotoFixture.Home, ClientUse.Effect).ChangeResourceRecordSetsAsync(request, Cancel);
    }

    private async Task<string> HealthCheckAsync()
    {
        var request = new CreateHealthCheckRequest
        {
            CallerReference = Guid.NewGuid().ToString(),
            HealthCheckConfig = new HealthCheckConfig { Type = HealthCheckType.TCP, IPAddress = "192.0.2.1", Port = 443 },
        };
        var created = await (await moto.ClientsAsync()).Route53(MotoFixture.Home, ClientUse.Effect)
            .CreateHealthCheckAsync(request, Cancel);
        return created.HealthCheck.Id;
    }
}
