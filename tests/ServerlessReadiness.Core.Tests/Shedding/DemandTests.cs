using ServerlessReadiness.Core.Metrics;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Shedding;

public sealed class DemandTests
{
    private static readonly DateTimeOffset Now = Make.T0;

    [Fact]
    public void A_minutes_sum_is_a_rate_of_the_sixtieth_part()
    {
        var demand = Of((-2, 12_000));
        Assert.Equal((200m, 400m), (demand.Offered, demand.Ready));
        Assert.True(demand.Fits(51));
        Assert.False(demand.Fits(50));
    }

    [Fact]
    public void An_average_is_a_rate_already() => Assert.Equal(
        200,
        Demand.Of(Ladders.Requests with { Statistic = "Average" }, Series((-2, 200)), null, 4, Ladders.Front, Now).Offered);

    [Fact]
    public void The_minute_under_way_and_old_minutes_say_nothing()
    {
        Assert.Null(Of((-0.5, 600)).Offered);
        Assert.Null(Of((-7, 600)).Offered);
        Assert.Equal(10, Of((-6, 600)).Offered);
    }

    [Fact]
    public void The_largest_of_the_fresh_minutes_counts() =>
        Assert.Equal(100, Of((-3, 6_000), (-2, 1_200), (-1, 600)).Offered);

    [Fact]
    public void What_cannot_be_told_does_not_fit()
    {
        Assert.False(Of().Fits(99));
        Assert.False(Demand.Of(Ladders.Requests, null, "no answer", 4, Ladders.Front, Now).Fits(99));
        Assert.False(Demand.Of(Ladders.Requests, Series((-2, 60)), null, null, Ladders.Front, Now).Fits(99));
        Assert.False(Demand.Of(Ladders.Requests, Series((-2, 60)), null, 4, Make.Component(), Now).Fits(99));
        Assert.False(Demand.Of(Ladders.Requests, Series((-2, 0)), null, 0, Ladders.Front, Now).Fits(99));
    }

    private static Demand Of(params (double Minute, double Value)[] points) =>
        Demand.Of(Ladders.Requests, Series(points), null, 4, Ladders.Front, Now);

    private static MetricSeries Series(params (double Minute, double Value)[] points) => new(
        "requests",
        EquatableList.From(points.Select(p => new MetricPoint(Now.AddMinutes(p.Minute), p.Value))));
}
