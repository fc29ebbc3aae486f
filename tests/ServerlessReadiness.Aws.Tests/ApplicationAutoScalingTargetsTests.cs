using Amazon.ApplicationAutoScaling.Model;
using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Tests;

public sealed class ApplicationAutoScalingTargetsTests(MotoFixture moto)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_target_is_read_and_its_bounds_are_set_without_touching_its_suspension()
    {
        var clients = await moto.ClientsAsync();
        var target = Target($"table/{Guid.NewGuid():N}");
        await clients.ApplicationAutoScaling(MotoFixture.Home, ClientUse.Effect).RegisterScalableTargetAsync(
            new RegisterScalableTargetRequest
            {
                ServiceNamespace = target.ServiceNamespace,
                ResourceId = target.ResourceId,
                ScalableDimension = target.Dimension,
                MinCapacity = 5,
                MaxCapacity = 50,
                SuspendedState = new SuspendedState { DynamicScalingOutSuspended = true },
            },
            Cancel);
        var targets = new ApplicationAutoScalingTargets(clients, TimeProvider.System);

        var before = await targets.ReadAsync(target, Cancel);
        Assert.Equal(new TargetSnapshot(new Bounds(5, 50), ScalingOutSuspended: true, ScalingTrouble: null), before);

        await targets.PerformAsync(target, new Change.SetTargetBounds(before.Bounds, new Bounds(20, 80)), Cancel);

        Assert.Equal(before with { Bounds = new Bounds(20, 80) }, await targets.ReadAsync(target, Cancel));
    }

    [Fact]
    public async Task A_target_that_is_not_registered_is_not_found()
    {
        var targets = new ApplicationAutoScalingTargets(await moto.ClientsAsync(), TimeProvider.System);

        var error = await Assert.ThrowsAsync<PortException>(
            () => targets.ReadAsync(Target("table/never-made"), Cancel));

        Assert.Equal(PortFailure.NotFound, error.Failure);
        Assert.Contains("table/never-made", error.Message, StringComparison.Ordinal);
        Assert.Contains("Register it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_scaling_activity_that_failed_of_late_is_the_trouble()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Json(
            request.Action == "DescribeScalableTargets"
                ? """{"ScalableTargets":[{"MinCapacity":1,"MaxCapacity":4}]}"""
                : $$"""
                  {"ScalingActivities":[
                    {"StatusCode":"Successful","StatusMessage":"Set desired count","StartTime":{{At(1)}}},
                    {"StatusCode":"Failed","StatusMessage":"older","StartTime":{{At(9)}}},
                    {"StatusCode":"Unfulfilled","StatusMessage":"did not reach it","StartTime":{{At(4)}}},
                    {"StatusCode":"Failed","StatusMessage":"long ago","StartTime":{{At(40)}}}]}
                  """));
        using var clients = aws.Clients();

        var seen = await new ApplicationAutoScalingTargets(clients, new FakeTimeProvider(Now))
            .ReadAsync(Target("table/t"), Cancel);

        Assert.Equal("did not reach it", seen.ScalingTrouble);
        Assert.False(seen.ScalingOutSuspended);
    }

    private static long At(int minutesAgo) => Now.AddMinutes(-minutesAgo).ToUnixTimeSeconds();

    private static Resource.ScalableTarget Target(string id) =>
        new(MotoFixture.Account, "eu-west-1", "dynamodb", id, "dynamodb:table:ReadCapacityUnits");
}
