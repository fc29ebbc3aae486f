using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Simulation.Player;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Tests;

public sealed class UnitsTests
{
    private const long T0 = 1_800_000_000_000;

    [Fact]
    public void A_target_starts_units_within_its_bounds_and_a_smaller_maximum_ends_them_at_once()
    {
        var target = new SimulatedTarget("api", new Bounds(2, 20), 4, 2, Boots(), new Conditions());
        target.SetBounds(new Bounds(8, 20), T0);
        Assert.Equal((8, 4), (target.Desired, target.Serving));

        target.Settle(T0 + 30_000);
        Assert.Equal(8, target.Serving);
        target.SetBounds(new Bounds(2, 5), T0 + 30_000);
        Assert.Equal((5, 5), (target.Desired, target.Serving));
        Assert.Throws<PortException>(() => target.SetBounds(new Bounds(6, 5), T0));
    }

    [Fact]
    public void Target_tracking_goes_out_after_three_minutes_and_in_after_fifteen()
    {
        var target = new SimulatedTarget("api", new Bounds(2, 20), 10, 2, Boots(), new Conditions());
        var policy = new ScalingPolicy(50);
        var sizes = new List<int>();
        for (var minute = 1; minute <= 20; minute++)
        {
            var now = T0 + (minute * Instant.MinuteMs);
            target.Settle(now);
            policy.Look(minute <= 3 ? 80 : 20, target, now);
            sizes.Add(target.Desired);
        }

        Assert.Equal([10, 10, 16], sizes[..3]);
        Assert.All(sizes[3..17], s => Assert.Equal(16, s));
        Assert.Equal(7, sizes[17]);
    }

    [Fact]
    public void Target_tracking_concludes_nothing_without_data()
    {
        var target = new SimulatedTarget("api", new Bounds(2, 20), 10, 2, Boots(), new Conditions());
        var policy = new ScalingPolicy(50);
        foreach (var use in new int?[] { 90, 90, null, 90, 90 })
        {
            policy.Look(use, target, T0);
        }

        Assert.Equal(10, target.Desired);
    }

    [Fact]
    public void A_larger_instance_class_takes_time_a_restart_and_gives_capacity_in_proportion()
    {
        var component = SmallSale.Plan.FindComponent(SmallSale.Orders)! with
        {
            Factor = 4,
            Model = new CapacityModel(2, 100, TimeSpan.FromMinutes(5), 0, 2, null),
        };
        var database = new SimulatedSetting(component, (Resource.Setting)component.Resource);
        Assert.Equal("db.r6g.xlarge", database.SnapshotAt(T0).Find("class"));
        Assert.Equal(2, database.Serving);

        database.Set(component.Settings, T0);
        Assert.False(database.SnapshotAt(T0 + 60_000).Ready);
        Assert.NotNull(database.SnapshotAt(T0 + 60_000).Busy);
        Assert.Equal(2, database.Serving);
        database.Settle(T0 + 9 * Instant.MinuteMs);
        Assert.Equal(0, database.Serving);
        Assert.True(database.SnapshotAt(T0 + 10 * Instant.MinuteMs).Ready);
        Assert.Equal(8, database.Serving);
    }

    [Fact]
    public void A_volume_rests_six_hours_and_warm_throughput_never_goes_down()
    {
        var volume = Setting(SettingService.EbsVolume, new SettingValue("iops", "12000"));
        volume.Set([new SettingValue("iops", "12000")], T0);
        volume.Settle(T0 + Instant.MinuteMs);
        Assert.Equal("12000", volume.SnapshotAt(T0 + Instant.MinuteMs).Find("iops"));
        Assert.Throws<PortException>(() => volume.Set([new SettingValue("iops", "6000")], T0 + Instant.HourMs));
        volume.Set([new SettingValue("iops", "6000")], T0 + (7 * Instant.HourMs));

        var table = Setting(SettingService.TableWarmThroughput, new SettingValue("readUnits", "40000"));
        Assert.Throws<PortException>(() => table.Set([new SettingValue("readUnits", "1")], T0));
    }

    private static SimulatedSetting Setting(SettingService service, SettingValue value)
    {
        var resource = new Resource.Setting(SmallSale.Account, SmallSale.Region, service, "thing");
        return new SimulatedSetting(
            SmallSale.Plan.FindComponent(SmallSale.Orders)! with
            {
                Resource = resource,
                Settings = [value],
                Factor = 3,
            },
            resource);
    }

    private static Boots Boots() => new(
        new CapacityModel(4, 100, TimeSpan.FromSeconds(30), 0, 2, null),
        1,
        0,
        new SimulatedChance(1));
}
