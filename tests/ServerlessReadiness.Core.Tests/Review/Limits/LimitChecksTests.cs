using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Checks;
using ServerlessReadiness.Core.Review.Limits;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Review.Limits;

public sealed class LimitChecksTests
{
    public static TheoryData<string, string, string> Faults => new()
    {
        { "quota over 80 %", "group web-asg in", "102 of 120 at the planned peak (85 %), 20 now" },
        { "quota below the ceiling", "group web-asg in", "202 of 150 at the ceiling" },
        { "subnet full", "subnet subnet-b (ap-northeast-2b)", "261 of 251 at the planned peak" },
        { "target group", "target group web in", "51 of 60 at the planned peak" },
        { "load balancer", "load balancer app/shop/50dc in", "51 of 55 at the planned peak" },
        { "rules", "load balancer app/shop/50dc6c495c0c9188 in", "100 of 100 at the planned peak" },
        { "priorities", "listener app/shop", "2 of 1 at the planned peak" },
        { "connections", "database shop in", "510 of 500 at the planned peak" },
        { "NAT ports", "NAT gateway nat-1", "75000 of 55000 at the planned peak" },
        { "NAT errors", "NAT gateway nat-1", "3 connections found no port" },
        { "hook too short", "group web-asg in", "240 of 280 at the planned peak" },
        { "hook continues", "group web-asg in", "default result is CONTINUE" },
    };

