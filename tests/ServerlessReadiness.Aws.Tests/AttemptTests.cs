using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Alarms;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Aws.Messages;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Tests;

/// <summary>How often a call is sent, and how long it may take.</summary>
public sealed class AttemptTests
{
    private static readonly InstanceId Instance = InstanceId.Parse("i-0123456789abcdef0");
    private static readonly Resource.AutoScalingGroup Group = new(MotoFixture.Account, "eu-west-1", "web-asg");
    private static readonly Bounds From = new(1, 4);
    private static readonly Bounds To = new(2, 8);

    private static readonly Resource.ScalableTarget Target =
        new(MotoFixture.Account, "eu-west-1", "ecs", "service/shop/web", "ecs:service:DesiredCount");

    private static readonly Dictionary<string, Func<AwsClients, CancellationToken, Task>> Changes = new()
    {
        ["UpdateAutoScalingGroup"] = (c, t) =>
            Fleets(c).PerformAsync(Group, new Change.SetGroupBounds("web-asg", From, To), t),
        ["SetDesiredCapacity"] = (c, t) =>
            Fleets(c).PerformAsync(Group, new Change.SetGroupDesired("web-asg", 1, 2), t),
        ["TerminateInstanceInAutoScalingGroup"] = (c, t) =>
            Fleets(c).PerformAsync(Group, new Change.TerminateMember(Instance, true), t),
        ["EnterStandby"] = (c, t) =>
            Fleets(c).PerformAsync(Group, new Change.EnterStandby("web-asg", Instance, true), t),
        ["ExitStandby"] = (c, t) =>
            Fleets(c).PerformAsync(Group, new Change.ExitStandby("web-asg", Instance), t),
        ["SetInstanceHealth"] = (c, t) =>
            Fleets(c).PerformAsync(Group, new Change.MarkUnhealthy(Instance), t),
        ["RegisterScalableTarget"] = (c, t) =>
            new ApplicationAutoScalingTargets(c, TimeProvider.System)
                .PerformAsync(Target, new Change.SetTargetBounds(From, To), t),
        ["RebootInstances"] = (c, t) =>
            Instances(c).PerformAsync(MotoFixture.Home, new Change.RebootInstance(Instance), t),
        ["StopInstances"] = (c, t) =>
            Instances(c).PerformAsync(MotoFixture.Home, new Change.StopInstance(Instance), t),
        ["StartInstances"] = (c, t) =>
            Instances(c).PerformAsync(MotoFixture.Home, new Change.StartInstance(Instance), t),
        ["ModifyInstanceAttribute"] = (c, t) =>
            Instances(c)
                .PerformAsync(MotoFixture.Home, new Change.SetSecurityGroups(Instance, ["sg-1"], ["sg-2"]), t),
        ["Publish"] = (c, t) => new SnsNotifier(c, "arn:aws:sns:eu-west-1:123456789012:ops")
            .PublishAsync(new Change.Publish("token", "subject", "text"), t),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> ChangeNames => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public async Task A_change_that_fails_with_503_was_sent_exactly_once(string operation)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(503, "ServiceUnavailable"));
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(() => Changes[operation](clients, Cancel));

