using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;

namespace ServerlessReadiness.Application.Tests.Shedding;

/// <summary>The shed ladder from the alarm to the last capacity that is let go.</summary>
public sealed class LadderTests
{
    [Fact]
    public void An_alarm_climbs_one_level_with_the_capacity_held_first()
    {
        var shop = new SheddingShop();
        shop.Climb();
        Assert.Equal((1, LadderVerdict.Climbed, 2), (shop.Ladder.Level, shop.Ladder.Verdict, shop.Ladder.FloorBefore));
        Assert.Equal((1, 4), (shop.Shown, shop.Minimum));
        var effects = shop.World.Effects.Where(e => e is Change.SetGroupBounds or Change.SetSettings).ToList();
        Assert.IsType<Change.SetGroupBounds>(effects[0]);
        Assert.IsType<Change.SetSettings>(effects[1]);
        Assert.Equal(LadderRunbooks.ShedName, Assert.Single(shop.Scenario.Runs).Runbook);
        Assert.Equal(1, shop.Lines("ladder Climbed"));
    }

    [Fact]
    public void An_alarm_that_still_fires_climbs_to_the_top_and_then_calls_a_person()
    {
        var shop = new SheddingShop();
        shop.Climb();
        shop.Minutes(3);
        Assert.Equal(1, shop.Ladder.Level);
        shop.Minutes(4);
        Assert.Equal((2, 2), (shop.Ladder.Level, shop.Shown));
        Assert.Empty(shop.Scenario.Pages);
        shop.Minutes(8);
        Assert.Equal((2, 2), (shop.Ladder.Level, shop.Shown));
        Assert.Equal(2, shop.Scenario.Runs.Count);
        Assert.Equal(AlarmVerdict.TopOfLadder, shop.Scenario.Memory(SheddingShop.Pressure).Verdict);
        Assert.Single(shop.Scenario.Pages);
    }

    [Fact]
    public void It_comes_down_by_itself_level_by_level_and_lets_the_capacity_go_last()
    {
        var shop = AtTheTop();
        shop.Scenario.Clear(SheddingShop.Pressure);
        shop.Offered = 100;
        shop.Minutes(10);
        Assert.Equal((2, 2), (shop.Ladder.InForce, shop.Shown));
        shop.Minutes(2);
        Assert.Equal((1, 1, 4), (shop.Ladder.Level, shop.Shown, shop.Minimum));
        shop.Minutes(13);
        Assert.Equal((0, 0, 4), (shop.Ladder.Level, shop.Shown, shop.Minimum));
        shop.Minutes(13);
        Assert.Equal((0, 2), (shop.Shown, shop.Minimum));
        Assert.True(shop.Ladder.IsIdle);
        var ran = shop.Scenario.Runs.Count;
        shop.Minutes(15);
        Assert.Equal(ran, shop.Scenario.Runs.Count);
        Assert.All(shop.Scenario.Runs, r => Assert.Equal(RunState.Done, r.State));
    }

    [Fact]
    public void Expiry_takes_nothing_back_but_decides_anew_and_tells_people()
    {
        var shop = AtTheTop();
        shop.Scenario.Clear(SheddingShop.Pressure);
        shop.Offered = null;
        var pages = shop.Scenario.Pages.Count;
        shop.Minutes(35);
        Assert.Equal((2, 2), (shop.Ladder.Level, shop.Shown));
        Assert.Equal(1, shop.Lines("ladder DecidedAnew"));
        Assert.Equal(pages + 1, shop.Scenario.Pages.Count);
        shop.Offered = 100;
        shop.Minutes(13);
        Assert.Equal(1, shop.Shown);
    }

    [Theory]
    [InlineData(AutomationMode.Paused)]
    [InlineData(AutomationMode.Observe)]
    public void Only_acting_climbs_and_comes_down(AutomationMode mode)
    {
        var shop = new SheddingShop(mode: mode);
        Assert.NotEqual(AlarmVerdict.Starts, shop.Scenario.Send(SheddingShop.Alarm(shop.Scenario.Now)).Verdict);
        Assert.Equal((0, 0), (shop.Ladder.Level, shop.Shown));

        var shed = new SheddingShop();
        shed.Climb();
        shed.Scenario.Clear(SheddingShop.Pressure);
        shed.Scenario.SetMode(mode);
        shed.Offered = 100;
        shed.Minutes(20);
        Assert.Equal((1, 1, LadderVerdict.Withheld), (shed.Ladder.Level, shed.Shown, shed.Ladder.Verdict));
        shed.Scenario.SetMode(AutomationMode.Act);
        shed.Minutes(2);
        Assert.Equal(0, shed.Shown);
    }

