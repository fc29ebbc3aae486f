using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Core.Tests.Review.Limits;

public sealed class LimitProjectionTests
{
    [Theory]
    [InlineData("m7g.large", false, "L-1216C47A")]
    [InlineData("c6id.large", true, "L-34B43A08")]
    [InlineData("im4gn.large", false, "L-1216C47A")]
    [InlineData("inf2.xlarge", false, "L-1945791B")]
    [InlineData("trn1.2xlarge", true, "L-6B0D517C")]
    [InlineData("g5.xlarge", true, "L-3819A6DF")]
    [InlineData("u-6tb1.metal", false, "L-43DA4232")]
    [InlineData("hpc7g.4xlarge", true, null)]
    [InlineData("mac2.metal", false, null)]
    [InlineData("", false, null)]
    public void A_type_counts_toward_the_quota_of_its_family(string type, bool spot, string? code) =>
        Assert.Equal(code, VcpuQuotas.Of(type, spot)?.Code);

    [Theory]
    [InlineData("500", null, 500)]
    [InlineData("{DBInstanceClassMemory/12582880}", 8589934592, 682)]
    [InlineData("LEAST({DBInstanceClassMemory/9531392},5000)", 68719476736, 5000)]
    [InlineData("LEAST({DBInstanceClassMemory/9531392}, 5000)", 8589934592, 901)]
    [InlineData("GREATEST({DBInstanceClassMemory/9531392},1000)", 8589934592, 1000)]
    [InlineData("LEAST({DBInstanceClassMemory/9531392},5000)", null, null)]
    [InlineData("{DBInstanceClassMemory/0}", 8589934592, null)]
    [InlineData("{log(DBInstanceClassMemory/805306368)*45}", 8589934592, null)]
    public void Connections_of_a_database_follow_from_its_formula(string text, long? memory, int? expected) =>
        Assert.Equal(expected, ConnectionLimit.Of(text, memory));

    [Fact]
    public void A_group_of_both_kinds_meets_both_quotas_each_with_its_share_and_a_replacement()
    {
        // Of 50: 10 and a quarter of 40 are On-Demand; of 10 all are. Spot grows from none to 30.
        var facts = LimitWorld.With(l => l with
        {
            Groups = LimitWorld.Of(LimitWorld.Group with { Share = new PurchaseShare(10, 25) }),
            Quotas = LimitWorld.Of(
                LimitWorld.Quota(LimitWorld.Standard, 1000, 20),
                LimitWorld.Quota(VcpuQuotas.Of("m7g.large", spot: true)!, 640, 0)),
        });
        Assert.Equal(20 + (10 * 2) + 2, LimitWorld.Row(facts, "On-Demand Standard").AtPeak);
        Assert.Equal((30 * 2) + 2, LimitWorld.Row(facts, "All Standard").AtPeak);
        Assert.Equal((90 - 23) * 2 + 2, LimitWorld.Row(facts, "All Standard").AtCeiling);
    }

    [Fact]
    public void Groups_of_one_account_and_region_share_its_quota_and_those_of_another_do_not()
    {
        var other = ComponentName.Parse("api");
        var web = LimitWorld.Plan.Components[0];
        var facts = LimitWorld.Facts with
        {
            Plan = LimitWorld.Plan with { Components = LimitWorld.Plan.Components.Add(web with { Name = other }) },
            Limits = LimitWorld.Limits with
            {
                Groups = LimitWorld.Of(LimitWorld.Group, LimitWorld.Group with { Component = other, Name = "api-asg" }),
            },
        };
        var shared = LimitWorld.Row(facts, "Standard");
        Assert.Equal((20 + 82 + 82m, 18.4m), (shared.AtPeak, shared.Percent));
        Assert.StartsWith("group web-asg, group api-asg in", shared.Resource, StringComparison.Ordinal);
        var apart = facts with
        {
            Limits = facts.Limits with
            {
                Groups = LimitWorld.Of(LimitWorld.Group, facts.Limits.Groups.Items[1] with { Region = "eu-west-1" }),
            },
        };
        Assert.Equal(102, LimitProjection.Of(apart).Items.First(r => r.Quota?.Key == LimitWorld.Standard).AtPeak);
    }

    [Fact]
    public void Storage_grows_with_the_instances_disks_in_TiB()
    {
        var facts = LimitWorld.With(l => l with
        {
            Groups = LimitWorld.Of(LimitWorld.Group with { Volumes = [new VolumeSize("gp3", 512)] }),
            Quotas = new(
                l.Quotas.Items.Add(LimitWorld.Quota(
                    new("ec2", "L-7A658B76", "Storage for General Purpose SSD (gp3) volumes, in TiB"), 50, 5)),
                []),
        });
        Assert.Equal(5 + (41 * 0.5m), LimitWorld.Row(facts, "gp3").AtPeak);
    }

