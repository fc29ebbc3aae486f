using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Tests;

/// <summary>What the executor is told when a service says no.</summary>
public sealed class ErrorTests
{
    private static readonly Resource.AutoScalingGroup Group = new(MotoFixture.Account, "eu-west-1", "web-asg");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, "Throttling", "Rate exceeded", PortFailure.Throttled)]
    [InlineData(429, "SomethingNew", "Slow down", PortFailure.Throttled)]
    [InlineData(403, "AccessDenied", "User is not authorized", PortFailure.Denied)]
    [InlineData(403, "InvalidClientTokenId", "The token is invalid", PortFailure.Denied)]
    [InlineData(403, "SomethingNew", "No", PortFailure.Denied)]
    [InlineData(400, "ValidationError", "AutoScalingGroup name not found - null", PortFailure.NotFound)]
    [InlineData(400, "ValidationError", "i-1 is not part of Auto Scaling group web.", PortFailure.NotFound)]
    [InlineData(400, "ValidationError", "New SetDesiredCapacity value 9 is above max value 4", PortFailure.Refused)]
    [InlineData(400, "ScalingActivityInProgress", "Scaling activity is in progress", PortFailure.Refused)]
    [InlineData(500, "ResourceContention", "You already have a pending update", PortFailure.Unavailable)]
    [InlineData(500, "InternalFailure", "Oops", PortFailure.Unavailable)]
    [InlineData(503, "ServiceUnavailable", "Down", PortFailure.Unavailable)]
    public async Task An_error_of_auto_scaling_is_what_the_executor_can_act_on(
        int status,
        string code,
        string words,
        PortFailure failure)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(status, code, words));
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(() => new AutoScalingFleets(clients, TimeProvider.System)
            .PerformAsync(Group, new Change.SetGroupDesired("web-asg", 1, 9), Cancel));

        Assert.Equal(failure, error.Failure);
        Assert.StartsWith(
            "group web-asg in account 123456789012, eu-west-1: autoscaling:SetDesiredCapacity ",
            error.Message,
            StringComparison.Ordinal);
        Assert.Contains($"{code}: {words}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "<!doctype html>\n<title>500 Internal Server Error</title>", "Try again later.")]
    [InlineData(429, "Slow down", "Try again later.")]
    [InlineData(403, "No", "To read it, allow autoscaling:DescribeAutoScalingGroups for the role")]
    public async Task Who_only_looked_is_told_so_in_one_line_without_pages_of_a_server(int status, string body, string next)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => new CannedAnswer(status, body, "text/html"));
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(
            () => new AutoScalingFleets(clients, TimeProvider.System).ReadAsync(Group, GroupDetails.None, Cancel));

        Assert.Contains(next, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain('<', error.Message);
        Assert.DoesNotContain("took effect", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was changed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "UnauthorizedOperation", PortFailure.Denied)]
    [InlineData(400, "InvalidInstanceID.NotFound", PortFailure.NotFound)]
    [InlineData(400, "IncorrectInstanceState", PortFailure.Refused)]
    [InlineData(503, "RequestLimitExceeded", PortFailure.Throttled)]
    [InlineData(500, "InsufficientInstanceCapacity", PortFailure.Unavailable)]
    public async Task An_error_of_ec2_is_what_the_executor_can_act_on(int status, string code, PortFailure failure)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.Ec2Error(status, code));
        using var clients = aws.Clients();
        var instances = new Ec2Instances(clients, new InstanceTypes(clients));
        var start = new Change.StartInstance(InstanceId.Parse("i-0123456789abcdef0"));

        var error = await Assert.ThrowsAsync<PortException>(
            () => instances.PerformAsync(MotoFixture.Home, start, Cancel));

        Assert.Equal(failure, error.Failure);
        Assert.Contains("instance i-0123456789abcdef0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "ObjectNotFoundException", PortFailure.NotFound)]
    [InlineData(400, "ValidationException", PortFailure.Refused)]
    [InlineData(400, "ConcurrentUpdateException", PortFailure.Unavailable)]
    [InlineData(400, "AccessDeniedException", PortFailure.Denied)]
    [InlineData(400, "ThrottlingException", PortFailure.Throttled)]
    public async Task An_error_of_application_auto_scaling_is_what_the_executor_can_act_on(
        int status,
        string code,
        PortFailure failure)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.JsonError(status, code));
        using var clients = aws.Clients();
        var target = new Resource.ScalableTarget(
            MotoFixture.Account, "eu-west-1", "ecs", "service/shop/web", "ecs:service:DesiredCount");

        var error = await Assert.ThrowsAsync<PortException>(
            () => new ApplicationAutoScalingTargets(clients, TimeProvider.System)
                .PerformAsync(target, new Change.SetTargetBounds(new(1, 2), new(2, 4)), Cancel));

        Assert.Equal(failure, error.Failure);
    }

    [Fact]
    public async Task A_denied_call_names_the_permission_and_the_account_that_must_grant_it()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(403, "AccessDenied"));
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(() => new AutoScalingFleets(clients, TimeProvider.System)
            .PerformAsync(Group, new Change.SetGroupDesired("web-asg", 1, 9), Cancel));

        Assert.Contains(
            "allow autoscaling:SetDesiredCapacity for the role that acts in account 123456789012",
            error.Message,
            StringComparison.Ordinal);
    }
}
