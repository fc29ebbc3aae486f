using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Tests;

public sealed class ServiceQuotaHeadroomTests
{
    private const string Quota = """
        {"Quota":{"QuotaCode":"L-1216C47A","Value":100.0,"UsageMetric":{"MetricNamespace":"AWS/Usage",
          "MetricName":"ResourceCount","MetricDimensions":{"Class":"Standard/OnDemand","Resource":"vCPU",
          "Service":"EC2","Type":"Resource"},"MetricStatisticRecommendation":"Average"}}}
        """;

    private const string QuotaWithoutMetric = """{"Quota":{"QuotaCode":"L-1216C47A","Value":100.0}}""";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Resource.AutoScalingGroup Group = new(MotoFixture.Account, "eu-west-1", "web-asg");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Headroom_is_the_quota_less_the_newest_use_in_instances_of_the_largest_member_type()
    {
        // 100 vCPUs allowed, 37 used, the larger type has 8: seven more fit, with seven vCPUs to spare.
        await using var aws = await CannedAws.StartAsync(Answers(Members("m5.large", "m5.2xlarge"), used: "37.0"));
        using var clients = aws.Clients();

        Assert.Equal(7, await Quotas(clients).HeadroomAsync(Group, Cancel));

        var asked = aws.Requests("GetMetricData")[0].Form;
        Assert.Equal("Maximum", asked["MetricDataQueries.member.1.MetricStat.Stat"]);
        Assert.Equal("ResourceCount", asked["MetricDataQueries.member.1.MetricStat.Metric.MetricName"]);
    }

    [Fact]
    public async Task Use_above_the_quota_leaves_no_headroom()
    {
        await using var aws = await CannedAws.StartAsync(Answers(Members("m5.large"), used: "120.0"));
        using var clients = aws.Clients();

        Assert.Equal(0, await Quotas(clients).HeadroomAsync(Group, Cancel));
    }

    [Fact]
    public async Task A_measurement_is_kept_for_five_minutes()
    {
        var time = new FakeTimeProvider(Now);
        await using var aws = await CannedAws.StartAsync(Answers(Members("m5.large"), used: "50.0"));
        using var clients = aws.Clients(time);
        var quotas = Quotas(clients, time);

        await quotas.HeadroomAsync(Group, Cancel);
        time.Advance(TimeSpan.FromMinutes(4));
        await quotas.HeadroomAsync(Group, Cancel);
        Assert.Single(aws.Requests("GetServiceQuota"));

        time.Advance(TimeSpan.FromMinutes(1));
        await quotas.HeadroomAsync(Group, Cancel);
        Assert.Equal(2, aws.Requests("GetServiceQuota").Count);
        Assert.Single(aws.Requests("DescribeInstanceTypes"));
    }

    public static TheoryData<string, string, string, string?> NotMeasurable => new()
    {
        { "no member tells the type", "", Quota, "10.0" },
        { "the quota of GPU instances is another one", Members("g5.xlarge"), Quota, "10.0" },
        { "hpc is no standard family though it begins with h", Members("hpc7g.4xlarge"), Quota, "10.0" },
        { "spot instances count elsewhere", Spot + Members("m5.large"), Quota, "10.0" },
        { "the quota has no usage metric", Members("m5.large"), QuotaWithoutMetric, "10.0" },
        { "there is no recent use", Members("m5.large"), Quota, null },
        { "the type is unknown", Members("m9.large"), Quota, "10.0" },
    };

    [Theory]
    [MemberData(nameof(NotMeasurable))]
    public async Task What_cannot_be_measured_is_null(string why, string group, string quota, string? used)
    {
        await using var aws = await CannedAws.StartAsync(Answers(group, used, quota));
        using var clients = aws.Clients();

        var headroom = await Quotas(clients).HeadroomAsync(Group, Cancel);

        Assert.True(headroom is null, why);
    }

    [Fact]
    public async Task Services_that_fail_leave_the_headroom_unknown_and_raise_nothing()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(403, "AccessDenied"));
        using var clients = aws.Clients();

        Assert.Null(await Quotas(clients).HeadroomAsync(Group, Cancel));
    }

    [Fact]
    public async Task An_account_that_cannot_be_reached_leaves_the_headroom_unknown()
    {
        await using var aws = await CannedAws.StartAsync(Answers(Members("m5.large"), used: "1.0"));
        using var clients = aws.Clients();
        var elsewhere = new Resource.AutoScalingGroup("999999999999", "eu-west-1", "web-asg");

        Assert.Null(await Quotas(clients).HeadroomAsync(elsewhere, Cancel));
    }

    [Fact]
    public async Task Services_that_do_not_answer_cost_no_more_than_the_time_limit()
    {
        await using var aws = await CannedAws.StartAsync((request, _) =>
            CannedAnswer.Query(request.Action) with { Delay = TimeSpan.FromMinutes(1) });
        using var clients = aws.Clients();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.Null(await Quotas(clients).HeadroomAsync(Group, Cancel));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Resources_other_than_groups_are_not_measured()
    {
        await using var aws = await CannedAws.StartAsync(Answers(Members("m5.large"), used: "1.0"));
        using var clients = aws.Clients();
        var target = new Resource.ScalableTarget(
            MotoFixture.Account, "eu-west-1", "ecs", "service/shop/web", "ecs:service:DesiredCount");

        Assert.Null(await Quotas(clients).HeadroomAsync(target, Cancel));
    }

    private const string Spot = "<MixedInstancesPolicy><InstancesDistribution><OnDemandPercentageAboveBaseCapacity>50"
        + "</OnDemandPercentageAboveBaseCapacity></InstancesDistribution></MixedInstancesPolicy>";

    private static ServiceQuotaHeadroom Quotas(AwsClients clients, TimeProvider? time = null) =>
        new(clients, new InstanceTypes(clients), time ?? TimeProvider.System);

    private static string Members(params string[] types) => "<Instances>"
        + string.Concat(types.Select(t => $"<member><InstanceType>{t}</InstanceType></member>")) + "</Instances>";

    private static Func<CannedRequest, int, CannedAnswer> Answers(string group, string? used, string quota = Quota) =>
        (request, _) => request.Action switch
        {
            "GetServiceQuota" => CannedAnswer.Json(quota),
            "DescribeAutoScalingGroups" => CannedAnswer.Query(
                request.Action,
                $"<AutoScalingGroups><member>{group}</member></AutoScalingGroups>"),
            "GetMetricData" => CannedAnswer.Query(
                request.Action,
                "<MetricDataResults><member><Id>used</Id><Values>"
                + (used is null ? "" : $"<member>{used}</member><member>1.0</member>")
                + "</Values></member></MetricDataResults>"),
            _ => Types(request),
        };

    private static CannedAnswer Types(CannedRequest request) => request.Form["InstanceType.1"] switch
    {
        "m5.large" => Type("m5.large", 2),
        "m5.2xlarge" => Type("m5.2xlarge", 8),
        _ => CannedAnswer.Ec2Error(400, "InvalidInstanceType"),
    };

    private static CannedAnswer Type(string name, int cpus) => CannedAnswer.Ec2(
        "DescribeInstanceTypes",
        $"<instanceTypeSet><item><instanceType>{name}</instanceType><vCpuInfo><defaultVCpus>{cpus}</defaultVCpus>"
        + "</vCpuInfo><instanceStorageSupported>false</instanceStorageSupported></item></instanceTypeSet>");
}
