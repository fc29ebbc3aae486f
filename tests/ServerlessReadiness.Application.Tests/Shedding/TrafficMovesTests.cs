using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Tests.Shedding;

/// <summary>What a person takes back at once, and what the end of the event takes back.</summary>
public sealed class TrafficMovesTests
{
    [Fact]
    public void A_person_takes_the_ladder_all_the_way_down_in_one_run()
    {
        var shop = LadderTests.AtTheTop();
        shop.Scenario.Clear(SheddingShop.Pressure);
        Assert.IsType<MoveOutcome.Done>(shop.RestoreTraffic());
        Assert.Equal(0, shop.Shown);
        shop.Minutes(1);
        Assert.Equal((0, null, LadderVerdict.CameDown), (shop.Ladder.Level, shop.Ladder.From, shop.Ladder.Verdict));
        var run = shop.Scenario.Runs[^1];
        Assert.Equal((LadderRunbooks.UnshedName, 2), (run.Runbook, run.Steps.Count));
        Assert.Equal(1, shop.Lines("restore traffic"));

        // What held the capacity still does, until demand has fitted long enough with nothing shed.
        Assert.Equal(4, shop.Minimum);
        shop.Offered = 100;
        shop.Minutes(14);
        Assert.Equal(2, shop.Minimum);
    }

    [Fact]
    public void A_person_climbs_and_comes_down_level_by_level_without_waiting_for_the_soak()
    {
        var shop = new SheddingShop();
        Assert.NotNull(shop.Start(LadderRunbooks.ShedName).Run);
        shop.Minutes(2);
        Assert.Equal((1, 1), (shop.Ladder.Level, shop.Shown));
        Assert.NotNull(shop.Start(LadderRunbooks.ShedName).Run);
        Assert.Contains("wait for its end", shop.Start(LadderRunbooks.ShedName).Reason, StringComparison.Ordinal);
        shop.Minutes(2);
        Assert.Equal((2, 2), (shop.Ladder.Level, shop.Shown));
        Assert.Contains("the highest", shop.Start(LadderRunbooks.ShedName).Reason, StringComparison.Ordinal);
        Assert.NotNull(shop.Start(LadderRunbooks.UnshedName).Run);
        shop.Minutes(2);
        Assert.Equal((1, 1), (shop.Ladder.Level, shop.Shown));
        Assert.Equal(2, shop.Ladder.FloorBefore);
    }

    [Fact]
    public void What_no_ladder_moved_is_taken_back_too()
    {
        var shop = new SheddingShop();
        Assert.Equal(AlarmVerdict.Starts, shop.Scenario.Send(Sample.Alarm("blocked-1", shop.Scenario.Now)).Verdict);
        Assert.Equal("50000", shop.Rate);
        Assert.IsType<MoveOutcome.Done>(shop.RestoreTraffic(SheddingShop.GateName));
        Assert.Equal("none", shop.Rate);
        Assert.IsType<MoveOutcome.Refused>(shop.RestoreTraffic(SheddingShop.GateName));
    }

    [Fact]
    public void Nothing_to_take_back_is_said()
    {
        var refused = Assert.IsType<MoveOutcome.Refused>(new SheddingShop().RestoreTraffic());
        Assert.Contains("sheds nothing", refused.Reason, StringComparison.Ordinal);
        var unknown = Assert.IsType<MoveOutcome.Refused>(
            new SheddingShop().RestoreTraffic(Core.Plans.ComponentName.Parse("other")));
        Assert.Contains("no component other", unknown.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_ladder_sheds_is_taken_back_by_its_ladder()
    {
        var shop = LadderTests.AtTheTop();
        var refused = Assert.IsType<MoveOutcome.Refused>(shop.RestoreTraffic(SheddingShop.GateName));
        Assert.Contains("--component front", refused.NextStep, StringComparison.Ordinal);
        Assert.Equal(2, shop.Shown);
    }

    [Fact]
    public void Nothing_is_taken_back_while_paused()
    {
        var shop = LadderTests.AtTheTop();
        shop.Scenario.SetMode(AutomationMode.Paused);
        var refused = Assert.IsType<MoveOutcome.Refused>(shop.RestoreTraffic());
        Assert.Contains("Paused", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(2, shop.Shown);
    }

    [Fact]
    public void The_return_to_normal_takes_back_what_is_shed_before_capacity_comes_down()
    {
        var plan = SheddingShop.Plan with
        {
            ReturnToNormal = new Core.Plans.ReturnToNormal(TimeSpan.FromMinutes(5), 10, TimeSpan.FromMinutes(5), []),
        };
        var shop = new SheddingShop(plan);
        shop.Climb();
        shop.Minutes(7);
        shop.Scenario.Clear(SheddingShop.Pressure);
        ToCooldown(shop);

        // Demand never fits, so the ladder does not come down by itself; the metrics' range says that it is over.
        shop.Minutes(60);
        Assert.Equal((0, 2), (shop.Shown, shop.Minimum));
        Assert.Equal(LadderVerdict.Returned, shop.Ladder.Verdict);
        Assert.True(shop.Ladder.IsIdle);
        var restores = shop.Scenario.Runs.Where(r => r.Runbook == BuiltInRunbooks.ReturnName).ToList();
        Assert.Equal(3, restores.Count);
        Assert.Equal(Sample.Front, restores[^1].Component);
        Assert.True(restores[^1].CreatedAt > restores[0].EndedAt);
        var back = shop.Scenario.Read(StateKeys.Return(Sample.Event)).Value!;
        Assert.True(back.Restores.All(r => r.IsOver), back.Reason);
    }

    [Fact]
    public void No_event_closes_while_something_is_shed()
    {
        var shop = LadderTests.AtTheTop();
        ToCooldown(shop);
        shop.World.Fault = c => c is Change.SetSettings ? (Ports.PortFailure.Denied, false) : null;
        shop.Scenario.Clear(SheddingShop.Pressure);
        while (shop.Scenario.Now < Sample.Plan.Schedule.Closed.AddMinutes(5))
        {
            shop.Scenario.Beat();
            shop.Scenario.Time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(Phase.Cooldown, shop.Scenario.Head.Phase);
        Assert.Equal(2, shop.Shown);
        shop.World.Fault = _ => null;
        Assert.IsType<MoveOutcome.Done>(shop.RestoreTraffic());
        shop.Minutes(30);
        Assert.Equal((0, Phase.Closed), (shop.Shown, shop.Scenario.Head.Phase));
    }

    private static void ToCooldown(SheddingShop shop)
    {
        var (head, version) = shop.Scenario.Read(StateKeys.Head(Sample.Event));
        shop.Scenario.Commit(StateKeys.Head(Sample.Event).Put(head! with { Phase = Phase.Cooldown }, version));
    }
}
