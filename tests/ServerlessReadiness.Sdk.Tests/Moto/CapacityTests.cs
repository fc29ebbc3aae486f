using Amazon.ApplicationAutoScaling;
using Amazon.ApplicationAutoScaling.Model;
using Amazon.ServiceQuotas;
using Amazon.ServiceQuotas.Model;

namespace ServerlessReadiness.Sdk.Tests.Moto;

public sealed class CapacityTests(MotoFixture moto) : IClassFixture<MotoFixture>
{
    private const string Table = "table/orders";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scalable_target_is_registered_described_and_deregistered()
    {
        using var client = new AmazonApplicationAutoScalingClient(
            MotoFixture.Credentials, moto.Configure(new AmazonApplicationAutoScalingConfig()));
        await client.RegisterScalableTargetAsync(
            new RegisterScalableTargetRequest
            {
                ServiceNamespace = ServiceNamespace.Dynamodb,
                ResourceId = Table,
                ScalableDimension = ScalableDimension.DynamodbTableWriteCapacityUnits,
                MinCapacity = 5,
                MaxCapacity = 500,
                SuspendedState = new SuspendedState { DynamicScalingInSuspended = true },
            },
            Cancelled);

        var described = await client.DescribeScalableTargetsAsync(
            new DescribeScalableTargetsRequest { ServiceNamespace = ServiceNamespace.Dynamodb, ResourceIds = [Table] },
            Cancelled);
        var target = Assert.Single(described.ScalableTargets);
        Assert.Equal((5, 500), (target.MinCapacity, target.MaxCapacity));
        Assert.True(target.SuspendedState.DynamicScalingInSuspended);
        Assert.InRange(target.CreationTime!.Value, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));

        await client.DeregisterScalableTargetAsync(
            new DeregisterScalableTargetRequest
            {
                ServiceNamespace = ServiceNamespace.Dynamodb,
                ResourceId = Table,
                ScalableDimension = ScalableDimension.DynamodbTableWriteCapacityUnits,
            },
            Cancelled);
        described = await client.DescribeScalableTargetsAsync(
            new DescribeScalableTargetsRequest { ServiceNamespace = ServiceNamespace.Dynamodb, ResourceIds = [Table] },
            Cancelled);
        Assert.Empty(described.ScalableTargets);
    }

    [Fact]
    public async Task A_quota_is_read_and_an_unknown_one_has_its_own_exception()
    {
        using var client = new AmazonServiceQuotasClient(
            MotoFixture.Credentials, moto.Configure(new AmazonServiceQuotasConfig()));

        var answer = await client.GetServiceQuotaAsync(
            new GetServiceQuotaRequest { ServiceCode = "vpc", QuotaCode = "L-F678F1CE" }, Cancelled);

        Assert.Equal("VPCs per Region", answer.Quota.QuotaName);
        Assert.Equal(5.0, answer.Quota.Value);
        Assert.True(answer.Quota.Adjustable);
        await Assert.ThrowsAsync<NoSuchResourceException>(() => client.GetServiceQuotaAsync(
            new GetServiceQuotaRequest { ServiceCode = "vpc", QuotaCode = "L-NONE" }, Cancelled));
    }
}