    [Fact]
    public void A_climb_that_fails_is_taken_back_and_the_level_with_it()
    {
        var shop = new SheddingShop();
        shop.World.Fault = c => c is Change.SetSettings ? (PortFailure.Denied, false) : null;
        Assert.Equal(AlarmVerdict.Starts, shop.Scenario.Send(SheddingShop.Alarm(shop.Scenario.Now)).Verdict);
        shop.Minutes(2);
        Assert.Equal((0, 0, LadderVerdict.ClimbFailed), (shop.Ladder.Level, shop.Shown, shop.Ladder.Verdict));
        Assert.Equal(RunState.Undone, shop.Scenario.Runs[0].State);
        Assert.Equal(2, shop.Minimum);
        Assert.NotEmpty(shop.Scenario.Pages);
    }

    [Fact]
    public void A_way_down_that_fails_leaves_the_level_in_force_and_is_tried_again()
    {
        var shop = AtTheTop();
        shop.Scenario.Clear(SheddingShop.Pressure);
        shop.Offered = 100;
        shop.World.Fault = c => c is Change.SetSettings ? (PortFailure.Denied, false) : null;
        shop.Minutes(14);
        Assert.Equal((2, 2, null), (shop.Ladder.Level, shop.Shown, shop.Ladder.From));
        Assert.Equal(1, shop.Lines("ladder StillShed"));
        shop.World.Fault = _ => null;
        shop.Minutes(13);
        Assert.Equal(1, shop.Shown);
    }

    [Fact]
    public void What_our_own_limit_blocks_moves_nothing()
    {
        var shop = AtTheTop();
        var blocked = Sample.Alarm("blocked-1", shop.Scenario.Now) with { Metrics = [new("AWS/WAFV2", "BlockedRequests")] };
        var outcome = shop.Scenario.Send(blocked);
        Assert.Equal(AlarmVerdict.OwnShedding, outcome.Verdict);
        Assert.Equal("2000", shop.Rate);
        var before = new SheddingShop();
        Assert.Equal(AlarmVerdict.Starts, before.Scenario.Send(blocked).Verdict);
    }

    [Fact]
    public void Two_alarms_of_one_pressure_climb_one_level()
    {
        var shop = new SheddingShop();
        shop.Climb();
        var second = shop.Scenario.Send(Sample.Alarm("use-2", shop.Scenario.Now));
        Assert.Equal(AlarmVerdict.CoolingDown, second.Verdict);
        Assert.Equal((1, 1), (shop.Ladder.Level, shop.Shown));
    }

    [Fact]
    public void A_climb_counts_as_traffic_in_the_budget_and_coming_down_does_not()
    {
        var plan = SheddingShop.Plan with
        {
            Components = SheddingShop.Plan.Components.With(0, SheddingShop.Plan.Components[0] with
            {
                Budgets = [new(Core.Safety.ActionClass.Traffic, 1, TimeSpan.FromHours(3), TimeSpan.Zero, 100)],
            }),
        };
        var shop = new SheddingShop(plan);
        shop.Climb();
        shop.Minutes(8);
        Assert.Equal(AlarmVerdict.BudgetSpent, shop.Scenario.Memory(SheddingShop.Pressure).Verdict);
        Assert.Equal(1, shop.Ladder.Level);
        shop.Scenario.Clear(SheddingShop.Pressure);
        shop.Offered = 100;
        shop.Minutes(13);
        Assert.Equal((0, 0), (shop.Ladder.Level, shop.Shown));
    }

    internal static SheddingShop AtTheTop()
    {
        var shop = new SheddingShop();
        shop.Climb();
        shop.Minutes(7);
        Assert.Equal((2, 2), (shop.Ladder.Level, shop.Shown));
        return shop;
    }
}
