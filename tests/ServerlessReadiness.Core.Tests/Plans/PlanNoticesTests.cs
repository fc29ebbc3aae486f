using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Checks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Plans;

public sealed class PlanNoticesTests
{
    [Fact]
    public void A_class_that_may_not_restart_on_its_way_back_is_said()
    {
        var there = new RestartConsent("kim", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));
        var back = there with { From = there.Until, Until = there.Until.AddHours(1) };
        var database = Setting(SettingService.RdsInstance) with
        {
            Settings = [new SettingValue("class", "db.r6g.large")],
            Restart = there,
        };
        Assert.Single(PlanNotices.Of(Of(database)), n => n.NextStep.StartsWith("add restartBack", StringComparison.Ordinal));
        Assert.DoesNotContain(
            PlanNotices.Of(Of(database with { RestartBack = back })),
            n => n.NextStep.StartsWith("add restartBack", StringComparison.Ordinal));
    }

    private static readonly DateTimeOffset Live = Make.T0.AddHours(2);
    private static readonly ComponentName Web = ComponentName.Parse("web");
    private static readonly ComponentName Data = ComponentName.Parse("data");
    private static readonly CapacityModel Model = new(2, 100, TimeSpan.FromMinutes(3), 0, 3, null);

    [Fact]
    public void What_cannot_be_lowered_again_is_said_before_it_is_done()
    {
        var notice = Assert.Single(PlanNotices.Of(Of(Setting(SettingService.TableWarmThroughput))));
        Assert.Contains("cannot be lowered again: readUnits 9 stay", notice.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_volume_that_goes_back_only_hours_later_is_said()
    {
        var volume = Setting(SettingService.EbsVolume);
        var plan = Of(volume) with { Stages = [new(1, Make.T0, Live, [new(volume.Name, 1)])] };
        Assert.Contains("cannot change again for six hours", Assert.Single(PlanNotices.Of(plan)).Cause, StringComparison.Ordinal);
        var late = plan with { Schedule = plan.Schedule with { Cooldown = Make.T0.AddHours(6) } };
        Assert.Empty(PlanNotices.Of(late));
    }

    [Fact]
    public void A_component_that_takes_less_than_its_callers_send_is_said_with_the_numbers()
    {
        var web = Group(Web) with { Floor = 10, Ceiling = 10, DependsOn = [new(Data, 2)] };
        var notice = Assert.Single(PlanNotices.Of(Of(web, Group(Data) with { Floor = 19, Ceiling = 20 })));
        Assert.Contains(
            "data at its floor of 19 takes 1900 requests a second, and its callers at theirs send up to 2000 (web 2000)",
            notice.Cause,
            StringComparison.Ordinal);
        Assert.Empty(PlanNotices.Of(Of(web, Group(Data) with { Floor = 20, Ceiling = 20 })));
    }

    [Fact]
    public void A_floor_that_no_stage_raises_is_said()
    {
        var plan = Of(Group(Web), Group(Data)) with { Stages = [new(1, Make.T0, Live, [new(Web, 4)])] };
        Assert.Contains("data is in no pre-warm stage", Assert.Single(PlanNotices.Of(plan)).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_freeze_outside_the_event_is_said()
    {
        var plan = Of(Group(Web)) with { Freezes = [new("yesterday", Make.T0.AddDays(-1), Make.T0, [], true)] };
        Assert.Equal("freezes[0].from", Assert.Single(PlanNotices.Of(plan)).Path);
    }

    [Fact]
    public void A_target_of_traffic_without_a_model_is_said()
    {
        var plan = Of(Group(Web) with { Model = null }) with
        {
            Traffic = [new("www", 1, [new(Web, 1)], TimeSpan.FromMinutes(1), [])],
        };
        Assert.Equal("traffic[0].targets", Assert.Single(PlanNotices.Of(plan)).Path);
    }

    private static Component Group(ComponentName name) => new(
        name,
        new Resource.AutoScalingGroup("123456789012", "eu-west-1", name.Value),
        4,
        8,
        75,
        TimeSpan.FromMinutes(5),
        [])
    {
        Model = Model,
    };

    private static Component Setting(SettingService service) => new(
        Data,
        new Resource.Setting("123456789012", "eu-west-1", service, "x"),
        1,
        1,
        0,
        TimeSpan.FromMinutes(5),
        [])
    {
        Settings = [new(SettingNames(service), "9")],
    };

    private static string SettingNames(SettingService service) =>
        service == SettingService.EbsVolume ? "iops" : "readUnits";

    private static CompiledPlan Of(params Component[] components) => new(
        EventId.Parse("sale"),
        "Sale",
        "UTC",
        [new(Make.T0.AddDays(-1), TimeSpan.Zero, "UTC")],
        new(Make.T0, Live, Make.T0.AddHours(5), Make.T0.AddHours(9)),
        EquatableList.From(components),
        [],
        [],
        TimeSpan.FromMinutes(15))
    {
        Guardrails = new(Make.T0.AddHours(12), null, "USD"),
    };
}
