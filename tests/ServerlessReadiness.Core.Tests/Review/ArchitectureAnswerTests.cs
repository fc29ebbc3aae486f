using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Checks;
using ServerlessReadiness.Core.Review.Views;

namespace ServerlessReadiness.Core.Tests.Review;

/// <summary>What is neither a yes nor a finding.</summary>
public sealed class ArchitectureAnswerTests
{
    private static readonly Seen<InstanceView> Alone = Site.Of(Site.Instance with { Group = null });

    [Fact]
    public void A_zone_that_nobody_tried_to_lose_is_left_to_a_person_and_is_no_fault()
    {
        AssertOpen("REL-03", Site.Clean with { Contingencies = Site.Of(Site.ZoneLost with { Fault = null }) }, "zone-loss");
        AssertOpen(
            "REL-03",
            Site.Clean with { Contingencies = Site.Of(Site.ZoneLost with { Doubt = "the plan has changed" }) },
            "zone-loss");
    }

    [Fact]
    public void A_loss_of_a_zone_that_is_tried_at_one_component_is_one() => Assert.Equal(
        ReviewAnswer.Yes,
        ReviewChecks.All["REL-03"](Site.Clean with { Contingencies = Site.Of(Site.ZoneLost with { Fault = "zone-loss:web" }) })
            .Answer);

    [Fact]
    public void A_security_policy_counts_where_there_is_encryption_at_all()
    {
        var inside = Site.Listener with { Protocol = "HTTP", Port = 8080, IsPublic = false, SslPolicy = "ELBSecurityPolicy-2016-08" };
        Assert.Equal(ReviewAnswer.Yes, ReviewChecks.All["SEC-11"](Site.Clean with { Listeners = Site.Of(inside) }).Answer);
        var secure = Site.Clean with { Listeners = Site.Of(inside with { Protocol = "HTTPS" }) };
        Assert.Single(ReviewChecks.All["SEC-11"](secure).Findings);
    }

