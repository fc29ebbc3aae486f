using Amazon.ApplicationAutoScaling;
using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Amazon.Runtime;
using Amazon.ServiceQuotas;
using Amazon.ServiceQuotas.Model;

namespace ServerlessReadiness.Sdk.Tests.Faults;

/// <summary>
/// Operations that moto lacks: against answers in the shape that AWS documents, with the request that was sent checked
/// parameter by parameter.
/// </summary>
public sealed class RecordedAnswerTests
{
    private const string Token = "12345678-1234-1234-1234-123456789012";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lifecycle_action_is_completed()
    {
        await using var service = await FakeService.StartAsync(Xml("CompleteLifecycleAction", ""));
        using var client = AutoScaling(service);

        var response = await client.CompleteLifecycleActionAsync(
            new CompleteLifecycleActionRequest
            {
                AutoScalingGroupName = "web",
                LifecycleHookName = "drain",
                LifecycleActionToken = Token,
                LifecycleActionResult = "CONTINUE",
                InstanceId = "i-1",
            },
            Cancelled);

        Assert.Equal("recorded-id", response.ResponseMetadata.RequestId);
        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Action"] = "CompleteLifecycleAction",
                ["Version"] = "2011-01-01",
                ["AutoScalingGroupName"] = "web",
                ["LifecycleHookName"] = "drain",
                ["LifecycleActionToken"] = Token,
                ["LifecycleActionResult"] = "CONTINUE",
                ["InstanceId"] = "i-1",
            },
            service.Requests[0].Form);
    }

    [Fact]
    public async Task A_heartbeat_is_recorded_and_what_is_not_given_is_not_sent()
    {
        await using var service = await FakeService.StartAsync(Xml("RecordLifecycleActionHeartbeat", ""));
        using var client = AutoScaling(service);

        await client.RecordLifecycleActionHeartbeatAsync(
            new RecordLifecycleActionHeartbeatRequest
            {
                AutoScalingGroupName = "web", LifecycleHookName = "drain", LifecycleActionToken = Token,
            },
            Cancelled);

        Assert.Equal(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Action"] = "RecordLifecycleActionHeartbeat",
                ["Version"] = "2011-01-01",
                ["AutoScalingGroupName"] = "web",
                ["LifecycleHookName"] = "drain",
                ["LifecycleActionToken"] = Token,
            },
            service.Requests[0].Form);
    }

    [Fact]
    public async Task An_instance_refresh_in_progress_is_read()
    {
        await using var service = await FakeService.StartAsync(Xml("DescribeInstanceRefreshes", """
            <InstanceRefreshes>
              <member>
                <InstanceRefreshId>r-1</InstanceRefreshId>
                <AutoScalingGroupName>web</AutoScalingGroupName>
                <Status>InProgress</Status>
                <StartTime>2026-03-01T10:11:12Z</StartTime>
                <PercentageComplete>40</PercentageComplete>
                <InstancesToUpdate>6</InstancesToUpdate>
                <Preferences>
                  <MinHealthyPercentage>90</MinHealthyPercentage>
                  <SkipMatching>false</SkipMatching>
                  <CheckpointPercentages><member>25</member><member>100</member></CheckpointPercentages>
                </Preferences>
              </member>
            </InstanceRefreshes>
            <NextToken>more</NextToken>
            """));
        using var client = AutoScaling(service);

        var response = await client.DescribeInstanceRefreshesAsync(
            new DescribeInstanceRefreshesRequest { AutoScalingGroupName = "web", InstanceRefreshIds = ["r-1", "r-2"], MaxRecords = 5 },
            Cancelled);

        var refresh = Assert.Single(response.InstanceRefreshes);
        Assert.Equal(InstanceRefreshStatus.InProgress, refresh.Status);
        Assert.Equal(new DateTime(2026, 3, 1, 10, 11, 12, DateTimeKind.Utc), refresh.StartTime);
        Assert.Equal((40, 6), (refresh.PercentageComplete, refresh.InstancesToUpdate));
        Assert.Equal((90, false), (refresh.Preferences.MinHealthyPercentage, refresh.Preferences.SkipMatching));
        Assert.Equal([25, 100], refresh.Preferences.CheckpointPercentages);
        Assert.Null(refresh.EndTime);
        Assert.Equal("more", response.NextToken);
        var form = service.Requests[0].Form;
        Assert.Equal(("r-1", "r-2", "5"), (form["InstanceRefreshIds.member.1"], form["InstanceRefreshIds.member.2"], form["MaxRecords"]));
    }

    [Fact]
    public async Task Scaling_activities_of_a_target_are_read()
    {
        await using var service = await FakeService.StartAsync(FakeService.Reply(200, "application/x-amz-json-1.1", """
            {"ScalingActivities":[{"ActivityId":"a-1","ServiceNamespace":"ecs","ResourceId":"service/main/front",
             "ScalableDimension":"ecs:service:DesiredCount","Description":"Setting desired count to 12.",
             "Cause":"monitor alarm","StartTime":1772359872.123,"StatusCode":"Successful",
             "NotScaledReasons":[{"Code":"AlreadyAtMaxCapacity","MaxCapacity":12}],"Brand new member":{"x":[1]}}]}
            """));
        using var client = new AmazonApplicationAutoScalingClient(
            new BasicAWSCredentials("id", "secret"),
            new AmazonApplicationAutoScalingConfig { ServiceURL = service.Url, AuthenticationRegion = "eu-central-1" });

        var response = await client.DescribeScalingActivitiesAsync(
            new Amazon.ApplicationAutoScaling.Model.DescribeScalingActivitiesRequest
            {
                ServiceNamespace = ServiceNamespace.Ecs, ResourceId = "service/main/front", IncludeNotScaledActivities = true,
            },
            Cancelled);

        var activity = Assert.Single(response.ScalingActivities);
        Assert.Equal(Amazon.ApplicationAutoScaling.ScalingActivityStatusCode.Successful, activity.StatusCode);
        Assert.Equal(new DateTime(2026, 3, 1, 10, 11, 12, 123, DateTimeKind.Utc), activity.StartTime);
        Assert.Equal(12, Assert.Single(activity.NotScaledReasons).MaxCapacity);
        var sent = service.Requests[0];
        Assert.Equal("AnyScaleFrontendService.DescribeScalingActivities", sent.Headers["X-Amz-Target"]);
        Assert.Equal(
            """{"ServiceNamespace":"ecs","ResourceId":"service/main/front","IncludeNotScaledActivities":true}""", sent.Body);
    }

    [Fact]
    public async Task Quotas_of_a_service_are_listed_page_by_page()
    {
        await using var service = await FakeService.StartAsync(FakeService.Reply(200, "application/x-amz-json-1.1", """
            {"NextToken":"p2","Quotas":[{"ServiceCode":"ec2","QuotaCode":"L-1216C47A","QuotaName":"Running On-Demand",
             "Value":1.152E3,"Unit":"None","Adjustable":true,"GlobalQuota":false,"UsageMetric":{"MetricNamespace":"AWS/Usage",
             "MetricName":"ResourceCount","MetricDimensions":{"Class":"Standard/OnDemand","Type":"Resource"},
             "MetricStatisticRecommendation":"Maximum"},"Period":null}]}
            """));
        using var client = new AmazonServiceQuotasClient(
            new BasicAWSCredentials("id", "secret"),
            new AmazonServiceQuotasConfig { ServiceURL = service.Url, AuthenticationRegion = "eu-central-1" });

        var response = await client.ListServiceQuotasAsync(
            new ListServiceQuotasRequest { ServiceCode = "ec2", MaxResults = 50, NextToken = "p1" }, Cancelled);

        var quota = Assert.Single(response.Quotas);
        Assert.Equal((1152.0, true, false), (quota.Value, quota.Adjustable, quota.GlobalQuota));
        Assert.Equal("Standard/OnDemand", quota.UsageMetric.MetricDimensions["Class"]);
        Assert.Null(quota.Period);
        Assert.Equal("p2", response.NextToken);
        Assert.Equal("""{"ServiceCode":"ec2","NextToken":"p1","MaxResults":50}""", service.Requests[0].Body);
        Assert.Equal("ServiceQuotasV20190624.ListServiceQuotas", service.Requests[0].Headers["X-Amz-Target"]);
    }

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task> Xml(string action, string result) => FakeService.Reply(
        200,
        "text/xml",
        $"""
        <{action}Response xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">
          <{action}Result>{result}</{action}Result>
          <ResponseMetadata><RequestId>recorded-id</RequestId></ResponseMetadata>
        </{action}Response>
        """);

    private static AmazonAutoScalingClient AutoScaling(FakeService service) => new(
        new BasicAWSCredentials("id", "secret"),
        new AmazonAutoScalingConfig { ServiceURL = service.Url, AuthenticationRegion = "eu-central-1", MaxErrorRetry = 0 });
}
