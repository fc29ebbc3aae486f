using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Phases;
using ServerlessReadiness.Core.Phases.Watches;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;

namespace ServerlessReadiness.Core.Tests.Phases;

public sealed class SpendMeterTests
{
    [Fact]
    public void A_thousand_minutes_add_up_to_what_they_are()
    {
        SpendProgress? meter = null;
        for (var minute = 0; minute <= 1000; minute++)
        {
            meter = SpendMeter.Decide(Way.Plan, meter, [Extra(7)], At(minute)).Next;
        }

        // Three units at half a dollar an hour.
        Assert.Equal(1000 * 3 * 0.5m / 60, Math.Round(meter!.TotalAt(At(1000)), 20));
        Assert.Equal(50m, Math.Round(meter.CountedTo(At(1000)).UnitHours, 20));
    }

    [Fact]
    public void It_is_written_when_the_units_change_and_otherwise_every_quarter_of_an_hour()
    {
        var meter = SpendMeter.Decide(Way.Plan, null, [Extra(7)], At(0)).Next;
        Assert.Same(meter, SpendMeter.Decide(Way.Plan, meter, [Extra(7)], At(14)).Next);
        Assert.NotSame(meter, SpendMeter.Decide(Way.Plan, meter, [Extra(7)], At(15)).Next);
        var more = SpendMeter.Decide(Way.Plan, meter, [Extra(9)], At(1)).Next;
        Assert.Equal(2.5m, more.BurnPerHour);
    }

    [Fact]
    public void What_cannot_be_read_is_counted_as_it_was_and_what_was_never_touched_costs_nothing()
    {
        var meter = SpendMeter.Decide(Way.Plan, null, [Extra(7)], At(0)).Next;
        Assert.Same(meter, SpendMeter.Decide(Way.Plan, meter, [Extra(7) with { Seen = null }], At(1)).Next);
        var untouched = Extra(7) with { Resource = null };
        Assert.Equal(0m, SpendMeter.Decide(Way.Plan, meter, [untouched], At(1)).Next.BurnPerHour);
        Assert.Equal(0, SpendMeter.ExtraUnits(Extra(3)));
    }

    [Fact]
    public void A_target_counts_by_its_minimum_and_a_setting_as_one()
    {
        var target = Extra(7) with { Component = Way.Component(Way.Front) with { Resource = Support.Make.Tasks } };
        target = target with
        {
            Seen = Observation.Nothing(Way.T0) with { Target = new TargetSnapshot(new Bounds(6, 9), false, null) },
        };
        Assert.Equal(4, SpendMeter.ExtraUnits(target));
        var resource = new Resource.Setting("123456789012", "ap-northeast-2", SettingService.RdsInstance, "shop");
        Assert.Equal(1, SpendMeter.ExtraUnits(Extra(7) with { Component = Way.Component(Way.Data) with { Resource = resource } }));
    }

    [Fact]
    public void Over_the_limit_a_person_is_called_once_a_day()
    {
        SpendProgress? meter = null;
        var pages = 0;
        for (var hour = 0; hour < 24 * 6; hour++)
        {
            var decision = SpendMeter.Decide(Way.Plan, meter, [Extra(7)], At(hour * 60));
            pages += decision.Issues.Count;
            meter = decision.Next;
        }

        // 1.50 an hour pass 100 after 67 hours; three days remain.
        Assert.Equal(4, pages);
        var free = Way.Plan with { Guardrails = Way.Plan.Guardrails with { ExtraSpendMax = null } };
        Assert.Empty(SpendMeter.Decide(free, meter, [Extra(7)], At(9_000)).Issues);
    }

    private static ComponentFacts Extra(int serving) =>
        Way.Facts(Way.Front, 2, 20, serving, Way.Touched(Way.Front, new Bounds(2, 20)));

    private static DateTimeOffset At(int minute) => Way.T0.AddMinutes(minute);
}
