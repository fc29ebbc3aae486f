using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Phases;

/// <summary>How each kind of resource goes back, and in which order.</summary>
public sealed class ReturnOfTrafficTests
{
    private static readonly ReturnToNormal How = new(TimeSpan.FromMinutes(10), 10, TimeSpan.FromMinutes(5), []);
    private static readonly ListenerRule Page = new("rule/1", 1, [], [], new FixedPage(503, "text/html", "Back soon"));

    public static TheoryData<Resource, StepAction[]> Kinds => new()
    {
        { Dns(DnsPolicy.Weighted), [new StepAction.DnsRestore(10, TimeSpan.FromMinutes(5))] },
        { Dns(DnsPolicy.Failover), [new StepAction.DnsFailback()] },
        { Dns(DnsPolicy.Latency), [new StepAction.DnsFailback()] },
        { Ladders.Listener, [new StepAction.MaintenanceOff(), new StepAction.ZoneBack()] },
        { Setting(SettingService.SsmParameters), [new StepAction.FeatureRestore()] },
        { Setting(SettingService.WebAclRateLimit), [new StepAction.RateRestore()] },
        { Setting(SettingService.EbsVolume), [new StepAction.SettingRestore()] },
        { Make.WebGroup, [new StepAction.CapacityRestore(10, TimeSpan.FromMinutes(5))] },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_goes_back_by_what_takes_it_back(Resource resource, StepAction[] steps)
    {
        var runbook = ReturnRunbook.Of(Make.Component(resource: resource), null, How, null);
        Assert.Equal(BuiltInRunbooks.ReturnName, runbook.Name);
        Assert.Equal(steps, runbook.Steps.Select(s => s.Do));
        Assert.All(runbook.Steps, s => Assert.True(Core.Actions.ActionCatalog.Suits(s.Do, resource)));
    }

    [Fact]
    public void A_zone_that_was_left_is_in_use_again_before_capacity_comes_down()
    {
        var left = Known() with
        {
            RestorePoint = new RestorePoint(new Bounds(2, 8), 4, Make.T0) { Subnets = [new ZoneView("a", "az1", ["subnet-a"])] },
        };
        Assert.Equal(
            [typeof(StepAction.ZoneBack), typeof(StepAction.CapacityRestore)],
            ReturnRunbook.Of(Make.Component(), left, How, null).Steps.Select(s => s.Do.GetType()));
        Assert.IsType<StepAction.ZoneBack>(Assert.Single(ReturnRunbook.OfTraffic(Make.Component(), left)!.Steps).Do);
        Assert.Null(ReturnRunbook.OfTraffic(Make.Component(), Known()));
    }

    [Fact]
    public void A_page_is_owed_without_a_restore_point()
    {
        Assert.False(ReturnRunbook.IsOwed(null));
        Assert.False(ReturnRunbook.IsOwed(Known()));
        Assert.True(ReturnRunbook.IsOwed(Known() with { Pages = [Page] }));
        Assert.Contains("page rule", ReturnRunbook.Shed(Known() with { Pages = [Page] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Traffic_goes_back_before_any_capacity_comes_down()
    {
        var levels = ReturnOrder.Levels(LadderPlans.Plan);
        Assert.Equal((0, 1), (levels[Ladders.Edge], levels[Ladders.Front.Name]));
        var without = LadderPlans.Plan with { Components = [Ladders.Front] };
        Assert.Equal(0, ReturnOrder.Levels(without)[Ladders.Front.Name]);
    }

    private static ResourceState Known() => ResourceState.New("r", Alarmed.Event);

    private static Resource.DnsRecords Dns(DnsPolicy policy) =>
        new("123456789012", "eu-west-1", "Z0123456789", "shop.example.com", "A", policy);

    private static Resource.Setting Setting(SettingService service) =>
        new("123456789012", "eu-west-1", service, "/shop/features");
}
