using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;
using static ServerlessReadiness.Core.Tests.Support.Names;
using static ServerlessReadiness.Core.Tests.Support.Shifts;

namespace ServerlessReadiness.Core.Tests.Actions;

/// <summary>What a shift of traffic must see before it moves any.</summary>
public sealed class DnsShiftRefusalTests
{
    [Fact]
    public void Shares_that_are_not_a_whole_are_refused()
    {
        Refused("100 % together", Player(Shift(10, (Blue, 0), (Green, 0)), (Blue, 1), (Green, 0)));
        Refused("100 % together", Player(Shift(10, (Green, 60)), (Blue, 1), (Green, 0)));
        Refused("no record red", Player(Shift(10, ("red", 100)), (Blue, 1), (Green, 0)));
    }

    [Fact]
    public void Traffic_of_a_record_that_the_plan_does_not_know_is_refused()
    {
        var player = Player(Shift(10, (Green, 100)), (Blue, 1), (Green, 0));
        player.Records = player.Records.Add(Record("canary", 5));
        Refused("canary", player);
    }

    [Theory]
    [InlineData(DnsPolicy.Failover)]
    [InlineData(DnsPolicy.Latency)]
    public void A_name_without_weights_is_refused_with_what_to_use(DnsPolicy policy) => Refused(
        "use dns.failover",
        new DnsPlayer(Shift(10, (Green, 100)), Component(policy), [Primary(Blue), Secondary(Green)]));

    [Fact]
    public void An_endpoint_that_cannot_take_traffic_gets_none()
    {
        Refused("green-down of green fires", With(f => f with { Firing = ["green-down"] }));
        Refused("says nothing", With(f => f with { Silent = ["green-slow"] }));
        Refused("no room", With(f => f with { CapacityPerSecond = 499 }));
        Refused("nothing tells what green can carry", With(f => f with { CapacityPerSecond = null }));
        Failed("cannot be read", With(f => f with { Firing = null }));
        Failed("cannot be read", With(f => f with { InService = null }));
        var edge = With(f => f with { CapacityPerSecond = 500 });
        Assert.Equal(RunState.Done, edge.Play(Long).State);
    }

    [Fact]
    public void Without_the_present_load_nothing_is_known_to_have_room()
    {
        var player = Player(Shift(100, (Green, 100)), (Blue, 1), (Green, 0));
        player.Facts = p => p.But(Blue, f => f with { LoadPerSecond = null, LoadAt = null });
        Refused("load is not known", player);
        player = Player(Shift(100, (Green, 100)), (Blue, 1), (Green, 0));
        player.Facts = p => p.But(Green, f => f with { LoadPerSecond = p.Records[1].Weight > 0 ? 1 : null, LoadAt = null });
        Assert.Equal(RunState.Done, player.Play(Long).State);
    }

    [Fact]
    public void A_stop_alarm_that_fires_or_is_not_there_lets_nothing_begin()
    {
        var player = Player(Shift(50, (Green, 100)), (Blue, 1), (Green, 0));
        player.Stops = _ => [new AlarmReading("checkout-errors", true)];
        Refused("checkout-errors fires", player);
        player = Player(Shift(50, (Green, 100)), (Blue, 1), (Green, 0));
        player.Stops = _ => [new AlarmReading("checkout-errors", false)];
        Refused("says nothing or is not there", player);
    }

    [Theory]
    [InlineData("blue-down", false, "second signal")]
    [InlineData("blue-down blue-slow", false, null)]
    [InlineData("blue-down", true, null)]
    [InlineData("blue-slow blue-down*", false, "second signal")]
    public void An_alarm_alone_moves_no_region(string firing, bool approved, string? words)
    {
        var names = firing.Split(' ');
        var player = new DnsPlayer(
            Shift(100, (Green, 100)),
            Component(),
            [Record(Blue, 1), Record(Green, 0)],
            By(names[0].TrimEnd('*')),
            approved ? new Approval(Make.T0, Make.T0.AddHours(1)) { Granted = true } : null);
        player.Facts = p => p.But(Blue, f => f with
        {
            Firing = EquatableList.From(names.Select(n => n.TrimEnd('*'))),
            Composite = EquatableList.From(names.Where(n => n.EndsWith('*')).Select(n => n.TrimEnd('*'))),
        });
        if (words is null)
        {
            Assert.Equal(RunState.Done, player.Play(Long).State);
        }
        else
        {
            Refused(words, player);
        }
    }

    [Fact]
    public void Shedding_to_the_page_needs_no_second_signal()
    {
        var player = new DnsPlayer(
            Shift(100, (Blue, 70), (Page, 30)),
            Component(DnsPolicy.Weighted, Blue, Page),
            [Record(Blue, 1), Record(Page, 0)],
            By("blue-slow"));
        Assert.Equal(RunState.Done, player.Play(Long).State);
        Assert.Equal("blue 70, page 30", player.Weights);
    }

    [Fact]
    public void A_zone_that_cannot_be_read_is_not_touched()
    {
        var player = Player(Shift(50, (Green, 100)), (Blue, 1), (Green, 0));
        player.CanRead = _ => false;
        Failed("Route 53 is away", player);
    }

    private static DnsPlayer With(Func<EndpointFacts, EndpointFacts> change)
    {
        var player = Player(Shift(100, (Green, 100)), (Blue, 1), (Green, 0));
        player.Facts = p => p.But(Green, change);
        return player;
    }
}
