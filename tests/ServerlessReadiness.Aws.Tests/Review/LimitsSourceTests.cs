using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Aws.Review;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Review;
using ServerlessReadiness.Core.Review.Checks;
using ServerlessReadiness.Core.Review.Limits;

namespace ServerlessReadiness.Aws.Tests.Review;

public sealed class LimitsSourceTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly CompiledPlan Plan = new(
        EventId.Parse("sale"),
        "Sale",
        "Etc/UTC",
        [],
        new EventSchedule(Now.AddDays(9), Now.AddDays(10), Now.AddDays(11), Now.AddDays(12)),
        [
            new Component(
                ComponentName.Parse("web"),
                new Resource.AutoScalingGroup(MotoFixture.Account, "eu-west-1", "web-asg"),
                10,
                20,
                50,
                TimeSpan.Zero,
                [])
            {
                Factor = 5,
                Model = new CapacityModel(2, 100, TimeSpan.FromMinutes(2), 0, 2, null) { ConnectionsPerUnit = 20 },
                DependsOn = [new Dependency(ComponentName.Parse("data"), 1)],
            },
            new Component(
                ComponentName.Parse("data"),
                new Resource.Setting(MotoFixture.Account, "eu-west-1", SettingService.RdsInstance, "shop"),
                0,
                0,
                0,
                TimeSpan.Zero,
                []),
        ],
        [],
        [],
        TimeSpan.FromMinutes(15));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_limit_of_the_events_components_is_read_with_its_use()
    {
        await using var aws = await CannedAws.StartAsync(LimitAnswers.Of());
        var facts = await ReadAsync(aws);

        Assert.Empty(facts.Limits.Unread);
        var group = Assert.Single(facts.Limits.Groups.Items);
        Assert.Equal((2, "m5.large", 2), (group.Units, group.Types[0].Type, group.Types[0].VirtualCpus));
        Assert.Equal(["subnet-a", "subnet-b"], group.Subnets);
        Assert.Equal(new VolumeSize("gp3", 256), Assert.Single(group.Volumes));
        Assert.False(Assert.Single(group.Hooks).AbandonsByDefault);
        Assert.Equal([(251, 200), (11, 4)], facts.Limits.Subnets.Items.Select(s => (s.Usable, s.Free)));
        Assert.Equal(2, facts.Limits.TargetGroups.Items.Count);
        var nat = Assert.Single(facts.Limits.Nats.Items);
        Assert.Equal((2, 1500m, 5m), (nat.Addresses, nat.Connections!.Value, nat.PortErrors!.Value));
        Assert.Equal("subnet-a", Assert.Single(nat.Subnets));
        var database = Assert.Single(facts.Limits.Databases.Items);
        Assert.Equal((17179869184, 35m), (database.MemoryBytes!.Value, database.Connections!.Value));

        // 14 now, 8 more of 2 vCPUs and a replacement; averaged it would be 13.
        var cpus = Row(facts, "L-1216C47A");
        Assert.Equal((64m, 14m, 32m, 50m), (cpus.Limit, cpus.Now, cpus.AtPeak, cpus.Percent));
        var asked = aws.Requests("GetMetricData")
            .Single(r => r.Form["MetricDataQueries.member.1.MetricStat.Metric.MetricName"] == "ResourceCount");
        Assert.Equal("Maximum", asked.Form["MetricDataQueries.member.1.MetricStat.Stat"]);

        // No value is applied, so the default holds; the use is counted.
        var disks = Row(facts, "L-7A658B76");
        Assert.Equal((50m, 0.5m, 0.5m + (9 * 0.25m)), (disks.Limit, disks.Now, disks.AtPeak));
        Assert.Contains("default, none applied", disks.Source, StringComparison.Ordinal);

        // Both target groups count toward the load balancer: 4 and 9 more.
        Assert.Equal(13, Row(facts, "L-7E6692B2").AtPeak);
        Assert.Equal(
            ["subnet subnet-b", "NAT gateway nat-1", "group web-asg"],
            Verdict(facts).Findings.Select(f => string.Join(' ', f.Resource.Split(' ').Take(f.Resource.StartsWith("NAT", StringComparison.Ordinal) ? 3 : 2))));
    }

    [Theory]
    [InlineData("DescribeAutoScalingGroups", "autoscaling:DescribeAutoScalingGroups")]
    [InlineData("DescribeLifecycleHooks", "autoscaling:DescribeLifecycleHooks")]
    [InlineData("DescribeSubnets", "ec2:DescribeSubnets")]
    [InlineData("DescribeRouteTables", "ec2:DescribeRouteTables")]
    [InlineData("DescribeNatGateways", "ec2:DescribeNatGateways")]
    [InlineData("DescribeTargetGroups", "elasticloadbalancing:DescribeTargetGroups")]
    [InlineData("DescribeDBParameters", "rds:DescribeDBParameters")]
    [InlineData("GetServiceQuota", "servicequotas:GetServiceQuota")]
    [InlineData("DescribeInstanceTypes", "ec2:DescribeInstanceTypes")]
    public async Task What_may_not_be_read_names_the_missing_permission_and_the_rest_goes_on(string action, string right)
    {
        await using var aws = await CannedAws.StartAsync(LimitAnswers.Of(request => request.Action != action ? null
            : action == "GetServiceQuota" ? CannedAnswer.JsonError(400, "AccessDeniedException")
            : action.Contains("DB", StringComparison.Ordinal) || action.Contains("Target", StringComparison.Ordinal)
                || action.Contains("Lifecycle", StringComparison.Ordinal) || action.Contains("Auto", StringComparison.Ordinal)
                ? CannedAnswer.QueryError(403, "AccessDenied")
            : CannedAnswer.Ec2Error(403, "UnauthorizedOperation")));
        var verdict = Verdict(await ReadAsync(aws));

        Assert.Contains($"allow {right}", verdict.Evidence, StringComparison.Ordinal);
        Assert.Contains(" in ", verdict.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_data_of_the_usage_metric_running_instances_are_counted()
    {
        await using var aws = await CannedAws.StartAsync(LimitAnswers.Of(request => request.Action switch
        {
            "GetMetricData" => CannedAnswer.Query(request.Action, "<MetricDataResults/>"),
            "DescribeInstances" => CannedAnswer.Ec2(
                request.Action,
                "<reservationSet><item><instancesSet>"
                + "<item><instanceType>m5.large</instanceType></item><item><instanceType>c5.large</instanceType></item>"
                + "<item><instanceType>m5.large</instanceType><instanceLifecycle>spot</instanceLifecycle></item>"
                + "<item><instanceType>g5.xlarge</instanceType></item></instancesSet></item></reservationSet>"),
            _ => null,
        }));
        var cpus = Row(await ReadAsync(aws), "L-1216C47A");

        Assert.Equal((4m, 22m), (cpus.Now, cpus.AtPeak));
        Assert.Contains("counted", cpus.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_increase_is_filed_once_and_an_open_one_is_the_answer()
    {
        var wanted = new QuotaRequest(
            MotoFixture.Account, "eu-west-1", VcpuQuotas.Of("m5.large", spot: false)!, "vCPUs", 64, 128);
        var isOpen = false;
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action switch
        {
            "RequestServiceQuotaIncrease" => CannedAnswer.Json(
                """{"RequestedQuota":{"Id":"r-1","Status":"PENDING","DesiredValue":128.0}}"""),
            _ => CannedAnswer.Json(isOpen
                ? """{"RequestedQuotas":[{"Id":"r-0","Status":"DENIED"},{"Id":"r-1","CaseId":"7","Status":"CASE_OPENED","DesiredValue":128.0}]}"""
                : """{"RequestedQuotas":[{"Id":"r-0","Status":"APPROVED","DesiredValue":64.0}]}"""),
        });
        using var clients = aws.Clients();
        var increases = new QuotaIncreases(clients);

        Assert.Equal(new QuotaRequested("r-1", null, "PENDING", 128, false), await increases.RequestAsync(wanted, Cancel));
        Assert.Contains("\"DesiredValue\":128", aws.Requests("RequestServiceQuotaIncrease")[0].Body, StringComparison.Ordinal);
        isOpen = true;
        Assert.Equal(new QuotaRequested("r-1", "7", "CASE_OPENED", 128, true), await increases.RequestAsync(wanted, Cancel));
        Assert.Single(aws.Requests("RequestServiceQuotaIncrease"));
    }

    private static async Task<ReviewFacts> ReadAsync(CannedAws aws)
    {
        using var clients = aws.Clients();
        var source = new LimitsSource(clients, new InstanceTypes(clients), new FakeTimeProvider(Now));
        return await source.ReadAsync(new ReviewFacts(Plan, Now), [MotoFixture.Home], Cancel);
    }

    private static LimitRow Row(ReviewFacts facts, string code) =>
        LimitProjection.Of(facts).Items.Single(r => r.Quota?.Code == code);

    private static Verdict Verdict(ReviewFacts facts) => ReviewChecks.All["PERF-02"](facts);
}
