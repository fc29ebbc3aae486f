using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class CapacityKeepTests
{
    [Theory]
    [InlineData(6, 2, 10, 6)]
    [InlineData(6, 2, 4, 4)]
    [InlineData(6, 6, 10, 6)]
    [InlineData(6, 2, 2, 2)]
    public void The_minimum_is_raised_to_what_serves_within_the_ceiling(int serving, int minimum, int ceiling, int then)
    {
        var player = Of(new StepAction.CapacityKeep(), Make.Group(serving, minimum, 12), ceiling);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal(new Bounds(then, 12), player.World.Group.Bounds);
        Assert.Equal(then == minimum ? 0 : 1, player.Changes.Count());
    }

    [Fact]
    public void What_it_holds_is_not_raised_again_when_more_serve_later()
    {
        var player = Of(new StepAction.CapacityKeep(), Make.Group(6, 2, 12), 12);
        player.Play();
        player.World = player.World with { Group = Make.Group(9, 6, 12) };
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal(6, player.World.Group.Bounds.Minimum);
    }

    [Fact]
    public void What_is_not_told_is_not_guessed()
    {
        var player = Of(new StepAction.CapacityKeep(), Make.Group(1, 1, 1), 12, Make.Tasks);
        player.Target = new(new(4, 8), false, null);
        Expect.Says<ActionMove.Done>("is not told", player.Ask());
        player = Of(new StepAction.CapacityKeep(), Make.Group(6, 2, 12), 12);
        player.Unreadable = "throttled";
        Expect.Says<ActionMove.Wait>("throttled", player.Ask());
    }

    [Fact]
    public void Undoing_gives_the_minimum_back()
    {
        var player = Of(new StepAction.CapacityKeep(), Make.Group(6, 2, 12), 12);
        player.Play();
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Equal(2, player.World.Group.Bounds.Minimum);
    }

    [Theory]
    [InlineData(6, 2, 0, 2)]
    [InlineData(6, 2, 4, 4)]
    [InlineData(6, 5, 4, 5)]
    [InlineData(6, 2, 8, 6)]
    public void A_release_lowers_only_the_minimum_and_never_under_a_floor_in_force(int minimum, int to, int floor, int then)
    {
        var player = Of(new StepAction.CapacityRelease(to), Make.Group(8, minimum, 12), 12);
        player.Floor = floor;
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal(new Bounds(then, 12), player.World.Group.Bounds);
        Assert.Equal(8, player.World.Group.Desired);
    }

    [Fact]
    public void A_floor_that_cannot_be_read_releases_nothing()
    {
        var player = Of(new StepAction.CapacityRelease(2), Make.Group(8, 6, 12), 12);
        player.Floor = null;
        Assert.IsType<ActionMove.Wait>(player.Ask());
    }

    [Fact]
    public void Nothing_is_released_under_an_alarm()
    {
        var player = Of(new StepAction.CapacityRelease(2), Make.Group(8, 6, 12), 12);
        player.Firing = _ => [AlarmId.Of("ap-northeast-2", "123456789012", "front cpu")];
        Expect.Says<ActionMove.Wait>("front cpu", player.Ask());
        player.Firing = _ => null;
        Assert.IsType<ActionMove.Wait>(player.Ask());
    }

    private static Player Of(StepAction action, GroupSnapshot group, int ceiling, Resource? resource = null) => new(
        action,
        Make.Component(ceiling: ceiling, resource: resource),
        GroupWorld.Of(group, Make.T0.AddHours(-1)));
}
