using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using Amazon.ElasticLoadBalancingV2;
using Amazon.ElasticLoadBalancingV2.Model;
using Amazon.Route53;
using Amazon.Route53.Model;
using Amazon.Runtime;

namespace ServerlessReadiness.Sdk.Tests.Faults;

/// <summary>Where requests go: the regional and global endpoints of the partitions that slices know.</summary>
public sealed class EndpointTests
{
    private static BasicAWSCredentials Credentials => new("id", "secret");

    [Theory]
    [InlineData("eu-central-1", "https://autoscaling.eu-central-1.amazonaws.com/")]
    [InlineData("cn-north-1", "https://autoscaling.cn-north-1.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", "https://autoscaling.us-gov-west-1.amazonaws.com/")]
    public void A_regional_service_has_an_endpoint_per_region(string region, string expected)
    {
        using var client = new AmazonAutoScalingClient(Credentials, Amazon.RegionEndpoint.GetBySystemName(region));

        Assert.Equal(expected, client.DetermineServiceOperationEndpoint(new DescribeAutoScalingGroupsRequest()).URL);
    }

    [Theory]
    [InlineData("eu-central-1", "https://route53.amazonaws.com/")]
    [InlineData("cn-north-1", "https://route53.amazonaws.com.cn/")]
    [InlineData("us-gov-west-1", "https://route53.us-gov.amazonaws.com/")]
    public void A_global_service_has_an_endpoint_per_partition(string region, string expected)
    {
        using var client = new AmazonRoute53Client(Credentials, Amazon.RegionEndpoint.GetBySystemName(region));

        Assert.Equal(expected, client.DetermineServiceOperationEndpoint(new GetChangeRequest()).URL);
    }

    [Fact]
    public void Host_names_come_from_the_model_and_not_from_the_packages_name()
    {
        using var metrics = new AmazonCloudWatchClient(Credentials, Amazon.RegionEndpoint.EUCentral1);
        using var balancers = new AmazonElasticLoadBalancingV2Client(Credentials, Amazon.RegionEndpoint.EUCentral1);

        Assert.Equal(
            "https://monitoring.eu-central-1.amazonaws.com/",
            metrics.DetermineServiceOperationEndpoint(new DescribeAlarmsRequest()).URL);
        Assert.Equal(
            "https://elasticloadbalancing.eu-central-1.amazonaws.com/",
            balancers.DetermineServiceOperationEndpoint(new DescribeTargetGroupsRequest()).URL);
    }

    [Fact]
    public void A_stated_url_wins()
    {
        var config = new AmazonRoute53Config { ServiceURL = "http://127.0.0.1:5000", AuthenticationRegion = "us-east-1" };
        using var client = new AmazonRoute53Client(Credentials, config);

        Assert.Equal("http://127.0.0.1:5000/", client.DetermineServiceOperationEndpoint(new GetChangeRequest()).URL);
    }

    [Fact]
    public void An_endpoint_that_a_slice_does_not_know_is_refused_with_the_way_out()
    {
        var config = new AmazonAutoScalingConfig { RegionEndpoint = Amazon.RegionEndpoint.USEast1, UseFIPSEndpoint = true };
        using var client = new AmazonAutoScalingClient(Credentials, config);

        var refusal = Assert.Throws<AmazonClientException>(
            () => client.DetermineServiceOperationEndpoint(new DescribeAutoScalingGroupsRequest()));

        Assert.Contains("AwsPackages=official", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_path_label_is_refused_before_anything_is_sent()
    {
        await using var service = await FakeService.StartAsync(FakeService.Reset);
        using var client = new AmazonRoute53Client(
            Credentials, new AmazonRoute53Config { ServiceURL = service.Url, AuthenticationRegion = "us-east-1" });

        var refusal = await Assert.ThrowsAsync<AmazonClientException>(
            () => client.GetChangeAsync(new GetChangeRequest(), TestContext.Current.CancellationToken));

        Assert.Contains("Id", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }
}
