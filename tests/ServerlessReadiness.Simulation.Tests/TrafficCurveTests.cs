using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Simulation.Player;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Tests;

public sealed class TrafficCurveTests
{
    private static readonly DateTimeOffset T0 = SmallSale.Live;

    [Fact]
    public void A_daily_curve_swings_around_the_normal()
    {
        var stream = Stream(new TrafficShape.DailyCurve(T0, 40));
        Assert.Equal([140, 100, 60, 100, 140], Rates(stream, 0, 6 * 60, 12 * 60, 18 * 60, 24 * 60));
    }

    [Fact]
    public void A_launch_rises_holds_and_decays_to_the_normal()
    {
        var stream = Stream(new TrafficShape.LaunchSpike(T0, 11, Minutes(10), Minutes(20), Minutes(30)));
        Assert.Equal([100, 600, 1100, 1100, 600, 100], Rates(stream, -1, 5, 10, 30, 45, 61));
    }

    [Fact]
    public void A_flash_crowd_is_as_steep_down_as_up_and_a_plateau_ramps_at_both_ends()
    {
        var crowd = Stream(new TrafficShape.FlashCrowd(T0, 5, Minutes(20)));
        Assert.Equal([100, 300, 500, 300, 100], Rates(crowd, -10, -5, 0, 5, 10));

        var plateau = Stream(new TrafficShape.Plateau(T0, T0.AddMinutes(60), 3, Minutes(10)));
        Assert.Equal([100, 200, 300, 300, 200, 100], Rates(plateau, 0, 5, 10, 50, 55, 60));
    }

    [Fact]
    public void Shapes_add_up_and_never_go_below_zero()
    {
        var both = Stream(
            new TrafficShape.LaunchSpike(T0, 3, TimeSpan.Zero, Minutes(60), TimeSpan.Zero),
            new TrafficShape.FlashCrowd(T0.AddMinutes(30), 2, Minutes(20)));
        Assert.Equal([300, 400], Rates(both, 10, 30));

        var closed = Stream(
            new TrafficShape.Plateau(T0, T0.AddHours(1), 0.5m, TimeSpan.Zero),
            new TrafficShape.DailyCurve(T0.AddHours(12), 100));
        Assert.Equal(0, Rates(closed, 1)[0]);
    }

    [Fact]
    public void A_what_if_raises_only_what_is_above_the_normal()
    {
        var stream = Stream(
            new TrafficShape.DailyCurve(T0, 0),
            new TrafficShape.LaunchSpike(T0, 3, TimeSpan.Zero, Minutes(60), TimeSpan.Zero));
        Assert.Equal(500, TrafficCurve.RateAt(stream, Instant.Ms(T0.AddMinutes(10)), peak: 2));
        Assert.Equal(100, TrafficCurve.RateAt(stream, Instant.Ms(T0.AddMinutes(-10)), peak: 2));
    }

    [Fact]
    public void The_table_loses_no_request_by_rounding()
    {
        var stream = Stream(new TrafficShape.DailyCurve(T0, 33)) with { NormalRequestsPerSecond = 1 };
        var table = TrafficCurve.Table(stream, Instant.Ms(T0), 8_640, 1);
        Assert.InRange(table.Sum(), 86_399, 86_401);
    }

    private static TrafficStream Stream(params TrafficShape[] shapes) => new(
        "shop",
        100,
        [new StreamTarget(SmallSale.Front, 1)],
        TimeSpan.FromSeconds(60),
        [.. shapes]);

    private static int[] Rates(TrafficStream stream, params int[] minutes) =>
    [
        .. minutes.Select(m => (int)Math.Round(TrafficCurve.RateAt(stream, Instant.Ms(T0.AddMinutes(m)), 1))),
    ];

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);
}
