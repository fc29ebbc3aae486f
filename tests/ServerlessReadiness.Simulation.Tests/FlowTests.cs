using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Simulation.Player;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Tests;

public sealed class FlowTests
{
    private const long T0 = 1_800_000_000_000;

    private readonly SimulatedAccount _account =
        new(SmallSale.Plan, WhatIf.AsPlanned, 0, new SimulatedChance(1), T0);

    [Fact]
    public void Requests_go_on_to_what_is_called_by_their_factors()
    {
        // 400 requests a second for ten seconds; 8 units of 100 carry them.
        var flow = Flow(4_000);
        flow.Tick(0, T0);

        Assert.Equal(4_000, Of(SmallSale.Front).Served);
        Assert.Equal(4_000, Of(SmallSale.Api).Offered);
        Assert.Equal(6_000, Of(SmallSale.Data).Offered);
        Assert.Equal(400, Of(SmallSale.Orders).Offered);
        Assert.Equal(new OutsideCounts(4_000, 4_000, 0), flow.Last);
    }

    [Fact]
    public void What_is_over_the_capacity_fails()
    {
        var flow = Flow(10_000);
        flow.Tick(0, T0);

        Assert.Equal((8_000, 2_000), (Of(SmallSale.Front).Served, Of(SmallSale.Front).Short));
        Assert.Equal(10, Of(SmallSale.Front).UnitsNeeded);
    }

    [Fact]
    public void What_fails_behind_the_front_counts_as_failed_at_the_front()
    {
        // 6 units of the cache carry 1,500 a second; 7,200 that come through the front ask for 10,800 in ten seconds.
        var flow = Flow(7_200);
        Of(SmallSale.Data).Units.Impair(3, T0 - Machine.NoticedMs);
        flow.Tick(0, T0);

        Assert.Equal(7_200, Of(SmallSale.Front).Served);
        Assert.Equal((10_800, 7_500), (Of(SmallSale.Data).Offered, Of(SmallSale.Data).Served));
        Assert.Equal(5_000, Of(SmallSale.Front).Good);
        Assert.Equal(new OutsideCounts(7_200, 5_000, 0), flow.Last);
    }

    [Fact]
    public void A_component_without_a_model_carries_everything()
    {
        var flow = Flow(4_000);
        flow.Tick(0, T0);
        Assert.Equal((400, 400), (Of(SmallSale.Orders).Offered, Of(SmallSale.Orders).Served));
        Assert.Null(Of(SmallSale.Orders).MinuteUsePercent);
    }

    [Fact]
    public void DNS_leaves_a_dead_target_over_its_time_to_live_and_never_leaves_all()
    {
        var (front, api) = (Of(SmallSale.Front), Of(SmallSale.Api));
        var dns = new Dns([(front, 50), (api, 50)], 60_000);
        Kill(front);

        long Reach(long nowMs)
        {
            (front.Arrived, api.Arrived) = (0, 0);
            dns.Settle(nowMs, TrafficCurve.TickMs);
            dns.Share(1_000);
            return api.Arrived;
        }

        Assert.Equal(500, Reach(T0));
        Assert.Equal(500, Reach(T0 + 20_000));
        Assert.InRange(Reach(T0 + 30_000), 501, 600);
        for (var at = T0 + 40_000; at < T0 + 100_000; at += TrafficCurve.TickMs)
        {
            _ = Reach(at);
        }

        Assert.Equal(1_000, Reach(T0 + 100_000));

        Kill(api);
        for (var at = T0 + 110_000; at < T0 + 300_000; at += TrafficCurve.TickMs)
        {
            _ = Reach(at);
        }

        Assert.Equal(500, Reach(T0 + 300_000));
    }

    private static void Kill(WorldComponent component)
    {
        component.Conditions.IsShort = true;
        component.Units.LoseZone(0, T0);
        component.Units.LoseZone(1, T0);
        Assert.Equal(0, component.Units.Serving);
    }

    private TrafficFlow Flow(int perTick) => new(
        _account.Components,
        [(new Dns([(Of(SmallSale.Front), 100)], 60_000), [perTick])]);

    private WorldComponent Of(ComponentName name) => _account.Find(name)!;
}