    [Fact]
    public void Limits_that_suffice_give_a_yes()
    {
        var verdict = Check(LimitWorld.Facts);
        Assert.Equal((ReviewAnswer.Yes, 0), (verdict.Answer, verdict.Findings.Count));
        Assert.All(LimitProjection.Of(LimitWorld.Facts).Items, r => Assert.Equal(LimitStand.Fits, r.Stand));
        Assert.Equal(13, LimitProjection.Of(LimitWorld.Facts).Items.Count);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Each_limit_that_does_not_suffice_is_one_finding(string fault, string resource, string what)
    {
        var verdict = Check(LimitWorld.With(limits => Planted(fault, limits)));
        Assert.Equal(ReviewAnswer.No, verdict.Answer);
        var finding = Assert.Single(verdict.Findings);
        Assert.StartsWith(resource, finding.Resource, StringComparison.Ordinal);
        Assert.Contains(what, finding.What, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Fix);
    }

    [Fact]
    public void What_cannot_be_measured_is_said_and_never_passes()
    {
        Assert.Equal(ReviewAnswer.CouldNotTell, Check(new ReviewFacts(LimitWorld.Plan, Make.T0)).Answer);
        Untold(l => l with { Quotas = new([], ["allow servicequotas:GetServiceQuota"]) }, "allow servicequotas:GetServiceQuota");
        Untold(
            l => l with { Quotas = new([.. l.Quotas.Items.Skip(1), LimitWorld.Quota(LimitWorld.Standard, 1000)], []) },
            "the quota has no usage metric");
        Untold(Group(g => g with { Share = PurchaseShare.SpotOnly }), "not read: the quotas ec2 L-34B43A08 (All Standard");
        Untold(Group(g => g with { IsWeighted = true }), "weights of its types");
        Untold(Group(g => g with { Types = [new TypeSize("mac2.metal", 8)] }), "no quota is known for mac2.metal");
        Untold(Group(g => g with { Types = [new TypeSize("m7g.large", null)] }), "allow ec2:DescribeInstanceTypes");
        Untold(Group(g => g with { Types = [] }), "names no instance type");
        Untold(l => l with { Nats = LimitWorld.Of(LimitWorld.Nat with { Connections = null }) }, "no data of ActiveConnectionCount");
        Untold(
            l => l with { Databases = LimitWorld.Of(LimitWorld.Connections with { MemoryBytes = null }) },
            "the class's memory is not known");
    }

    [Fact]
    public void Quotas_that_could_not_be_read_are_named_once_after_the_cause()
    {
        var verdict = Check(LimitWorld.With(l => l with { Quotas = new([], ["quotas of ec2: allow servicequotas:GetServiceQuota."]) }));
        Assert.Equal(ReviewAnswer.CouldNotTell, verdict.Answer);
        Assert.Contains("allow servicequotas:GetServiceQuota; the quotas ", verdict.Evidence, StringComparison.Ordinal);
        Assert.Equal(2, verdict.Evidence.Split("L-1216C47A").Length);
    }

    [Fact]
    public void A_plan_that_does_not_state_its_pools_and_boot_times_is_told_so()
    {
        var plan = LimitWorld.Plan;
        var facts = LimitWorld.Facts with
        {
            Plan = plan with { Components = plan.Components.With(0, plan.Components[0] with { Model = null }) },
        };
        var verdict = Check(facts);
        Assert.Equal(ReviewAnswer.CouldNotTell, verdict.Answer);
        Assert.Contains("add model.connections to web", verdict.Evidence, StringComparison.Ordinal);
        Assert.Contains("add model.boot", verdict.Evidence, StringComparison.Ordinal);

        // Without a normal size the ceiling counts: 20 + (100 - 10) × 2 + 2.
        Assert.Equal(202, LimitWorld.Row(facts, "Standard").AtPeak);
    }

    [Fact]
    public void An_event_without_anything_that_has_limits_needs_none() => Assert.Equal(
        ReviewAnswer.NotApplicable,
        Check(LimitWorld.Facts with
        {
            Plan = LimitWorld.Plan with { Components = [] },
            Limits = new LimitFacts(
                new([], []), new([], []), new([], []), new([], []), new([], []), new([], []), new([], [])),
        }).Answer);

    [Fact]
    public void A_boot_storm_is_an_estimate_that_counts_above_the_limit_only()
    {
        var stage = new PrewarmStage(1, Make.T0, Make.T0, [new StageGoal(LimitWorld.Web, 960)]);
        ReviewFacts At(int floor) => LimitWorld.Facts with
        {
            Plan = LimitWorld.Plan with
            {
                Stages = [stage with { Goals = [new StageGoal(LimitWorld.Web, floor)] }],
                Components = LimitWorld.Plan.Components.With(0, LimitWorld.Plan.Components[0] with { Ceiling = 2000 }),
            },
        };
        var near = LimitWorld.Row(At(960), "instances launched at once");
        Assert.Equal((950m, LimitStand.Fits, true), (near.AtPeak, near.Stand, near.IsEstimate));
        Assert.Equal(LimitStand.Broken, LimitWorld.Row(At(1011), "instances launched at once").Stand);
        Assert.Equal(LimitStand.Broken, LimitWorld.Row(At(1011), "Describe calls").Stand);
    }

    private static LimitFacts Planted(string fault, LimitFacts limits) => fault switch
    {
        "quota over 80 %" => limits with { Quotas = LimitWorld.Allow("L-1216C47A", 120) },
        "quota below the ceiling" => limits with { Quotas = LimitWorld.Allow("L-1216C47A", 150) },
        "subnet full" => limits with
        {
            Subnets = LimitWorld.Of(LimitWorld.Subnet("a"), LimitWorld.Subnet("b", 5), LimitWorld.Subnet("c")),
        },
        "target group" => limits with { Quotas = LimitWorld.Allow("L-A0D0B863", 60) },
        "load balancer" => limits with { Quotas = LimitWorld.Allow("L-7E6692B2", 55) },
        "rules" => limits with { Listeners = LimitWorld.Of(LimitWorld.Listener with { RulesOfLoadBalancer = 98 }) },
        "priorities" => limits with
        {
            Listeners = LimitWorld.Of(LimitWorld.Listener with { Seen = new([new ListenerRule("r", 2, [], [], null)], []) }),
        },
        "connections" => limits with { Databases = LimitWorld.Of(LimitWorld.Connections with { MaxConnections = "500" }) },
        "NAT ports" => limits with { Nats = LimitWorld.Of(LimitWorld.Nat with { Connections = 15_000 }) },
        "NAT errors" => limits with { Nats = LimitWorld.Of(LimitWorld.Nat with { PortErrors = 3 }) },
        "hook too short" => Group(g => g with { Hooks = [Hook(TimeSpan.FromSeconds(280), true)] })(limits),
        _ => Group(g => g with { Hooks = [Hook(TimeSpan.FromMinutes(10), false)] })(limits),
    };

    private static void Untold(Func<LimitFacts, LimitFacts> change, string why)
    {
        var verdict = Check(LimitWorld.With(change));
        Assert.Equal(ReviewAnswer.CouldNotTell, verdict.Answer);
        Assert.Contains(why, verdict.Evidence, StringComparison.Ordinal);
    }

    private static Func<LimitFacts, LimitFacts> Group(Func<GroupUse, GroupUse> change) =>
        limits => limits with { Groups = LimitWorld.Of(change(LimitWorld.Group)) };

    private static HookTerms Hook(TimeSpan timeout, bool abandons) => new("ready", true, timeout, abandons, null, null);

    private static Verdict Check(ReviewFacts facts) => ReviewChecks.All["PERF-02"](facts);
}
