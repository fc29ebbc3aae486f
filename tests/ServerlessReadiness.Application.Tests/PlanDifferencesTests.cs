using ServerlessReadiness.Application.Plans;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Traffic;

namespace ServerlessReadiness.Application.Tests;

public sealed class PlanDifferencesTests
{
    [Fact]
    public void Equal_plans_do_not_differ() => Assert.Empty(PlanDifferences.Between(Sample.Plan, Sample.Plan with { }));

    [Fact]
    public void A_changed_value_is_named_by_the_names_on_its_way()
    {
        var after = Sample.Plan with
        {
            Components = Sample.Plan.Components.With(0, Sample.Plan.Components[0] with { Ceiling = 20 }),
        };
        Assert.Equal("components[front].ceiling: 12 → 20", Assert.Single(PlanDifferences.Between(Sample.Plan, after)).ToString());
    }

    [Fact]
    public void What_is_new_and_what_is_gone_is_shown_whole()
    {
        var after = Sample.Plan with { Runbooks = EquatableList.From(Sample.Plan.Runbooks.Skip(1)) };
        var gone = Assert.Single(PlanDifferences.Between(Sample.Plan, after));
        Assert.Equal(("runbooks[raise]", (string?)null), (gone.Path, gone.After));
        var added = Assert.Single(PlanDifferences.Between(after, Sample.Plan));
        Assert.Equal(("runbooks[raise]", (string?)null), (added.Path, added.Before));
    }

    [Fact]
    public void The_order_of_responses_is_content()
    {
        var after = Sample.Plan with { Responses = EquatableList.From(Sample.Plan.Responses.Reverse()) };
        Assert.Equal("responses (order)", Assert.Single(PlanDifferences.Between(Sample.Plan, after)).Path);
    }

    [Fact]
    public void Items_without_a_name_of_their_own_are_told_apart_by_position()
    {
        CompiledPlan With(params TrafficShape[] shapes) => Sample.Plan with
        {
            Traffic = [new("www", 1, [new(Sample.Front, 1)], TimeSpan.Zero, EquatableList.From(shapes))],
        };
        TrafficShape crowd = new TrafficShape.FlashCrowd(Sample.T0, 2, TimeSpan.FromMinutes(5));
        TrafficShape larger = new TrafficShape.FlashCrowd(Sample.T0, 3, TimeSpan.FromMinutes(5));
        Assert.Equal(
            "traffic[www].shapes[#2].factor: 2 → 3",
            Assert.Single(PlanDifferences.Between(With(crowd, crowd), With(crowd, larger))).ToString());
    }
}
