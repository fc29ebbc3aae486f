using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class StaticPageTests
{
    private static readonly StepAction On = new StepAction.MaintenanceOn(null, [], [], null);
    private static readonly StepAction Off = new StepAction.MaintenanceOff();

    [Fact]
    public void All_weight_goes_to_the_static_site_at_once()
    {
        var player = Player(On, 100, 20, 0);
        Expect.Says<ActionMove.Done>("resolvers keep the answer from before for up to 60 s", player.Play());
        Assert.Single(player.Changes);
        Assert.Equal([0, 0, 100], Weights(player));
        Assert.Equal([100, 20, 0], player.Record.RestorePoint!.Records.Select(r => r.Weight!.Value));
    }

    [Fact]
    public void The_change_is_waited_for_until_all_name_servers_have_it()
    {
        var player = Player(On, 100, 0, 0);
        player.Receipts = (id, now) => new ReceiptSnapshot(
            id, now < Make.T0.AddMinutes(3) ? ReceiptState.Pending : ReceiptState.Failed, "PENDING");
        Expect.Says<ActionMove.Fail>("Route 53 could not change", player.Play());
        Assert.True(player.Now >= Make.T0.AddMinutes(3));
    }

    [Theory]
    [InlineData(DnsPolicy.Failover, "use dns.failover")]
    [InlineData(DnsPolicy.Latency, "use dns.failover")]
    public void Only_weights_can_be_set(DnsPolicy policy, string words) =>
        Expect.Says<ActionMove.Refuse>(words, Player(On, policy, 100, 0, 0).Ask());

    [Fact]
    public void A_static_site_in_alarm_gets_nothing()
    {
        var player = Player(On, 100, 0, 0);
        player.Endpoints = [new("page", null, null, ["site-down"])];
        Expect.Says<ActionMove.Refuse>("is in alarm: site-down", player.Ask());
    }

    [Fact]
    public void A_static_site_whose_health_check_fails_gets_nothing()
    {
        var player = Player(On, 100, 0, 0);
        player.Records = new RecordsSnapshot(
            [.. player.Records!.Records.Select(r => r.SetIdentifier == "page" ? r with { HealthCheckId = "h" } : r)],
            [new HealthCheckView("h", false, 1, false)]);
        Expect.Says<ActionMove.Refuse>("the health check", player.Ask());
    }

    [Fact]
    public void Off_leads_the_name_where_it_led_before()
    {
        var player = Up();
        Expect.Says<ActionMove.Done>("how much load comes now is not known", player.Play());
        Assert.Equal([100, 20, 0], Weights(player));
        Assert.Single(player.Changes);
    }

    [Fact]
    public void Off_leads_nobody_to_an_endpoint_in_alarm_but_to_the_others()
    {
        var player = Up();
        player.Endpoints = [new("eu", null, null, ["eu-down"]), new("us", null, null, []), new("page", null, null, [])];
        Expect.Says<ActionMove.Done>("except to eu", player.Play());
        Assert.Equal([0, 20, 0], Weights(player));
    }

    [Fact]
    public void Off_keeps_the_page_while_nothing_else_can_serve()
    {
        var player = Up();
        player.Endpoints = [new("eu", null, null, ["eu-down"]), new("us", null, null, null), new("page", null, null, [])];
        Expect.Says<ActionMove.Refuse>("the page stays", player.Ask());
    }

    [Fact]
    public void Off_where_no_page_is_up_changes_nothing()
    {
        var player = Player(Off, 100, 20, 0);
        Expect.Says<ActionMove.Done>("no static page is up", player.Play());
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void Off_without_a_restore_point_asks_for_shares()
    {
        var player = Up();
        player.Record = player.Record with { RestorePoint = null };
        Expect.Says<ActionMove.Refuse>("dns.shift", player.Ask());
    }

    [Fact]
    public void Weights_that_someone_sets_back_twice_are_a_fight()
    {
        var player = Player(On, 100, 20, 0);
        var before = player.Records;
        player.Outside = p => p.Records = before;
        Expect.Says<ActionMove.Fail>("a fight between writers", player.Play());
        Assert.Equal(2, player.Changes.Count);
    }

    [Fact]
    public void Undoing_sets_the_weights_back_and_leaves_those_that_someone_set_since()
    {
        var player = Player(On, 100, 20, 0);
        player.Play();
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Equal([100, 20, 0], Weights(player));

        var changed = Player(On, 100, 20, 0);
        changed.Play();
        changed.Records = Snapshot(50, 50, 0);
        Expect.Says<ActionMove.Done>("someone else set the records", changed.Undo());
        Assert.Equal([50, 50, 0], Weights(changed));
    }

    private static TrafficPlayer Up()
    {
        var player = Player(Off, 0, 0, 100);
        player.Record = player.Record with
        {
            RestorePoint = new RestorePoint(new(0, 0), 0, Make.T0) { Records = Snapshot(100, 20, 0).Records },
        };
        return player;
    }

    private static TrafficPlayer Player(StepAction action, params int[] weights) =>
        Player(action, DnsPolicy.Weighted, weights);

    private static TrafficPlayer Player(StepAction action, DnsPolicy policy, params int[] weights)
    {
        var resource = new Resource.DnsRecords("123456789012", "us-east-1", "Z01", "www.example.com", "A", policy);
        var component = Make.Component(resource: resource) with
        {
            Endpoints =
            [
                new Endpoint("eu", null, [], false, null),
                new Endpoint("us", null, [], false, null),
                new Endpoint("page", null, ["site-down"], true, null),
            ],
        };
        return new TrafficPlayer(action, component)
        {
            Records = Snapshot(weights),
            Endpoints = [new("eu", null, null, []), new("us", null, null, []), new("page", null, null, [])],
        };
    }

    private static RecordsSnapshot Snapshot(params int[] weights)
    {
        string[] names = ["eu", "us", "page"];
        return new RecordsSnapshot(
            [.. names.Zip(weights, (n, w) => new DnsRecord(n, TimeSpan.FromSeconds(60), ["192.0.2.1"]) { Weight = w })],
            []);
    }

    private static IEnumerable<int> Weights(TrafficPlayer player) =>
        player.Records!.Records.Select(r => r.Weight!.Value);
}
