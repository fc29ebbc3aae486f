using Amazon.AutoScaling.Model;
using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Aws.Clients;
using ServerlessReadiness.Aws.Fleets;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;

namespace ServerlessReadiness.Aws.Tests;

public sealed class ScheduledActionTests(MotoFixture moto)
{
    private const string Empty = "<AutoScalingGroups><member><AutoScalingGroupName>web-asg</AutoScalingGroupName>"
        + "<MinSize>1</MinSize><MaxSize>4</MaxSize><DesiredCapacity>2</DesiredCapacity></member></AutoScalingGroups>";

    private static readonly DateTimeOffset At = new(2027, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly Resource.AutoScalingGroup Web = new(MotoFixture.Account, "eu-west-1", "web-asg");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Floors_are_armed_read_back_written_over_and_removed()
    {
        var (fleets, group) = await GroupAsync();
        ArmedFloor first = new($"readiness-{group.Name}-1", At, 6, null);
        ArmedFloor second = new($"readiness-{group.Name}-2", At.AddHours(1), 9, 12);
        await fleets.PerformAsync(group, new Change.PutScheduledAction(group.Name, second), Cancel);
        await fleets.PerformAsync(group, new Change.PutScheduledAction(group.Name, first), Cancel);
        Assert.Equal([first, second], await ArmedAsync(fleets, group));

        var moved = first with { At = At.AddMinutes(30) };
        await fleets.PerformAsync(group, new Change.PutScheduledAction(group.Name, moved), Cancel);
        await fleets.PerformAsync(group, new Change.DeleteScheduledAction(group.Name, second.Name), Cancel);
        Assert.Equal([moved], await ArmedAsync(fleets, group));
    }

    [Fact]
    public async Task Removing_one_that_is_gone_is_done()
    {
        var (fleets, group) = await GroupAsync();
        await fleets.PerformAsync(group, new Change.DeleteScheduledAction(group.Name, "readiness-fired"), Cancel);
        Assert.Equal([], await ArmedAsync(fleets, group));
    }

    [Fact]
    public async Task Only_ours_are_seen_on_every_page()
    {
        static string Member(string name, string rest) =>
            $"<member><ScheduledActionName>{name}</ScheduledActionName>{rest}</member>";
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action switch
        {
            "DescribeAutoScalingGroups" => CannedAnswer.Query(request.Action, Empty),
            _ when !request.Form.ContainsKey("NextToken") => CannedAnswer.Query(
                request.Action,
                "<ScheduledUpdateGroupActions>"
                + Member("nightly", "<StartTime>2027-01-01T00:00:00Z</StartTime><MinSize>1</MinSize>")
                + Member("readiness-2", "<StartTime>2027-01-02T04:04:05Z</StartTime><MinSize>9</MinSize>")
                + "</ScheduledUpdateGroupActions><NextToken>more</NextToken>"),
            _ => CannedAnswer.Query(
                request.Action,
                "<ScheduledUpdateGroupActions>"
                + Member("readiness-1", "<StartTime>2027-01-02T03:04:05Z</StartTime><DesiredCapacity>3</DesiredCapacity>")
                + "</ScheduledUpdateGroupActions>"),
        });
        using var clients = aws.Clients();
        var fleets = new AutoScalingFleets(clients, TimeProvider.System);
        Assert.Equal(
            [new ArmedFloor("readiness-1", At, 0, null), new("readiness-2", At.AddHours(1), 9, null)],
            await ArmedAsync(fleets, Web));
    }

