using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Simulation.Faults;
using ServerlessReadiness.Simulation.Player;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Tests;

/// <summary>What steers traffic in the simulated account, and what turns it away.</summary>
public sealed class SteeringTests
{
    private const long T0 = 1_800_000_000_000;

    private readonly SimulatedAccount _account =
        new(SteeredSale.Plan, WhatIf.AsPlanned, 0, new SimulatedChance(1), T0);

    private TrafficFlow? _flow;
    private long _now = T0;

    private SimulatedRecords Records => Of(SteeredSale.Name).Records!;

    private SimulatedGroup Web => (SimulatedGroup)Of(SteeredSale.Front).Units;

    [Fact]
    public void Edited_weights_move_clients_once_they_are_in_sync_and_over_the_time_to_live()
    {
        Play(10);
        Assert.Equal((2_000, 2_000), (Of(SteeredSale.Front).Arrived, Of(SteeredSale.Other).Arrived));

        var receipt = SetWeights(("here", 20), ("there", 80));
        Assert.Equal(ReceiptState.Pending, Records.ReceiptAt(receipt, _now).State);
        Assert.Equal(20, Records.SnapshotAt(_now).Find("here")!.Weight);
        Play(1);
        Assert.Equal(2_000, Of(SteeredSale.Front).Arrived);

        while (Records.ReceiptAt(receipt, _now).State == ReceiptState.Pending)
        {
            Play(1);
        }

        Assert.InRange(_now - T0, 100_000 + 8_000, 100_000 + 60_000);
        Play(1);
        Assert.InRange(Of(SteeredSale.Front).Arrived, 1_200, 1_999);
        Play(6);
        Assert.Equal((800, 3_200), (Of(SteeredSale.Front).Arrived, Of(SteeredSale.Other).Arrived));
    }

    [Fact]
    public void An_edit_of_records_that_are_no_longer_so_is_refused_as_a_whole()
    {
        var before = Records.SnapshotAt(T0).Records;
        SetWeights(("here", 20));
        var stale = Assert.Throws<PortException>(() => Records.Set([before[0]], [before[0] with { Weight = 0 }], T0));
        Assert.Equal(PortFailure.Refused, stale.Failure);
        Assert.Equal(20, Records.SnapshotAt(T0).Find("here")!.Weight);
        Assert.Throws<PortException>(() => SetWeights(("here", 256)));
    }

    [Fact]
    public void Requests_at_a_static_site_are_shed_and_neither_served_nor_failed()
    {
        var receipt = SetWeights(("here", 0), ("there", 0), ("page", 100));
        Play(20);
        Assert.Equal(ReceiptState.Done, Records.ReceiptAt(receipt, _now).State);
        Assert.Equal(new OutsideCounts(4_000, 0, 4_000), _flow!.Last);
        Assert.Equal(0, Of(SteeredSale.Front).Offered);
    }

    [Fact]
    public void An_inverted_health_check_takes_an_endpoint_out_without_an_edit()
    {
        var check = Records.SnapshotAt(T0).HealthOf(Records.Records[0])!;
        Assert.Throws<PortException>(() => Records.Invert(check.Id, true, check.Version + 1, T0));
        Records.Invert(check.Id, true, check.Version, T0);
        Play(12);
        Assert.Equal((0, 4_000), (Of(SteeredSale.Front).Arrived, Of(SteeredSale.Other).Arrived));
        Assert.False(Records.SnapshotAt(_now).HealthOf(Records.Records[0])!.Healthy);

        Records.Invert(check.Id, false, check.Version + 1, _now);
        Play(12);
        Assert.Equal(2_000, Of(SteeredSale.Front).Arrived);
    }

    [Fact]
    public void Failover_records_answer_with_the_secondary_while_the_primary_is_not_healthy()
    {
        DnsTarget[] targets = [new("a", Of(SteeredSale.Front), false, 100), new("b", Of(SteeredSale.Other), false, 0)];
        var records = new SimulatedRecords(DnsPolicy.Failover, targets, 60_000, new SimulatedChance(1));
        Assert.Equal([SimulatedRecords.Whole, 0], records.Shares);
        Assert.Equal(["PRIMARY", "SECONDARY"], records.Records.Select(r => r.Failover));

        records.Invert("00000000-0000-4000-8000-000000000001", true, 1, T0);
        records.Settle(T0 + 14_000);
        Assert.Equal([SimulatedRecords.Whole, 0], records.Shares);
        records.Settle(T0 + 15_000);
        Assert.Equal([0, SimulatedRecords.Whole], records.Shares);
    }

