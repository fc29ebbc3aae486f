using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;
using static ServerlessReadiness.Core.Tests.Support.Names;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class DnsFailoverTests
{
    private static readonly TimeSpan Long = TimeSpan.FromHours(3);
    private static readonly HealthCheckView Check = new("hc-1", Inverted: false, 7, Healthy: true);

    [Fact]
    public void The_primary_is_taken_out_by_its_health_check_and_the_TTL_is_waited_for()
    {
        var player = Failover();
        Assert.Equal(RunState.Done, player.Play(Long).State);
        Assert.Equal([new Change.InvertHealthCheck("hc-1", To: true, 7)], player.Changes);
        Assert.True(player.Seconds >= 60 + 30);
        Assert.Equal(Check, Assert.Single(player.Record.RestorePoint!.HealthChecks));
    }

    [Fact]
    public void A_check_that_someone_else_has_inverted_is_left_alone()
    {
        var player = Failover();
        player.Checks = [Check with { Inverted = true }];
        Refused("not by this event", player);
    }

    [Fact]
    public void What_cannot_be_switched_is_refused_with_what_to_use()
    {
        Refused("use dns.shift", new DnsPlayer(new StepAction.DnsFailover(), Component(), [Record(Blue, 1), Record(Green, 0)]));
        Refused("no health check to invert", Failover(primary: Primary(Blue, check: null)));
        Refused("none of the records", Failover(primary: Record(Blue)));
        Refused("is not the primary", Failover(endpoint: Green));
        Refused("take both out", Failover(secondary: Secondary(Green) with { HealthCheckId = "hc-1" }));
    }

    [Fact]
    public void A_secondary_that_cannot_take_the_traffic_gets_none()
    {
        Refused("green-down of green fires", With(Green, f => f with { Firing = ["green-down"] }));
        Refused("no room", With(Green, f => f with { CapacityPerSecond = 499 }));
        Refused("load is not known", With(Blue, f => f with { LoadPerSecond = null, LoadAt = null }));
        var player = With(Green, f => f with { Firing = null });
        Assert.Equal(RunState.Failed, player.Play(Long).State);
        Assert.Empty(player.Changes);
    }

    [Theory]
    [InlineData(false, "blue-down")]
    [InlineData(true, "blue-down", "blue-slow")]
    public void An_alarm_alone_does_not_fail_over(bool moves, params string[] firing)
    {
        var player = new DnsPlayer(new StepAction.DnsFailover(), Component(DnsPolicy.Failover), [Primary(Blue), Secondary(Green)], By("blue-down"))
        {
            Checks = [Check],
        };
        player.Facts = p => p.But(Blue, f => f with { Firing = EquatableList.From(firing) });
        player.Play(Long);
        Assert.Equal(moves ? 1 : 0, player.Changes.Count);
    }

    [Fact]
    public void A_secondary_that_fires_after_the_switch_sends_it_back()
    {
        var player = Failover();
        player.Facts = p => p.Changes.Count == 0 ? DnsPlayer.Healthy(p) : p.But(Green, f => f with { Firing = ["green-slow"] });
        var run = player.Play(Long);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("green-slow", run.Reason, StringComparison.Ordinal);
        Assert.False(player.Checks[0].Inverted);

        player = Failover();
        player.Facts = p => p.Changes.Count == 0
            ? DnsPlayer.Healthy(p)
            : EquatableList.From(DnsPlayer.Healthy(p).Select(f => f with { Firing = [$"{f.Endpoint}-down"] }));
        Assert.Contains("no way back", player.Play(Long).Reason, StringComparison.Ordinal);
        Assert.True(player.Checks[0].Inverted);
    }

    [Fact]
    public void Someone_who_sets_the_check_back_is_not_fought()
    {
        var player = Failover();
        player.Outside = p => p.Checks = p.Changes.Count > 0 && p.Seconds > 40 ? [Check with { Version = 9 }] : p.Checks;
        var run = player.Play(Long);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("someone else set it back", run.Reason, StringComparison.Ordinal);
        Assert.Single(player.Changes);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crash_around_the_switch_ends_in_one_switch(bool happens)
    {
        var player = Failover();
        player.Fates = n => n > 1 ? DnsPlayer.Fate.Happens
            : happens ? DnsPlayer.Fate.HappensUnknown : DnsPlayer.Fate.LostUnknown;
        Assert.Equal(RunState.Done, player.Play(Long).State);
        Assert.Single(player.Changes);
        Assert.True(player.Checks[0].Inverted);
    }

    [Fact]
    public void Undoing_waits_until_the_primary_can_serve()
    {
        var player = Failover();
        player.Play(Long);
        var well = player.Now.AddMinutes(10);
        player.Facts = p => p.Now < well ? p.But(Blue, f => f with { Firing = ["blue-down"] }) : DnsPlayer.Healthy(p);
        Assert.Equal(RunState.Undone, player.Undo(Long).State);
        Assert.True(player.Now >= well);
        Assert.False(player.Checks[0].Inverted);
    }

    [Fact]
    public void A_region_of_latency_records_is_taken_out_by_name()
    {
        Refused("name the endpoint", Latency(null));
        var player = Latency(Blue);
        Assert.Equal(RunState.Done, player.Play(Long).State);
        Assert.Equal("hc-1", Assert.IsType<Change.InvertHealthCheck>(Assert.Single(player.Changes)).HealthCheckId);

        // Whichever is nearest gets all that leave.
        player = Latency(Blue);
        player.Facts = p => p.But("red", f => f with { CapacityPerSecond = 300 });
        Refused("red has no room", player);
    }

    [Fact]
    public void Failing_back_needs_a_primary_that_can_serve()
    {
        var player = Failback();
        player.Facts = p => p.But(Blue, f => f with { Firing = ["blue-down"] });
        Refused("blue stays out", player);

        player = Failback();
        Assert.Equal(RunState.Done, player.Play(Long).State);
        Assert.Equal([new Change.InvertHealthCheck("hc-1", To: false, 8)], player.Changes);
        Assert.True(player.Seconds >= 90);
    }

    [Fact]
    public void Without_a_switch_there_is_nothing_to_take_back()
    {
        var player = Failback();
        player.Checks = [Check];
        Assert.Equal(RunState.Done, player.Play(Long).State);
        Assert.Empty(player.Changes);
    }

    private static DnsPlayer Failover(string? endpoint = null, DnsRecord? primary = null, DnsRecord? secondary = null) =>
        new(
            new StepAction.DnsFailover(endpoint),
            Component(DnsPolicy.Failover),
            [primary ?? Primary(Blue), secondary ?? Secondary(Green)])
        {
            Checks = [Check],
        };

    private static DnsPlayer With(string name, Func<EndpointFacts, EndpointFacts> change)
    {
        var player = Failover();
        player.Facts = p => p.But(name, change);
        return player;
    }

    private static DnsPlayer Latency(string? endpoint) => new(
        new StepAction.DnsFailover(endpoint),
        Component(DnsPolicy.Latency, Blue, Green, "red"),
        [
            Record(Blue) with { LatencyRegion = "eu-west-1", HealthCheckId = "hc-1" },
            Record(Green) with { LatencyRegion = "us-east-1", HealthCheckId = "hc-2" },
            Record("red") with { LatencyRegion = "us-west-2" },
        ])
    {
        Checks = [Check, Check with { Id = "hc-2" }],
    };

    private static DnsPlayer Failback()
    {
        var player = new DnsPlayer(
            new StepAction.DnsFailback(),
            Component(DnsPolicy.Failover),
            [Primary(Blue), Secondary(Green)])
        {
            Checks = [Check with { Inverted = true, Version = 8, Healthy = false }],
        };
        player.Record = player.Record with
        {
            RestorePoint = new RestorePoint(new(0, 0), 0, Make.T0) { Records = player.Records, HealthChecks = [Check] },
        };
        return player;
    }

    private static void Refused(string words, DnsPlayer player)
    {
        player.Play(Long);
        Assert.Equal(StepState.Refused, player.Step.State);
        Assert.Contains(words, player.Step.Reason, StringComparison.Ordinal);
        Assert.Empty(player.Changes);
    }
}
