using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class CapacityRaiseTests
{
    private static readonly StepAction.CapacityRaise ByTwo = new(By: 2);

    [Fact]
    public void The_minimum_goes_up_from_what_is_desired_and_the_step_ends_when_that_many_serve()
    {
        var player = Group(ByTwo, Make.Group(desired: 4, minimum: 2, maximum: 8));

        var end = player.Play();

        Assert.IsType<ActionMove.Done>(end);
        Assert.Equal([new Change.SetGroupBounds("web", new(2, 8), new(6, 8))], player.Changes);
        Assert.Equal(6, player.World.Group.Serving);
        Assert.Contains(player.Timeline, line => line.Contains("4 of 6 are in service", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(50, 4, 6)]
    [InlineData(1, 4, 5)]
    [InlineData(26, 4, 6)]
    public void A_share_is_rounded_up(int percent, int desired, int goal)
    {
        var player = Group(new StepAction.CapacityRaise(ByPercent: percent), Make.Group(desired, 1, 20));
        player.Play();
        Assert.Equal(goal, player.World.Group.Bounds.Minimum);
    }

    [Fact]
    public void The_maximum_follows_only_as_far_as_the_minimum_needs()
    {
        var player = Group(ByTwo, Make.Group(4, 2, 5));
        player.Play();
        Assert.Equal(new Bounds(6, 6), player.World.Group.Bounds);
    }

    [Fact]
    public void A_maximum_above_the_ceiling_is_someone_elses_and_stays()
    {
        var player = Group(ByTwo, Make.Group(4, 2, 50));
        player.Play();
        Assert.Equal(new Bounds(6, 50), player.World.Group.Bounds);
    }

    [Fact]
    public void At_the_ceiling_the_refusal_says_what_to_change()
    {
        var end = Group(ByTwo, Make.Group(10, 10, 10)).Play();
        Expect.Says<ActionMove.Refuse>("already at the ceiling of 10; raise the component's ceiling", end);
    }

    [Fact]
    public void Below_the_ceiling_what_is_possible_is_done_and_the_rest_is_said()
    {
        var player = Group(ByTwo, Make.Group(9, 9, 10));
        player.Play();
        Assert.Equal(new Bounds(10, 10), player.World.Group.Bounds);
        Assert.Contains("11 was wanted, the component's ceiling is 10", player.Timeline[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(9, 6)]
    public void A_known_quota_limits_the_raise(int headroom, int goal)
    {
        var player = Group(ByTwo, Make.Group(4, 4, 10));
        player.Quota = headroom;
        player.Play();
        Assert.Equal(goal, player.World.Group.Bounds.Minimum);
    }

    [Fact]
    public void A_spent_quota_is_a_named_refusal()
    {
        var player = Group(ByTwo, Make.Group(4, 4, 10));
        player.Quota = 0;
        Expect.Says<ActionMove.Refuse>("quota", player.Play());
    }

    [Fact]
    public void A_running_refresh_and_a_warm_pool_are_said_but_stop_nothing()
    {
        var player = Group(ByTwo, Make.Group(4, 4, 10) with { RefreshInProgress = true, HasWarmPool = true });
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Contains("instance refresh is running", player.Timeline[0], StringComparison.Ordinal);
        Assert.Contains("warm pool", player.Timeline[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_capacity_shortage_is_in_the_reason_that_a_time_out_will_show()
    {
        var group = Make.Group(4, 4, 10) with { LaunchTrouble = "InsufficientInstanceCapacity in a" };
        var player = new Player(ByTwo, Make.Component(), GroupWorld.Of(group, Make.T0) with { CanLaunch = false });
        Assert.Null(player.Play());
        Assert.Contains("InsufficientInstanceCapacity", player.Timeline[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void One_who_undercuts_is_overruled_once_and_then_it_is_a_fight()
    {
        var player = Group(ByTwo, Make.Group(4, 2, 8));
        player.Outside = (_, world) => world.Group.Bounds.Minimum > 2
            ? world with { Group = world.Group with { Bounds = new(2, 8) } }
            : world;

        var end = player.Play();

        Expect.Says<ActionMove.Fail>("a fight between writers", end);
        Assert.Equal(2, player.Changes.Count());
    }

    [Fact]
    public void A_single_undercut_is_repaired()
    {
        var undercut = false;
        var player = Group(ByTwo, Make.Group(4, 2, 8));
        player.Outside = (now, world) =>
        {
            var strikes = !undercut && world.Group.Bounds.Minimum == 6 && now > Make.T0;
            undercut |= strikes;
            return strikes ? world with { Group = world.Group with { Bounds = new(2, 8) } } : world;
        };
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal(new Bounds(6, 8), player.World.Group.Bounds);
        Assert.True(undercut);
    }

    [Fact]
    public void What_cannot_be_read_is_waited_for_and_then_named()
    {
        var player = Group(ByTwo, Make.Group(4, 2, 8));
        player.Unreadable = "AccessDenied";
        var failure = Assert.IsType<ActionMove.Fail>(player.Play());
        Assert.Contains("AccessDenied", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(Make.T0 + TimeSpan.FromMinutes(2), player.Now);
    }

    [Fact]
    public void A_refused_write_is_tried_three_times_with_pauses()
    {
        var player = Group(ByTwo, Make.Group(4, 2, 8));
        player.Refuses = _ => "ScalingActivityInProgress";
        var failure = Assert.IsType<ActionMove.Fail>(player.Play());
        Assert.Contains("in 3 attempts: ScalingActivityInProgress", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(Make.T0 + TimeSpan.FromSeconds(20), player.Now);
        Assert.Equal(3, player.Step.Effects.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crash_around_the_write_ends_in_the_same_world(bool before)
    {
        var player = Group(ByTwo, Make.Group(4, 2, 8));
        (player.CrashAt, player.CrashBeforeEffect) = (1, before);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal(new Bounds(6, 8), player.World.Group.Bounds);
        Assert.Single(player.Changes);
    }

    [Fact]
    public void Undoing_lowers_the_minimum_first_and_the_maximum_when_the_group_has_shrunk()
    {
        var player = Group(ByTwo, Make.Group(4, 2, 5));
        player.Play();
        var shrinksAt = player.Now + TimeSpan.FromMinutes(10);
        player.Outside = (now, world) => now >= shrinksAt && world.Group.Desired > 4
            ? world with { Group = world.Group with { Desired = 4 } }
            : world;

        var end = player.Undo();

        Assert.IsType<ActionMove.Done>(end);
        Assert.Equal(
            [new Bounds(6, 6), new(2, 6), new(2, 5)],
            player.Changes.Select(c => ((Change.SetGroupBounds)c).To));
        Assert.True(player.Now >= shrinksAt, "the maximum was cut below the present size");
        Assert.DoesNotContain(player.Changes, c => c is Change.SetGroupDesired);
    }

    [Fact]
    public void Undoing_leaves_a_minimum_that_someone_raised_further()
    {
        var player = Group(ByTwo, Make.Group(4, 2, 8));
        player.Play();
        player.Outside = (_, world) => world with { Group = world.Group with { Bounds = new(7, 8) } };
        Expect.Says<ActionMove.Done>("raised further since", player.Undo());
        Assert.Single(player.Changes);
    }

    [Theory]
    [InlineData(0, 2, 5)]
    [InlineData(4, 4, 5)]
    [InlineData(6, 6, 6)]
    [InlineData(9, 6, 6)]
    public void Undoing_does_not_go_under_the_floor_that_the_live_event_holds(int floor, int minimum, int maximum)
    {
        var player = Group(ByTwo, Make.Group(4, 2, 5));
        player.Floor = floor;
        player.Play();
        player.World = player.World with { Group = player.World.Group with { Desired = 4 } };

        Expect.Says<ActionMove.Done>(floor == 0 ? "2–5 again" : $"the live event's floor is {floor}", player.Undo());
        Assert.Equal(new Bounds(minimum, maximum), player.World.Group.Bounds);
    }

    [Fact]
    public void Undoing_waits_while_the_floor_is_not_known()
    {
        var player = Group(ByTwo, Make.Group(4, 2, 5));
        player.Play();
        player.Floor = null;
        Assert.IsType<ActionMove.Wait>(player.Ask(undoing: true));
    }

    [Fact]
    public void Undoing_a_refused_raise_changes_nothing()
    {
        var player = Group(ByTwo, Make.Group(10, 10, 10));
        player.Play();
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void A_target_is_raised_with_its_maximum_and_done_when_the_bounds_read_back()
    {
        var player = Target(new(4, 5), suspended: false);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal([new Change.SetTargetBounds(new(4, 5), new(6, 7))], player.Changes);
    }

    [Theory]
    [InlineData(10, 12, 12)]
    [InlineData(10, 30, 30)]
    public void A_targets_maximum_ends_at_the_ceiling_and_never_comes_down(int minimum, int maximum, int expected)
    {
        var player = Target(new(minimum, maximum), suspended: false);
        player.Play();
        Assert.Equal(expected, player.Target!.Bounds.Maximum);
    }

    [Fact]
    public void A_target_that_may_not_scale_out_is_refused() =>
        Expect.Says<ActionMove.Refuse>("scaling out is suspended", Target(new(4, 5), suspended: true).Play());

    [Fact]
    public void Undoing_on_a_target_keeps_the_maximum_because_its_size_is_not_known()
    {
        var player = Target(new(4, 5), suspended: false);
        player.Play();
        var end = Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Equal(new Bounds(4, 7), player.Target!.Bounds);
        Assert.Contains("maximum stays at 7", end.Reason, StringComparison.Ordinal);
    }

    private static Player Group(StepAction action, GroupSnapshot group) =>
        new(action, Make.Component(), GroupWorld.Of(group, Make.T0 - TimeSpan.FromHours(1)));

    private static Player Target(Bounds bounds, bool suspended) =>
        new(ByTwo, Make.Component(resource: Make.Tasks), GroupWorld.Of(Make.Group(1, 1, 1), Make.T0))
        {
            Target = new TargetSnapshot(bounds, suspended, null),
        };
}