    [Fact]
    public void Latency_records_keep_clients_near_them_until_one_is_not_healthy()
    {
        DnsTarget[] targets = [new("a", Of(SteeredSale.Front), false, 75), new("b", Of(SteeredSale.Other), false, 25)];
        var records = new SimulatedRecords(DnsPolicy.Latency, targets, 60_000, new SimulatedChance(1));
        Assert.Equal([750_000, 250_000], records.Shares);
        Assert.Equal([SmallSale.Region, SteeredSale.OtherRegion], records.Records.Select(r => r.LatencyRegion));

        Lose(SteeredSale.Other, T0);
        records.Settle(T0);
        records.Settle(T0 + 30_000);
        Assert.Equal([SimulatedRecords.Whole, 0], records.Shares);
    }

    [Fact]
    public void A_page_sheds_what_it_meets_and_a_page_for_some_paths_a_part()
    {
        var listener = Of(SteeredSale.Door).Listener!;
        listener.Create(Page(10, "/search/*"));
        Play(1);
        Assert.Equal((1_000, 1_000), (Of(SteeredSale.Front).Shed, Of(SteeredSale.Front).Offered));
        Assert.Equal(new OutsideCounts(4_000, 3_000, 1_000), _flow!.Last);

        listener.Create(Page(11));
        Play(1);
        Assert.Equal(new OutsideCounts(4_000, 2_000, 2_000), _flow.Last);
        Assert.Equal((0, 0), (Of(SteeredSale.Front).Offered, Of(SmallSale.Api).Offered));

        foreach (var rule in listener.Snapshot().Rules.Where(r => r.Page is not null))
        {
            listener.Delete(rule);
        }

        Play(1);
        Assert.Equal(new OutsideCounts(4_000, 4_000, 0), _flow.Last);
        Assert.Throws<PortException>(() => listener.Create(Page(100)));
        listener.Create(Page(12));
        listener.ResetFromOutside();
        Assert.Empty(listener.Added);
    }

    [Fact]
    public void Reduced_features_make_requests_cheaper_once_they_are_felt()
    {
        var knobs = (SimulatedKnobs)Of(SteeredSale.Features).Units;
        Assert.Equal("normal", knobs.SnapshotAt(T0).Find("recommendations"));
        knobs.Set([new SettingValue("recommendations", "off")], T0);
        Play(2, 30_000);
        Assert.Equal((8_000, 7_000), (Of(SteeredSale.Front).Served, Of(SteeredSale.Front).Short));

        // 8 units of 100 a second carry 8,000 in a tick, and two thirds more at 60 % of the cost.
        Play(3, 30_000);
        Assert.Equal((13_333, 1_667), (Of(SteeredSale.Front).Served, Of(SteeredSale.Front).Short));
        Assert.Equal(100, Of(SteeredSale.Other).CostPercent);
        knobs.Set([new SettingValue("recommendations", "normal")], _now);
        Play(4, 15_000);
        Assert.False(knobs.IsTurned);
        Assert.Equal(100, Of(SteeredSale.Front).CostPercent);
    }

    [Fact]
    public void A_rate_limit_sheds_the_share_of_those_over_it()
    {
        var knobs = (SimulatedKnobs)Of(SteeredSale.Limit).Units;
        Assert.Equal(TrafficSide.NoLimit, knobs.SnapshotAt(T0).Find("limit"));
        knobs.Set([new SettingValue("limit", "1000")], T0);
        Play(5);
        Assert.Equal((200, 0), (Of(SteeredSale.Front).Shed, Of(SteeredSale.Other).Shed));
    }