        Assert.Equal(PortFailure.Unavailable, error.Failure);
        Assert.Contains($":{operation} ", error.Message, StringComparison.Ordinal);
        Assert.Single(aws.Requests(operation));
    }

    [Fact]
    public async Task A_throttled_change_was_sent_exactly_once()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(400, "Throttling"));
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(() => Changes["SetDesiredCapacity"](clients, Cancel));

        Assert.Equal(PortFailure.Throttled, error.Failure);
        Assert.Single(aws.Requests("SetDesiredCapacity"));
    }

    [Fact]
    public async Task A_change_without_an_answer_is_given_up_after_one_attempt_and_may_have_happened()
    {
        await using var aws = await CannedAws.StartAsync((request, _) =>
            CannedAnswer.Query(request.Action) with { Delay = TimeSpan.FromMinutes(2) });
        using var clients = aws.Clients();

        var watch = System.Diagnostics.Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<PortException>(() => Changes["SetDesiredCapacity"](clients, Cancel));

        Assert.Equal(PortFailure.Unavailable, error.Failure);
        Assert.Contains("time-out", error.Message, StringComparison.Ordinal);
        Assert.Contains("Look whether it took effect", error.Message, StringComparison.Ordinal);
        Assert.Single(aws.Requests("SetDesiredCapacity"));
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
    }

    [Theory]
    [MemberData(nameof(ChangeNames))]
    public async Task A_change_whose_connection_ends_without_an_answer_was_sent_exactly_once(string operation)
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.Abort);
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(() => Changes[operation](clients, Cancel));

        Assert.Equal(PortFailure.Unavailable, error.Failure);
        Assert.Single(aws.Requests(operation));
    }

    [Fact]
    public async Task A_read_that_fails_twice_succeeds_at_the_third_attempt()
    {
        await using var aws = await CannedAws.StartAsync((request, count) =>
            request.Action == "DescribeAlarms" && count < 3
                ? CannedAnswer.QueryError(503, "ServiceUnavailable")
                : CannedAnswer.Query(request.Action));
        using var clients = aws.Clients();

        Assert.Empty(await new CloudWatchAlarms(clients).ReadAsync(MotoFixture.Home, ["web-5xx"], Cancel));

        Assert.Equal(3, aws.Requests("DescribeAlarms").Count);
    }

    [Fact]
    public async Task A_read_that_keeps_failing_is_unavailable_after_three_attempts()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(500, "InternalFailure"));
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(() => Fleets(clients).ReadAsync(Group, GroupDetails.All, Cancel));

        Assert.Equal(PortFailure.Unavailable, error.Failure);
        Assert.Equal(3, aws.Requests("DescribeAutoScalingGroups").Count);
    }

    [Fact]
    public async Task A_callers_own_cancellation_passes_through()
    {
        await using var aws = await CannedAws.StartAsync((request, _) =>
            CannedAnswer.Query(request.Action) with { Delay = TimeSpan.FromMinutes(2) });
        using var clients = aws.Clients();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        stop.CancelAfter(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fleets(clients).ReadAsync(Group, GroupDetails.All, stop.Token));
    }

    [Fact]
    public async Task A_service_that_nobody_listens_for_is_unavailable()
    {
        using var clients = new AwsClients(MotoFixture.Access(new Uri("http://127.0.0.1:9/")), TimeProvider.System);

        var error = await Assert.ThrowsAsync<PortException>(() => Changes["SetDesiredCapacity"](clients, Cancel));

        Assert.Equal(PortFailure.Unavailable, error.Failure);
    }

    [Fact]
    public async Task A_change_of_the_desired_capacity_says_what_the_service_needs()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(request.Action));
        using var clients = aws.Clients();

        await Changes["SetDesiredCapacity"](clients, Cancel);
        await Changes["SetInstanceHealth"](clients, Cancel);
        await Changes["UpdateAutoScalingGroup"](clients, Cancel);

        Assert.Equal("false", aws.Requests("SetDesiredCapacity")[0].Form["HonorCooldown"]);
        Assert.Equal("false", aws.Requests("SetInstanceHealth")[0].Form["ShouldRespectGracePeriod"]);
        var bounds = aws.Requests("UpdateAutoScalingGroup")[0].Form;
        Assert.Equal(("2", "8"), (bounds["MinSize"], bounds["MaxSize"]));
        Assert.DoesNotContain("DesiredCapacity", bounds.Keys);
    }

    private static AutoScalingFleets Fleets(AwsClients clients) => new(clients, TimeProvider.System);

    private static Ec2Instances Instances(AwsClients clients) => new(clients, new InstanceTypes(clients));
}
