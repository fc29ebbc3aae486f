using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Recovery;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Recovery;

namespace ServerlessReadiness.Application.Tests.Shedding;

/// <summary>A contingency is tried in the account: measured, gone back from, recorded.</summary>
public sealed class DrillTests
{
    [Fact]
    public void A_drill_is_measured_goes_back_and_is_remembered()
    {
        var shop = new SheddingShop();
        shop.World.SettingsTake = TimeSpan.FromSeconds(40);
        Assert.Contains("never", Assert.Single(shop.Contingencies()).Doubt, StringComparison.Ordinal);
        Assert.IsType<MoveOutcome.Done>(shop.StartDrill());
        Assert.True(shop.Drill.IsUnderWay);
        shop.Minutes(15);
        Assert.False(shop.Drill.IsUnderWay);
        var last = shop.Drill.Last;
        Assert.True(last.Holds, last.Words);
        Assert.InRange(last.Measured!.Value, TimeSpan.FromSeconds(80), TimeSpan.FromMinutes(5));
        Assert.Equal((DrillKind.Drill, "kim", 1), (last.Kind, last.By, last.PlanVersion));
        Assert.Equal(0, shop.Shown);
        Assert.Null(Assert.Single(shop.Contingencies()).Doubt);
        Assert.Equal((1, 1, 1), (shop.Lines("drill holds"), shop.Lines("drill goes back"), shop.Lines("drill over")));
        Assert.Equal(["reduce", "drill-back"], shop.Scenario.Runs.Select(r => r.Runbook.Value));
    }

