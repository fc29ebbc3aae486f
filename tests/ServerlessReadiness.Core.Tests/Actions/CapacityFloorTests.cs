using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class CapacityFloorTests
{
    [Fact]
    public void The_minimum_goes_to_the_floor_and_the_step_ends_when_as_many_serve()
    {
        var player = Group(8, Make.Group(4, 2, 6));
        Expect.Says<ActionMove.Done>("8 of 8 are in service", player.Play());
        Assert.Equal([new Change.SetGroupBounds("web", new(2, 6), new(8, 8))], player.Changes);
        Assert.Contains(player.Timeline, l => l.Contains("4 of 8 are in service", StringComparison.Ordinal));
    }

    [Fact]
    public void A_minimum_that_is_high_enough_is_adopted_and_not_written()
    {
        var player = Group(6, Make.Group(9, 9, 10));
        Expect.Says<ActionMove.Done>("was 9 already", player.Play());
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void An_adopted_minimum_is_waited_for_like_a_written_one()
    {
        var group = Make.Group(4, 6, 10) with { Desired = 6 };
        var player = Group(6, group);
        Assert.IsType<ActionMove.Wait>(player.Ask());
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void A_floor_above_the_ceiling_is_met_as_far_as_it_goes_and_the_rest_fails_by_name()
    {
        var player = Group(14, Make.Group(4, 2, 6));
        Expect.Says<ActionMove.Fail>("the component's ceiling is 10", player.Play());
        Assert.Equal(new Bounds(10, 10), player.World.Group.Bounds);
        Assert.Equal(10, player.World.Group.Serving);
    }

    [Fact]
    public void A_quota_that_leaves_less_fails_as_a_quota_and_is_told_apart_by_the_reason()
    {
        var player = Group(8, Make.Group(4, 2, 6));
        player.Quota = 2;
        var end = Assert.IsType<ActionMove.Fail>(player.Play());
        Assert.Equal(new Bounds(6, 6), player.World.Group.Bounds);
        Assert.Equal(IssueKind.QuotaRefused, LaunchTroubles.Classify(end.Reason));
    }

    [Fact]
    public void A_spent_quota_is_a_refusal_that_says_so()
    {
        var player = Group(8, Make.Group(4, 4, 6));
        player.Quota = 0;
        var end = Assert.IsType<ActionMove.Refuse>(player.Play());
        Assert.Equal(IssueKind.QuotaRefused, LaunchTroubles.Classify(end.Reason));
        Assert.Empty(player.Changes);
    }

    [Theory]
    [InlineData("InsufficientInstanceCapacity: We currently do not have sufficient m5", IssueKind.CapacityShortage)]
    [InlineData("VcpuLimitExceeded: You have requested more vCPU capacity", IssueKind.QuotaRefused)]
    [InlineData("The AMI ami-1 does not exist", IssueKind.Other)]
    public void While_nothing_can_launch_the_reason_tells_which_trouble_it_is(string trouble, IssueKind kind)
    {
        var group = Make.Group(4, 4, 10) with { LaunchTrouble = trouble };
        var player = new Player(new StepAction.CapacityFloor(8), Make.Component(), GroupWorld.Of(group, Make.T0) with
        {
            CanLaunch = false,
        });
        Assert.Null(player.Play());
        var wait = Assert.IsType<ActionMove.Wait>(player.Ask());
        Assert.Contains(trouble, wait.Reason, StringComparison.Ordinal);
        Assert.Equal(kind, LaunchTroubles.Classify(wait.Reason));
    }

    [Fact]
    public void Instances_that_boot_slowly_are_no_failure()
    {
        var player = new Player(
            new StepAction.CapacityFloor(8),
            Make.Component(),
            GroupWorld.Of(Make.Group(4, 4, 10), Make.T0) with { BootTime = TimeSpan.FromHours(3) });
        Assert.Null(player.Play());
        var wait = Assert.IsType<ActionMove.Wait>(player.Ask());
        Assert.Contains("4 boot, and no launch has failed", wait.Reason, StringComparison.Ordinal);
        Assert.Equal(IssueKind.SlowBoot, LaunchTroubles.Classify(wait.Reason));
    }

    [Fact]
    public void One_who_undercuts_the_floor_is_overruled_once_and_then_it_is_a_fight()
    {
        var player = Group(8, Make.Group(4, 2, 8));
        player.Outside = (_, world) => world.Group.Bounds.Minimum > 2
            ? world with { Group = world.Group with { Bounds = new(2, 8) } }
            : world;
        Expect.Says<ActionMove.Fail>("a fight between writers", player.Play());
        Assert.Equal(2, player.Changes.Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crash_around_the_write_ends_in_the_same_world(bool before)
    {
        var player = Group(8, Make.Group(4, 2, 8));
        (player.CrashAt, player.CrashBeforeEffect) = (1, before);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal(new Bounds(8, 8), player.World.Group.Bounds);
        Assert.Equal(new Bounds(8, 8), player.Record.InForce);
        Assert.Equal(new Bounds(2, 8), player.Record.RestorePoint!.Bounds);
    }

    [Fact]
    public void Undoing_leaves_what_others_raised_since()
    {
        var player = Group(8, Make.Group(4, 2, 8));
        player.Play();
        player.Outside = (_, world) => world with { Group = world.Group with { Bounds = new(9, 10) } };
        Expect.Says<ActionMove.Done>("raised further since", player.Undo());
        Assert.Single(player.Changes);
    }

    [Fact]
    public void A_target_is_done_when_its_bounds_read_back()
    {
        var player = new Player(
            new StepAction.CapacityFloor(8),
            Make.Component(resource: Make.Tasks),
            GroupWorld.Of(Make.Group(1, 1, 1), Make.T0)) { Target = new TargetSnapshot(new(2, 6), false, null) };
        Expect.Says<ActionMove.Done>("reads 8", player.Play());
        Assert.Equal([new Change.SetTargetBounds(new(2, 6), new(8, 8))], player.Changes);
    }

    private static Player Group(int floor, GroupSnapshot group) => new(
        new StepAction.CapacityFloor(floor),
        Make.Component(),
        GroupWorld.Of(group, Make.T0 - TimeSpan.FromHours(1)));
}
