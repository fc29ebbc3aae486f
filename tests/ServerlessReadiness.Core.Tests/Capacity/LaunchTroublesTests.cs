using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Issues;

namespace ServerlessReadiness.Core.Tests.Capacity;

public sealed class LaunchTroublesTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData(
        "We currently do not have sufficient m5.large capacity in the Availability Zone you requested "
            + "(ap-northeast-2a). Launching EC2 instance failed.",
        IssueKind.CapacityShortage)]
    [InlineData("Could not launch On-Demand Instances. InsufficientInstanceCapacity - …", IssueKind.CapacityShortage)]
    [InlineData("UnfulfillableCapacity - Unable to fulfill capacity", IssueKind.CapacityShortage)]
    [InlineData(
        "Could not launch On-Demand Instances. VcpuLimitExceeded - You have requested more vCPU capacity than your "
            + "current vCPU limit of 32 allows",
        IssueKind.QuotaRefused)]
    [InlineData("InstanceLimitExceeded - Your quota allows for 0 more running instance(s)", IssueKind.QuotaRefused)]
    [InlineData("MaxSpotInstanceCountExceeded - Max spot instance count exceeded", IssueKind.QuotaRefused)]
    [InlineData("RequestLimitExceeded - Request limit exceeded. Launching EC2 instance failed.", null)]
    [InlineData("4 of 8 are in service in group web; 4 boot, and no launch has failed", IssueKind.SlowBoot)]
    [InlineData("The security group 'sg-1' does not exist. Launching EC2 instance failed.", IssueKind.Other)]
    public void Each_text_names_its_kind_of_trouble(string? text, IssueKind? kind) =>
        Assert.Equal(kind, LaunchTroubles.Classify(text));
}