    [Fact]
    public void A_zonal_shift_takes_a_zones_units_from_the_traffic_and_ends_by_itself()
    {
        var zones = Of(SteeredSale.Door).Zones!;
        var view = zones.SnapshotAt(T0, _ => true).Zones[0];
        var ends = Instant.Of(T0 + Instant.HourMs);
        zones.Start(new Change.StartZonalShift(view.Id, view.Name, ends, "run"), T0);
        Assert.Equal((4, 8), (Web.Serving, Web.Billed));
        Assert.Throws<PortException>(() =>
            zones.Start(new Change.StartZonalShift(view.Id, view.Name, ends, "run"), T0));

        zones.Settle(T0 + Instant.HourMs);
        Web.Settle(T0 + Instant.HourMs);
        Assert.Equal(8, Web.Serving);
        Assert.False(zones.IsAnyShifted);
    }

    [Fact]
    public void A_group_leaves_a_zone_only_when_substitutes_serve_elsewhere()
    {
        var zones = Of(SteeredSale.Front).Zones!;
        var all = zones.SnapshotAt(T0, Web.IsOpen).Zones;
        EquatableList<string> both = [all[0].Subnets[0], all[1].Subnets[0]];
        Web.SetSubnets(both, [all[1].Subnets[0]], zones, T0);
        Assert.Equal((8, 12), (Web.Serving, Web.Billed));
        var least = 8;
        for (var at = T0; at < T0 + (10 * Instant.MinuteMs); at += 10_000)
        {
            Web.Settle(at);
            least = Math.Min(least, Web.Serving);
        }

        Assert.Equal((8, 8, 8), (least, Web.Serving, Web.Billed));
        Assert.All(Web.Members, m => Assert.Equal(1, m.Zone));
        Assert.Single(zones.SnapshotAt(T0, Web.IsOpen).Zones);
        Assert.Throws<PortException>(() => Web.SetSubnets(both, both, zones, T0));
    }

    [Fact]
    public void Automations_are_started_once_for_each_token_and_end_as_the_seed_says()
    {
        var fair = new SimulatedAutomations(Rates.Fair, new SimulatedChance(1));
        var change = new Change.StartAutomation("Restart", null, [], "token-1");
        var receipt = fair.Start(change, T0);
        Assert.Equal(receipt, fair.Start(change, T0 + 1));
        Assert.Equal(1, fair.Started);
        Assert.Equal(ReceiptState.Pending, fair.ReceiptAt(receipt, T0).State);
        Assert.Equal(ReceiptState.Done, fair.ReceiptAt(receipt, T0 + (3 * Instant.MinuteMs)).State);

        var rough = new SimulatedAutomations(
            new Rates { AutomationFails = 400_000, AutomationHangs = 300_000 },
            new SimulatedChance(1));
        var ends = Enumerable.Range(0, 60)
            .Select(i => rough.ReceiptAt(rough.Start(change with { Token = $"{i}" }, T0), T0 + Instant.HourMs).State)
            .ToHashSet();
        Assert.Equal([ReceiptState.Pending, ReceiptState.Done, ReceiptState.Failed], ends.Order());
        Assert.Throws<PortException>(() =>
        {
            for (var i = 0; i < 60; i++)
            {
                rough.Invoke(new Change.InvokeFunction("f", "{}"));
            }
        });
    }

    private static ListenerRule Page(int priority, params EquatableList<string> paths) =>
        new("", priority, [], paths, new FixedPage(503, "text/plain", "Back soon"));

    private string SetWeights(params (string Set, int Weight)[] weights)
    {
        var from = weights.Select(w => Records.Records.First(r => r.SetIdentifier == w.Set)).ToList();
        return Records.Set(
            EquatableList.From(from),
            EquatableList.From(from.Select((r, i) => r with { Weight = weights[i].Weight })),
            _now);
    }

    private void Lose(ComponentName name, long nowMs)
    {
        Of(name).Conditions.IsLost = true;
        Of(name).Units.LoseRegion(true, nowMs);
    }

    private void Play(int ticks, int perTick = 4_000)
    {
        var stream = SteeredSale.Plan.Traffic[0];
        _flow = _flow is not null && _perTick == perTick ? _flow : new TrafficFlow(
            _account.Components,
            [(new Dns(Records, Instant.Ms(stream.DnsTtl)), [perTick])]);
        _perTick = perTick;
        for (var i = 0; i < ticks; i++)
        {
            _flow.Tick(0, _now);
            _now += TrafficCurve.TickMs;
        }
    }

    private int _perTick;

    private WorldComponent Of(ComponentName name) => _account.Find(name)!;
}
