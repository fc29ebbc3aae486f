using Microsoft.Extensions.Time.Testing;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Tests;

/// <summary>What stands in an action's way, as the service tells it and moto does not.</summary>
public sealed class GroupBlockerTests
{
    private const string NoMembers = "<MinSize>1</MinSize><MaxSize>4</MaxSize><DesiredCapacity>2</DesiredCapacity>";

    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Resource.AutoScalingGroup Group = new(MotoFixture.Account, "eu-west-1", "web-asg");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Pending", true)]
    [InlineData("InProgress", true)]
    [InlineData("Cancelling", true)]
    [InlineData("RollbackInProgress", true)]
    [InlineData("Baking", true)]
    [InlineData("SomethingNew", true)]
    [InlineData("Successful", false)]
    [InlineData("Failed", false)]
    [InlineData("Cancelled", false)]
    [InlineData("RollbackFailed", false)]
    [InlineData("RollbackSuccessful", false)]
    public async Task A_refresh_is_in_progress_until_a_status_that_ends_it(string status, bool inProgress)
    {
        var refreshes = $"<InstanceRefreshes>{Refresh("Successful")}{Refresh(status)}</InstanceRefreshes>";
        await using var aws = await CannedAws.StartAsync(Answers(refreshes: refreshes));
        using var clients = aws.Clients();

        var seen = await new AutoScalingFleets(clients, Time()).ReadAsync(Group, GroupDetails.All, Cancel);

        Assert.Equal(inProgress, seen.RefreshInProgress);
    }

    [Fact]
    public async Task The_newest_failed_launch_of_the_last_quarter_of_an_hour_is_the_launch_trouble()
    {
        var activities = "<Activities>"
            + Activity("Launching a new EC2 instance: i-01234567", "Successful", "", minutesAgo: 1)
            + Activity("Launching a new EC2 instance", "Failed", "Insufficient capacity in eu-west-1b.", minutesAgo: 8)
            + Activity("Launching a new EC2 instance", "Failed", "Insufficient capacity in eu-west-1a.", minutesAgo: 3)
            + Activity("Terminating EC2 instance: i-01234567", "Failed", "Could not terminate.", minutesAgo: 2)
            + "</Activities>";
        await using var aws = await CannedAws.StartAsync(Answers(activities: activities));
        using var clients = aws.Clients();

        var seen = await new AutoScalingFleets(clients, Time()).ReadAsync(Group, GroupDetails.All, Cancel);

        Assert.Equal("Insufficient capacity in eu-west-1a.", seen.LaunchTrouble);
    }

    [Fact]
    public async Task A_launch_that_failed_long_ago_is_no_trouble_now()
    {
        var activities = "<Activities>"
            + Activity("Launching a new EC2 instance", "Failed", "Insufficient capacity.", minutesAgo: 16)
            + "</Activities>";
        await using var aws = await CannedAws.StartAsync(Answers(activities: activities));
        using var clients = aws.Clients();

        Assert.Null((await new AutoScalingFleets(clients, Time()).ReadAsync(Group, GroupDetails.All, Cancel)).LaunchTrouble);
    }

    [Fact]
    public async Task Deletion_warm_pool_maintenance_policy_and_protection_are_seen()
    {
        var group = NoMembers
            + "<Status>Delete in progress</Status>"
            + "<WarmPoolConfiguration><MinSize>1</MinSize></WarmPoolConfiguration>"
            + "<InstanceMaintenancePolicy><MinHealthyPercentage>90</MinHealthyPercentage></InstanceMaintenancePolicy>"
            + "<Instances><member><InstanceId>i-0123456789abcdef0</InstanceId><LifecycleState>Terminating:Wait"
            + "</LifecycleState><HealthStatus>Healthy</HealthStatus><ProtectedFromScaleIn>true</ProtectedFromScaleIn>"
            + "<AvailabilityZone>eu-west-1c</AvailabilityZone></member></Instances>";
        await using var aws = await CannedAws.StartAsync(Answers(group));
        using var clients = aws.Clients();

        var seen = await new AutoScalingFleets(clients, Time()).ReadAsync(Group, GroupDetails.All, Cancel);

        Assert.True(seen.BeingDeleted);
        Assert.True(seen.HasWarmPool);
        Assert.Equal(90, seen.MinimumHealthyPercent);
        var member = Assert.Single(seen.Members);
        Assert.True(member.IsLeaving);
        Assert.True(member.ProtectedFromScaleIn);
        Assert.Equal("eu-west-1c", member.Zone);
    }

