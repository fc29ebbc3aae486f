using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Review.EventCost;
using ServerlessReadiness.Core.Tests.Review.Limits;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Review.EventCost;

/// <summary>Prewarm 1 h, live 4 h, cooldown 3 h; 10 units normally, 40 at the floor, 100 at the ceiling.</summary>
public sealed class CostEstimatesTests
{
    private static readonly Component Web = LimitWorld.Plan.Components[0] with { UnitPricePerHour = 0.5m };

    private static readonly CompiledPlan Plan = LimitWorld.Plan with
    {
        Components = [Web, LimitWorld.Plan.Components[2]],
        ReturnToNormal = new ReturnToNormal(TimeSpan.FromMinutes(20), 10, TimeSpan.FromMinutes(10), []),
        Guardrails = new Guardrails(DateTimeOffset.MaxValue, 80, "EUR"),
    };

    [Fact]
    public void Extra_units_cost_from_the_pre_warm_over_live_and_half_of_the_way_back()
    {
        // 30 extra: 1 h before, 4 h live, 20 + 10 × 10 minutes of way back count half.
        var cost = CostEstimates.Of(Plan, PurchaseSplit.OnDemandOnly);
        var web = Assert.Single(cost.Components);
        Assert.Equal((180m, 90m), (web.ExtraUnitHours, web.AtFloor.Total));

        // At the ceiling 90 extra from live on.
        Assert.Equal((30m + (90 * 5), 240m), (web.ExtraUnitHoursAtCeiling, cost.AtCeiling.Total));
        Assert.Equal(("EUR", true), (cost.Currency, cost.IsOverLimit));
        Assert.Empty(cost.Untold);
    }

    [Fact]
    public void Each_stage_costs_its_own_floor_until_the_next()
    {
        var plan = Plan with
        {
            Stages =
            [
                new PrewarmStage(1, Make.T0, Make.T0, [new StageGoal(Web.Name, 20)]),
                new PrewarmStage(2, Make.T0.AddMinutes(30), Make.T0, [new StageGoal(Web.Name, 40)]),
            ],
        };
        Assert.Equal((10 * 0.5m) + (30 * 0.5m) + (30 * 5), CostEstimates.Of(plan, PurchaseSplit.OnDemandOnly).Components[0].ExtraUnitHours);
    }

    [Fact]
    public void The_way_back_ends_with_the_event()
    {
        Assert.Equal(TimeSpan.FromMinutes(120), CostEstimates.WayBack(Plan));
        var slow = Plan with { ReturnToNormal = Plan.ReturnToNormal with { StepPercent = 3 } };
        Assert.Equal(TimeSpan.FromHours(3), CostEstimates.WayBack(slow));
    }

    [Fact]
    public void Shares_and_discounts_divide_the_amount()
    {
        var split = new PurchaseSplit(50, 20, 60, 40);
        Assert.Null(split.Problem);
        var cost = CostEstimates.Of(Plan, split);
        Assert.Equal((27m, 18m, 10.8m), (cost.AtFloor.OnDemand, cost.AtFloor.Spot, cost.AtFloor.Reserved));
        Assert.Equal((55.8m, false), (cost.AtFloor.Total, cost.IsOverLimit));
        Assert.NotNull(new PurchaseSplit(60, 50, 0, 0).Problem);
        Assert.NotNull(new PurchaseSplit(-1, 0, 0, 0).Problem);
        Assert.NotNull(new PurchaseSplit(0, 0, 101, 0).Problem);
    }

    [Fact]
    public void A_setting_costs_its_price_for_the_whole_time_and_what_is_not_stated_is_said()
    {
        var database = LimitWorld.Plan.Components[1] with
        {
            Settings = [new SettingValue("class", "db.r6g.4xlarge")],
            UnitPricePerHour = 2,
        };
        var plan = Plan with { Components = [database, Web with { UnitPricePerHour = null }, Web with { Name = LimitWorld.Door, Model = null }] };
        var cost = CostEstimates.Of(plan, PurchaseSplit.OnDemandOnly);
        Assert.Equal((6m, 12m), (cost.Components.Single().ExtraUnitHours, cost.AtFloor.Total));
        Assert.Equal(["web: the plan states no price: add price", "door: the plan states no normal size: add normal and a model"], cost.Untold);
        Assert.Equal(12, cost.AtCeiling.Total);
    }

    [Fact]
    public void An_event_that_never_grows_costs_nothing_more() => Assert.Equal(
        0,
        CostEstimates.Of(Plan with { Components = [Web with { Floor = 5, Ceiling = 10 }] }, PurchaseSplit.OnDemandOnly).AtCeiling.Total);
}