    [Fact]
    public void A_drill_that_takes_too_long_does_not_hold()
    {
        var shop = new SheddingShop();
        shop.World.SettingsTake = TimeSpan.FromMinutes(4);
        shop.StartDrill();
        shop.Minutes(30);
        var last = shop.Drill.Last;
        Assert.False(last.Holds);
        Assert.True(last.Measured > TimeSpan.FromMinutes(5), last.Words);
        Assert.Equal(0, shop.Shown);
        Assert.Contains("did not hold", Assert.Single(shop.Contingencies()).Doubt, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drill_that_fails_goes_back_all_the_same()
    {
        var shop = new SheddingShop();
        shop.World.Fault = c => c is Change.SetSettings s && s.To.Any(v => v.Value == "2000") ? (PortFailure.Denied, false) : null;
        shop.StartDrill();
        shop.Minutes(5);
        Assert.False(shop.Drill.IsUnderWay);
        Assert.Null(shop.Drill.Last.Measured);
        Assert.False(shop.Drill.Last.Holds);
        Assert.Equal(0, shop.Shown);
    }

    [Fact]
    public void A_way_back_that_fails_calls_a_person()
    {
        var shop = new SheddingShop();
        shop.World.Fault = c => c is Change.SetSettings s && s.To.Any(v => v.Value == "none") ? (PortFailure.Denied, false) : null;
        shop.StartDrill();
        shop.Minutes(6);
        Assert.False(shop.Drill.IsUnderWay);
        Assert.True(shop.Drill.Last.Holds);
        Assert.Contains("has not gone back", shop.Drill.Last.Words, StringComparison.Ordinal);
        Assert.Contains(shop.Scenario.Pages, p => p.Reason.Length > 0);
    }

    [Fact]
    public void One_drill_at_a_time_and_none_of_what_the_plan_has_not()
    {
        var shop = new SheddingShop();
        shop.World.SettingsTake = TimeSpan.FromMinutes(4);
        Assert.IsType<MoveOutcome.Done>(shop.StartDrill());
        Assert.Contains("under way", Assert.IsType<MoveOutcome.Refused>(shop.StartDrill()).Reason, StringComparison.Ordinal);
        Assert.Contains("flood", Assert.IsType<MoveOutcome.Refused>(shop.StartDrill("fire")).NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_drilled_while_paused()
    {
        var shop = new SheddingShop(mode: AutomationMode.Paused);
        Assert.IsType<MoveOutcome.Refused>(shop.StartDrill());
        Assert.False(shop.Drill.IsUnderWay);
        Assert.Equal(0, shop.Shown);
    }

    [Fact]
    public void A_change_of_what_it_depends_on_puts_it_in_doubt_and_another_change_does_not()
    {
        var shop = new SheddingShop();
        shop.StartDrill();
        shop.Minutes(5);
        Assert.Null(Doubt(shop, SheddingShop.Plan with { Name = "Autumn sale", AlarmLimit = TimeSpan.FromMinutes(1) }));
        var runbooks = SheddingShop.Plan.Runbooks;
        Assert.Null(Doubt(shop, SheddingShop.Plan with { Runbooks = runbooks.With(0, runbooks[0] with { StartableBySns = true }) }));
        Assert.Contains("changed since", Doubt(shop, SheddingShop.Plan with
        {
            Runbooks = runbooks.With(1, runbooks[1] with { Steps = [runbooks[1].Steps[0]] }),
        })!, StringComparison.Ordinal);
        var slower = SheddingShop.Plan.Contingencies[0] with { RecoveryTime = TimeSpan.FromMinutes(6) };
        Assert.Contains("changed since", Doubt(shop, SheddingShop.Plan with { Contingencies = [slower] })!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rehearsal_counts_for_the_plan_that_was_rehearsed()
    {
        var shop = new SheddingShop();
        var host = shop.Scenario.NewHost();
        ContingencyResult[] results =
        [
            ContingencyResult.Of(SheddingShop.Plan.Contingencies[0], TimeSpan.FromMinutes(4)),
            new("unknown", null, TimeSpan.Zero, false),
        ];
        var recorded = Assert.IsType<MoveOutcome.Done>(shop.Scenario.Play(() =>
            shop.DrillsOf(host).RecordAsync(SheddingShop.Plan, results, "kim", CancellationToken.None)));
        Assert.Equal("the rehearsal of 1 contingency is recorded for plan version 1", recorded.Words);
        Assert.Equal((DrillKind.Rehearsal, true, 1), (shop.Drill.Last.Kind, shop.Drill.Last.Holds, shop.Drill.Last.PlanVersion));
        Assert.Null(Assert.Single(shop.Contingencies()).Doubt);
        Assert.Equal(1, shop.Lines("rehearsal holds"));
    }

    [Fact]
    public void A_rehearsal_of_another_plan_than_the_one_in_force_is_not_recorded()
    {
        var shop = new SheddingShop();
        var host = shop.Scenario.NewHost();
        ContingencyResult[] results = [ContingencyResult.Of(SheddingShop.Plan.Contingencies[0], TimeSpan.FromMinutes(4))];
        foreach (var (plan, words) in new[]
        {
            (SheddingShop.Plan with { AlarmLimit = TimeSpan.FromMinutes(1) }, "is not the one that is rehearsed: alarmLimit"),
            (SheddingShop.Plan with { Event = EventId.Parse("nowhere") }, "there is no event nowhere"),
            (SheddingShop.Plan with { Contingencies = [] }, "has no contingencies"),
        })
        {
            var refused = Assert.IsType<MoveOutcome.Refused>(shop.Scenario.Play(() =>
                shop.DrillsOf(host).RecordAsync(plan, results, "kim", CancellationToken.None)));
            Assert.Contains(words, refused.Reason, StringComparison.Ordinal);
        }

        Assert.NotNull(Assert.Single(shop.Contingencies()).Doubt);
        Assert.Equal(0, shop.Lines("rehearsal holds"));
    }

    [Fact]
    public void A_rehearsal_in_which_an_invariant_was_violated_leaves_the_contingency_in_doubt()
    {
        var shop = new SheddingShop();
        var host = shop.Scenario.NewHost();
        var (contingency, soon) = (SheddingShop.Plan.Contingencies[0], TimeSpan.FromMinutes(1));
        ContingencyResult[] results =
            [new(contingency.Name, soon, contingency.RecoveryTime, false) { But = "1 invariant(s) violated" }];
        shop.Scenario.Play(() => shop.DrillsOf(host).RecordAsync(SheddingShop.Plan, results, "kim", CancellationToken.None));
        Assert.Contains("1 invariant(s) violated", Assert.Single(shop.Contingencies()).Doubt, StringComparison.Ordinal);
        Assert.Equal(1, shop.Lines("rehearsal fails"));
    }

    private static string? Doubt(SheddingShop shop, CompiledPlan plan) => Assert.Single(shop.Scenario.Play(() =>
        Drills.StatusAsync(shop.Scenario.Store, plan, CancellationToken.None))).Doubt;
}