    [Fact]
    public async Task A_maintenance_policy_whose_limit_was_cleared_sets_none()
    {
        var group = NoMembers
            + "<InstanceMaintenancePolicy><MinHealthyPercentage>-1</MinHealthyPercentage></InstanceMaintenancePolicy>";
        await using var aws = await CannedAws.StartAsync(Answers(group));
        using var clients = aws.Clients();

        Assert.Null((await new AutoScalingFleets(clients, Time()).ReadAsync(Group, GroupDetails.All, Cancel)).MinimumHealthyPercent);
    }

    [Fact]
    public async Task Blockers_that_do_not_answer_are_unknown_after_one_short_attempt_each()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action switch
        {
            "DescribeAutoScalingGroups" => GroupAnswer(NoMembers),
            "DescribeInstanceRefreshes" => CannedAnswer.Query(request.Action) with { Delay = TimeSpan.FromSeconds(30) },
            _ => CannedAnswer.QueryError(503, "ServiceUnavailable"),
        });
        using var clients = aws.Clients();

        var watch = System.Diagnostics.Stopwatch.StartNew();
        const GroupDetails Asides = GroupDetails.Refresh | GroupDetails.LaunchTrouble;
        var seen = await new AutoScalingFleets(clients, Time()).ReadAsync(Group, Asides, Cancel);

        Assert.Null(seen.RefreshInProgress);
        Assert.Null(seen.LaunchTrouble);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Single(aws.Requests("DescribeInstanceRefreshes"));
        Assert.Single(aws.Requests("DescribeScalingActivities"));
    }

    [Fact]
    public async Task Terminating_a_member_that_has_left_already_is_done()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(
            400,
            "ValidationError",
            "Instance Id not found - No managed instance found for instance ID: i-0123456789abcdef0"));
        using var clients = aws.Clients();

        await new AutoScalingFleets(clients, Time()).PerformAsync(
            Group,
            new Change.TerminateMember(InstanceId.Parse("i-0123456789abcdef0"), LowerDesired: false),
            Cancel);

        Assert.Single(aws.Requests("TerminateInstanceInAutoScalingGroup"));
    }

    [Fact]
    public async Task A_termination_that_the_minimum_forbids_is_refused()
    {
        await using var aws = await CannedAws.StartAsync((_, _) => CannedAnswer.QueryError(
            400,
            "ValidationError",
            "Currently, desiredSize equals minSize (1)."));
        using var clients = aws.Clients();

        var error = await Assert.ThrowsAsync<PortException>(() => new AutoScalingFleets(clients, Time()).PerformAsync(
            Group,
            new Change.TerminateMember(InstanceId.Parse("i-0123456789abcdef0"), LowerDesired: true),
            Cancel));

        Assert.Equal(PortFailure.Refused, error.Failure);
        Assert.Contains("desiredSize equals minSize", error.Message, StringComparison.Ordinal);
    }

    private static Func<CannedRequest, int, CannedAnswer> Answers(
        string group = NoMembers,
        string refreshes = "",
        string activities = "") =>
        (request, _) => request.Action switch
        {
            "DescribeAutoScalingGroups" => GroupAnswer(group),
            "DescribeInstanceRefreshes" => CannedAnswer.Query(request.Action, refreshes),
            "DescribeScalingActivities" => CannedAnswer.Query(request.Action, activities),
            "DescribePolicies" or "DescribeScheduledActions" => CannedAnswer.Query(request.Action),
            _ => CannedAnswer.QueryError(400, "InvalidAction"),
        };

    private static CannedAnswer GroupAnswer(string group) => CannedAnswer.Query(
        "DescribeAutoScalingGroups",
        $"<AutoScalingGroups><member><AutoScalingGroupName>web-asg</AutoScalingGroupName>{group}</member>"
        + "</AutoScalingGroups>");

    private static string Refresh(string status) => $"<member><Status>{status}</Status></member>";

    private static string Activity(string description, string status, string message, int minutesAgo) =>
        $"<member><Description>{description}</Description><StatusCode>{status}</StatusCode>"
        + $"<StatusMessage>{message}</StatusMessage>"
        + $"<StartTime>{Now.AddMinutes(-minutesAgo):yyyy-MM-ddTHH:mm:ssZ}</StartTime></member>";

    private static FakeTimeProvider Time() => new(Now);
}