    [Fact]
    public void Of_a_fleet_that_is_wrong_all_alike_as_many_findings_are_kept_as_a_document_takes()
    {
        var fleet = Enumerable.Range(0, Verdict.FindingsMax + 50).Select(i => Site.Instance with
        {
            Id = $"i-{i}",
            Group = null,
            Profile = null,
            Volumes = [],
        });

        // SEC-04 has a question about launch templates besides.
        foreach (var item in new[] { "SEC-04", "REL-12" })
        {
            var verdict = ReviewChecks.All[item](Site.Clean with { Instances = Site.Of(fleet) });
            Assert.Equal(Verdict.FindingsMax, verdict.Findings.Count);
            Assert.StartsWith("250 findings; instances looked at: 250; the first 200", verdict.Evidence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Zones_of_tasks_are_not_read_and_those_of_regional_services_need_not_be()
    {
        var tasks = Site.Clean with { Plan = With(new Resource.ScalableTarget(Site.Account, "eu-west-1", "ecs", "s/a/b", "d")) };
        AssertOpen("REL-03", tasks, "target ecs s/a/b");
        var table = Site.Clean with { Plan = With(new Resource.ScalableTarget(Site.Account, "eu-west-1", "dynamodb", "t/a", "d")) };
        Assert.Equal(ReviewAnswer.Yes, ReviewChecks.All["REL-03"](table).Answer);
    }

    [Fact]
    public void Single_instances_of_a_component_are_asked_for_zones_and_for_a_volume_of_their_own()
    {
        var plan = With(new Resource.StandaloneInstances(
            Site.Account,
            "eu-west-1",
            [Core.Instances.InstanceId.Parse("i-0000000a"), Core.Instances.InstanceId.Parse("i-0000000b")]));
        var one = Site.Instance with { Id = "i-0000000a", Group = null, Volumes = [Site.Instance.Volumes[0]] };
        var facts = Site.Clean with { Plan = plan, Instances = Site.Of(one, one with { Id = "i-0000000b" }) };
        Assert.Equal("component edge", Assert.Single(ReviewChecks.All["REL-03"](facts).Findings).Resource);
        Assert.Equal(2, ReviewChecks.All["REL-12"](facts).Findings.Count);
        var apart = facts with { Instances = Site.Of(one, one with { Id = "i-0000000b", Zone = "eu-west-1b" }) };
        Assert.Equal(ReviewAnswer.Yes, ReviewChecks.All["REL-03"](apart).Answer);
    }

    [Fact]
    public void Instances_that_were_never_scanned_are_named_and_an_old_scan_is_a_finding()
    {
        AssertOpen("SEC-06", Site.Clean with { Patches = Site.Of(new PatchView("i-1", null)) }, "i-1");
        var old = Site.Clean with
        {
            Patches = Site.Of(new PatchView("i-1", Site.Patched with { At = Site.Now.AddDays(-31) })),
        };
        Assert.Contains("looked at last", Assert.Single(ReviewChecks.All["SEC-06"](old).Findings).What, StringComparison.Ordinal);
        var windows = Site.Clean with { Instances = Site.Of(Site.Instance with { IsWindows = true }) };
        Assert.Equal(ReviewAnswer.NotApplicable, ReviewChecks.All["REL-13"](windows).Answer);
        Assert.Equal(ReviewAnswer.Yes, ReviewChecks.All["SEC-06"](windows).Answer);
    }

    [Fact]
    public void Capacity_that_no_reservation_covers_may_have_a_savings_plan()
    {
        AssertOpen("COST-04", Site.Clean with { Reservations = Site.Of<ReservationView>() }, "0 of the 2");
        var elsewhere = Site.Clean.Reservations.Items[0] with { Type = "m5.large" };
        AssertOpen("COST-04", Site.Clean with { Reservations = Site.Of(elsewhere) }, "0 of the 2");
    }

    [Fact]
    public void A_component_whose_units_nobody_measured_leaves_the_sizes_open()
    {
        var plan = Site.Plan with
        {
            Components = EquatableList.From(Site.Plan.Components.Select(c => c with { Model = null })),
        };
        AssertOpen("COST-02", Site.Clean with { Plan = plan }, "component web");
    }

    [Fact]
    public void What_a_check_joins_must_be_read_before_its_absence_counts()
    {
        string[] denied = ["eu-west-1: allow it"];
        AssertOpen("REL-11", Site.Clean with { Instances = Alone, Snapshots = Unread<SnapshotView>(denied) }, denied[0]);
        AssertOpen("PERF-03", Site.Clean with { Distributions = Unread<DistributionView>(denied) }, denied[0]);
        AssertOpen("PERF-05", Site.Clean with { InstanceTypes = Unread<InstanceTypeView>(denied) }, denied[0]);
        AssertOpen("REL-05", Site.Clean with { Contingencies = Unread<ContingencyView>(denied) }, denied[0]);
        AssertOpen("REL-03", Site.Clean with { Contingencies = Unread<ContingencyView>(denied) }, denied[0]);
        AssertOpen("SEC-06", Site.Clean with { Patches = Unread<PatchView>(denied) }, denied[0]);
        AssertOpen("COST-01", Site.Clean with { Restores = Unread<RestoreView>(denied) }, denied[0]);
    }

    [Fact]
    public void A_cluster_with_members_in_two_zones_and_a_replica_need_no_standby()
    {
        var member = Site.Database with { IsMultiZone = false, Cluster = "c-1", ClusterZones = ["a", "b"] };
        Assert.Equal(ReviewAnswer.Yes, ReviewChecks.All["REL-04"](Site.Clean with { Databases = Site.Of(member) }).Answer);
        var replica = Site.Database with { IsMultiZone = false, ReplicaOf = "shop" };
        Assert.Equal(
            ReviewAnswer.NotApplicable,
            ReviewChecks.All["REL-04"](Site.Clean with { Databases = Site.Of(replica) }).Answer);
    }

    [Theory]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("0.0.0.0/7", true)]
    [InlineData("203.0.113.0/24", false)]
    [InlineData("2000::/3", true)]
    [InlineData("fc00::/7", false)]
    [InlineData("fd00::/8", false)]
    [InlineData("2001:db8::/32", false)]
    [InlineData("sg-0123", false)]
    [InlineData("pl-0123", false)]
    public void Anywhere_is_what_no_single_organisation_has(string source, bool anywhere) =>
        Assert.Equal(anywhere, new SecurityRule("tcp", 22, 22, source).IsFromAnywhere);

    [Fact]
    public void A_tag_that_is_missing_and_one_too_many_say_what_to_do()
    {
        Assert.Contains("tag it with readiness:event=sale", new TagGap("x", true).ToFinding("sale").Fix, StringComparison.Ordinal);
        Assert.Contains("nothing of the plan", new TagGap("x", false).ToFinding("sale").What, StringComparison.Ordinal);
    }

    private static void AssertOpen(string item, ReviewFacts facts, string why)
    {
        var verdict = ReviewChecks.All[item](facts);
        Assert.Equal((item, ReviewAnswer.CouldNotTell), (item, verdict.Answer));
        Assert.Empty(verdict.Findings);
        Assert.Contains(why, verdict.Evidence, StringComparison.Ordinal);
    }

    private static Seen<T> Unread<T>(string[] lines) => new([], EquatableList.From(lines));

    private static CompiledPlan With(Resource edge) => Site.Plan with
    {
        Components = EquatableList.From(Site.Plan.Components
            .Select(c => c.Name == Site.Edge ? c with { Resource = edge, Model = Site.Plan.Components[0].Model } : c)),
    };
}