    [Fact]
    public async Task What_was_not_asked_for_is_not_read()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => CannedAnswer.Query(request.Action, Empty));
        using var clients = aws.Clients();
        var seen = await new AutoScalingFleets(clients, TimeProvider.System).ReadAsync(Web, GroupDetails.None, Cancel);
        Assert.Null(seen.Armed);
        Assert.Null(seen.HasScalingPolicies);
        Assert.Empty(aws.Requests("DescribePolicies"));
        Assert.Empty(aws.Requests("DescribeScheduledActions"));
    }

    [Theory]
    [InlineData("TargetTrackingScaling", "", true)]
    [InlineData("TargetTrackingScaling", "<Enabled>false</Enabled>", false)]
    [InlineData(
        "TargetTrackingScaling",
        "<TargetTrackingConfiguration><DisableScaleIn>true</DisableScaleIn></TargetTrackingConfiguration>",
        false)]
    [InlineData("SimpleScaling", "<ScalingAdjustment>-1</ScalingAdjustment>", true)]
    [InlineData("SimpleScaling", "<ScalingAdjustment>2</ScalingAdjustment>", false)]
    [InlineData(
        "StepScaling",
        "<StepAdjustments><member><ScalingAdjustment>-2</ScalingAdjustment></member></StepAdjustments>",
        true)]
    [InlineData(
        "StepScaling",
        "<StepAdjustments><member><ScalingAdjustment>2</ScalingAdjustment></member></StepAdjustments>",
        false)]
    [InlineData("StepScaling", "<AdjustmentType>ExactCapacity</AdjustmentType>", true)]
    [InlineData("PredictiveScaling", "", false)]
    public async Task Only_policies_that_can_shrink_the_group_count(string type, string rest, bool counts)
    {
        await using var aws = await CannedAws.StartAsync((request, count) => request.Action switch
        {
            "DescribePolicies" when count == 1 => CannedAnswer.Query(
                request.Action,
                "<ScalingPolicies><member><PolicyType>PredictiveScaling</PolicyType></member></ScalingPolicies>"
                + "<NextToken>more</NextToken>"),
            "DescribePolicies" => CannedAnswer.Query(
                request.Action,
                $"<ScalingPolicies><member><PolicyType>{type}</PolicyType>{rest}</member></ScalingPolicies>"),
            _ => CannedAnswer.Query(request.Action, Empty),
        });
        using var clients = aws.Clients();
        var fleets = new AutoScalingFleets(clients, TimeProvider.System);
        Assert.Equal(counts, (await fleets.ReadAsync(Web, GroupDetails.Policies, Cancel)).HasScalingPolicies);
        Assert.Equal("more", aws.Requests("DescribePolicies")[1].Form["NextToken"]);
    }

    [Fact]
    public async Task A_group_of_moto_has_the_policies_that_were_put_on_it()
    {
        var (fleets, group) = await GroupAsync();
        Assert.False((await fleets.ReadAsync(group, GroupDetails.Policies, Cancel)).HasScalingPolicies);
        var request = new PutScalingPolicyRequest
        {
            AutoScalingGroupName = group.Name,
            PolicyName = "down",
            PolicyType = "SimpleScaling",
            AdjustmentType = "ChangeInCapacity",
            ScalingAdjustment = -1,
        };
        var service = (await moto.ClientsAsync()).AutoScaling(MotoFixture.Home, ClientUse.Effect);
        await service.PutScalingPolicyAsync(request, Cancel);
        Assert.True((await fleets.ReadAsync(group, GroupDetails.Policies, Cancel)).HasScalingPolicies);
    }

    [Fact]
    public async Task What_may_not_be_read_is_an_error_that_names_the_right()
    {
        await using var aws = await CannedAws.StartAsync((request, _) => request.Action == "DescribePolicies"
            ? CannedAnswer.QueryError(403, "AccessDenied")
            : CannedAnswer.Query(request.Action, Empty));
        using var clients = aws.Clients();
        var fleets = new AutoScalingFleets(clients, TimeProvider.System);
        var error = await Assert.ThrowsAsync<PortException>(() => fleets.ReadAsync(Web, GroupDetails.Policies, Cancel));
        Assert.Equal(PortFailure.Denied, error.Failure);
        Assert.Contains("allow autoscaling:DescribePolicies", error.Message, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<ArmedFloor>> ArmedAsync(
        AutoScalingFleets fleets,
        Resource.AutoScalingGroup group) =>
        (await fleets.ReadAsync(group, GroupDetails.Schedules, Cancel)).Armed!;

    private async Task<(AutoScalingFleets Fleets, Resource.AutoScalingGroup Group)> GroupAsync()
    {
        var name = $"asg-{Guid.NewGuid():N}";
        var clients = await moto.ClientsAsync();
        var service = clients.AutoScaling(MotoFixture.Home, ClientUse.Effect);
        var launch = new CreateLaunchConfigurationRequest
        {
            LaunchConfigurationName = name,
            ImageId = "ami-12c6146b",
            InstanceType = "m5.large",
        };
        await service.CreateLaunchConfigurationAsync(launch, Cancel);
        var create = new CreateAutoScalingGroupRequest
        {
            AutoScalingGroupName = name,
            LaunchConfigurationName = name,
            AvailabilityZones = ["eu-west-1a"],
            MinSize = 0,
            MaxSize = 4,
        };
        await service.CreateAutoScalingGroupAsync(create, Cancel);
        return (
            new AutoScalingFleets(clients, TimeProvider.System),
            new Resource.AutoScalingGroup(MotoFixture.Account, "eu-west-1", name));
    }
}