    [Theory]
    [InlineData("dynamodb", "dynamodb:table:WriteCapacityUnits", "L-AB614373", 30000, 35000)]
    [InlineData("lambda", "lambda:function:ProvisionedConcurrency", "L-B99A9384", 30100, 35100)]
    public void Scalable_targets_meet_quotas_of_their_service(
        string service,
        string dimension,
        string code,
        int atPeak,
        int atCeiling)
    {
        var component = LimitWorld.Plan.Components[0] with
        {
            Resource = new Resource.ScalableTarget(LimitWorld.Account, LimitWorld.Region, service, "x", dimension),
            Floor = 30000,
            Ceiling = 35000,
            Model = new CapacityModel(1000, 1, TimeSpan.Zero, 0, 1, null),
        };
        var key = QuotaDemands.Of(LimitWorld.Plan with { Components = [component] }, []).Single().Key;
        Assert.Equal(code, key.Code);
        var facts = LimitWorld.Facts with
        {
            Plan = LimitWorld.Plan with { Components = [component], Ladders = [] },
            Limits = LimitWorld.Limits with { Groups = LimitWorld.Of<GroupUse>(), Quotas = LimitWorld.Of(LimitWorld.Quota(key, 40000, 1100)) },
        };
        var row = LimitWorld.Row(facts, key.Name);
        Assert.Equal(atPeak, row.AtPeak);
        Assert.Equal(atCeiling, row.AtCeiling);
    }

    [Fact]
    public void Requests_leave_a_fifth_to_spare_and_only_ask_for_what_can_be_increased()
    {
        var small = LimitWorld.With(l => l with { Quotas = LimitWorld.Allow("L-1216C47A", 120) });
        var request = Assert.Single(QuotaRequests.Of(LimitProjection.Of(small).Items));

        // 102 are 80 % of 127.5, and the ceiling of 202 has to fit.
        Assert.Equal(("L-1216C47A", 120m, 202m), (request.Key.Code, request.Before, request.Desired));
        var tight = LimitWorld.With(l => l with { Quotas = LimitWorld.Allow("L-A0D0B863", 60) });
        Assert.Equal(101, Assert.Single(QuotaRequests.Of(LimitProjection.Of(tight).Items)).Desired);
        Assert.Empty(QuotaRequests.Of(LimitProjection.Of(LimitWorld.Facts).Items));
        var row = LimitWorld.Row(small, "Standard");
        Assert.Empty(QuotaRequests.Of([row with { Quota = row.Quota! with { IsAdjustable = false } }]));
        Assert.Equal(128, Assert.Single(QuotaRequests.Of([row with { AtCeiling = 0 }])).Desired);
    }

    [Fact]
    public void A_second_request_for_a_quota_keeps_what_it_is_reset_to()
    {
        var plan = LimitWorld.Plan;
        var request = new QuotaRequest(LimitWorld.Account, LimitWorld.Region, LimitWorld.Standard, "vCPUs", 120, 202);
        var outcome = new QuotaRequested("r-1", null, "PENDING", 202, false);
        var at = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        var first = QuotaRequestRecord.Of(plan.Event, null, request, outcome, "kim", at);
        var second = QuotaRequestRecord.Of(plan.Event, first, request with { Before = 202, Desired = 300 }, outcome, "kim", at);
        Assert.Equal((120m, 300m), (second.Request.Before, second.Request.Desired));
        Assert.Equal(first.Name, second.Name);
        var afterReset = QuotaRequestRecord.Of(
            plan.Event, first with { ResetAt = at }, request with { Before = 130 }, outcome, "kim", at);
        Assert.Equal(130, afterReset.Request.Before);
    }

    [Fact]
    public void A_row_without_any_room_is_all_used()
    {
        var row = new LimitRow("x", "y", 0, 0, 1, 1, "z", "f");
        Assert.Equal((100m, LimitStand.Broken), (row.Percent, row.Stand));
        Assert.Equal(LimitStand.Fits, (row with { AtPeak = 0, AtCeiling = 0 }).Stand);
        Assert.Equal(LimitStand.Fits, (row with { Limit = 100, AtPeak = 80, AtCeiling = 100 }).Stand);
        Assert.Equal(LimitStand.Tight, (row with { Limit = 100, AtPeak = 81, AtCeiling = 81 }).Stand);
        Assert.Equal(LimitStand.CannotTell, (row with { Limit = null }).Stand);
        Assert.Equal(LimitStand.CannotTell, (row with { Limit = 100, AtPeak = null }).Stand);
    }
}
