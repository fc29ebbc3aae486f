using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Plans.Traffic;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Runs;

/// <summary>The runbooks that nobody has to write.</summary>
public sealed class BuiltInRunbooksTests
{
    private static readonly Component Group = Make.Component();

    private static readonly Component Listener = Of(
        "edge", new Resource.Listener("123456789012", "ap-northeast-2", "arn:aws:elasticloadbalancing:x:1:listener/app/a/b/c"));

    private static readonly Component Names = Of(
        "names",
        new Resource.DnsRecords("123456789012", "ap-northeast-2", "Z1", "shop.example.com", "A", DnsPolicy.Weighted)) with
    {
        Endpoints = [new("blue", null, [], false, null), new("green", null, [], false, null), new("sorry", null, [], true, null)],
    };

    private static readonly Component Failover = Names with
    {
        Resource = new Resource.DnsRecords("123456789012", "ap-northeast-2", "Z1", "shop.example.com", "A", DnsPolicy.Failover),
    };

    private static readonly Component Latency = Names with
    {
        Resource = new Resource.DnsRecords("123456789012", "ap-northeast-2", "Z1", "shop.example.com", "A", DnsPolicy.Latency),
    };

    /// <summary>The table: a row for each (name, kind of component), its first action or nothing.</summary>
    [Theory]
    [InlineData("heal-instance", "group", "InstanceRecover")]
    [InlineData("heal-instance", "names", null)]
    [InlineData("scale-out", "group", "CapacityRaise")]
    [InlineData("scale-out", "names", null)]
    [InlineData("set-floor", "group", "CapacityFloor")]
    [InlineData("set-floor", "edge", null)]
    [InlineData("maintenance-page", "group", "MaintenanceOn")]
    [InlineData("maintenance-page", "edge", "MaintenanceOn")]
    [InlineData("shift-region", "names", "DnsShift")]
    [InlineData("shift-region", "failover", "DnsFailover")]
    [InlineData("shift-region", "latency", "DnsFailover")]
    [InlineData("shift-back", "latency", "DnsFailback")]
    [InlineData("shift-region", "group", null)]
    [InlineData("shift-back", "names", "DnsRestore")]
    [InlineData("shift-back", "failover", "DnsFailback")]
    [InlineData("blue-green-back", "names", "DnsShift")]
    [InlineData("blue-green-back", "failover", null)]
    [InlineData("prewarm", "group", "CapacityFloor")]
    [InlineData("prewarm", "edge", null)]
    [InlineData("return-to-normal", "group", "CapacityRestore")]
    [InlineData("no-such", "group", null)]
    public void It_is_made_for_the_component_or_there_is_none(string name, string kind, string? action)
    {
        var component = kind switch { "group" => Group, "edge" => Listener, "names" => Names, "latency" => Latency, _ => Failover };
        var found = BuiltInRunbooks.Find(RunbookBindingTests.Plan(Group, Listener, Names), RunbookName.Parse(name), component);
        Assert.Equal(action, found?.Steps[0].Do.GetType().Name);
        Assert.All(found?.Steps ?? [], s => Assert.True(ActionCatalog.Suits(s.Do, s.On is null ? component.Resource : Listener.Resource)));
    }

    [Fact]
    public void A_page_is_put_on_the_plans_one_listener_and_of_several_one_must_be_named()
    {
        var page = BuiltInRunbooks.Find(RunbookBindingTests.Plan(Group, Listener), BuiltInRunbooks.MaintenancePageName, Group);
        Assert.Equal(Listener.Name, page!.Steps[0].On);
        var other = Listener with { Name = ComponentName.Parse("other") };
        Assert.Null(BuiltInRunbooks.Find(RunbookBindingTests.Plan(Group, Listener, other), BuiltInRunbooks.MaintenancePageName, Group));
    }

    [Fact]
    public void Traffic_is_shifted_to_an_endpoint_that_serves_never_to_the_static_page()
    {
        var shift = BuiltInRunbooks.Find(RunbookBindingTests.Plan(Names), BuiltInRunbooks.ShiftRegionName, Names)!;
        var to = shift.Parameters.Single(p => p.Name == "to");
        Assert.Equal((["blue", "green"], (string?)null), (to.Allowed, to.Default));
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { ["to"] = "green", ["stepPercent"] = "10%" };
        var action = (StepAction.DnsShift)RunbookBinding.Bind(shift, given).Runbook!.Steps[0].Do;
        Assert.Equal(([new("green", 100)], 10, TimeSpan.FromMinutes(5)), (action.Shares, action.StepPercent, action.Soak));
        given["to"] = "sorry";
        Assert.Contains("use one of blue, green", RunbookBinding.Bind(shift, given).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plans_own_runbook_of_the_name_wins()
    {
        var own = new Runbook(BuiltInRunbooks.ScaleOutName, [Steps.Tell("mine")]);
        var plan = RunbookBindingTests.Plan(Group) with { Runbooks = [own] };
        Assert.Same(own, BuiltInRunbooks.Resolve(plan, BuiltInRunbooks.ScaleOutName, Group));
    }

    [Fact]
    public void Every_name_is_found_for_some_component()
    {
        var plan = RunbookBindingTests.Plan(Group, Listener, Names) with
        {
            Ladders = [Ladders.Ladder with { Component = Group.Name }],
        };
        Assert.All(BuiltInRunbooks.Names, n => Assert.Contains(plan.Components, c => BuiltInRunbooks.Find(plan, n, c)?.Name == n));
    }

    private static Component Of(string name, Resource resource) => Make.Component(resource: resource) with { Name = ComponentName.Parse(name) };
}
