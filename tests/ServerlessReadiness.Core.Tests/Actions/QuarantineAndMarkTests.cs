using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class QuarantineAndMarkTests
{
    private static readonly InstanceId Bad = Make.Id(2);
    private static readonly StepAction Isolate = new StepAction.InstanceQuarantine("sg-0a");
    private static readonly StepAction Keep = new StepAction.InstanceQuarantine();
    private static readonly StepAction Mark = new StepAction.HealthMark();

    [Fact]
    public void A_quarantined_member_is_kept_cut_off_and_substituted()
    {
        var player = Of(Isolate, Make.Group(4, 4, 6));
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal(
            [new Change.EnterStandby("web", Bad, false), new Change.SetSecurityGroups(Bad, ["sg-1"], ["sg-0a"])],
            player.Changes);
        Assert.Equal(4, player.World.Group.Desired);
        Assert.True(player.World.Group.Find(Bad)!.IsInStandby);
    }

    [Fact]
    public void Without_a_security_group_the_network_is_left_alone()
    {
        var player = Of(Keep, Make.Group(4, 2, 6));
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal([new Change.EnterStandby("web", Bad, false)], player.Changes);
    }

    [Fact]
    public void Quarantine_without_room_for_the_return_is_refused()
    {
        var player = Of(Isolate, Make.Group(4, 2, 4));
        Expect.Says<ActionMove.Refuse>("raise its maximum", player.Play());
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void Undoing_a_quarantine_gives_the_network_back_before_the_traffic()
    {
        var player = Of(Isolate, Make.Group(4, 2, 6));
        player.Play();
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Equal(
            [new Change.SetSecurityGroups(Bad, ["sg-0a"], ["sg-1"]), new Change.ExitStandby("web", Bad)],
            player.Changes.Skip(2));
        Assert.True(player.World.Group.Find(Bad)!.IsServing);
    }

    [Fact]
    public void Undoing_leaves_security_groups_that_someone_set_since()
    {
        var player = Of(Isolate, Make.Group(4, 2, 6));
        player.Play();
        player.Outside = (_, world) => world.With(world.Find(Bad)! with { SecurityGroups = ["sg-7"] });
        player.Undo();
        Assert.Equal(["sg-7"], player.World.Find(Bad)!.SecurityGroups);
        Assert.Single(player.Changes, c => c is Change.SetSecurityGroups);
    }

    [Fact]
    public void One_who_sets_other_security_groups_fails_the_quarantine_but_not_the_Standby()
    {
        var player = Of(Isolate, Make.Group(4, 2, 6));
        player.Outside = (_, world) => world.With(world.Find(Bad)! with { SecurityGroups = ["sg-7"] });
        Expect.Says<ActionMove.Fail>("someone else sets them", player.Play());
        Assert.True(player.World.Group.Find(Bad)!.IsInStandby);
    }

    [Fact]
    public void A_marked_member_is_watched_until_the_group_is_whole_again()
    {
        var player = Of(Mark, Make.Group(4, 2, 6));
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal([new Change.MarkUnhealthy(Bad)], player.Changes);
        Assert.Equal((4, null), (player.World.Group.Serving, player.World.Group.Find(Bad)));
        Assert.True(player.Now >= Make.T0 + TimeSpan.FromMinutes(2), "done before the replacement could have booted");
        Expect.Says<ActionMove.Done>("cannot be taken back", player.Undo());
    }

    [Fact]
    public void A_member_that_is_held_unhealthy_already_needs_no_mark()
    {
        var player = Of(Mark, Make.Group(4, 2, 6).With(Make.Member(2) with { Healthy = false }));
        Expect.Says<ActionMove.Done>("already", player.Play());
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void What_is_no_group_has_neither_quarantine_nor_marks()
    {
        foreach (var action in new[] { Isolate, Mark })
        {
            var world = GroupWorld.Of(Make.Group(4, 2, 6), Make.T0);
            var player = new Player(action, Make.Component(resource: Make.Tasks), world, Bad);
            Assert.IsType<ActionMove.Refuse>(player.Play());
        }
    }

    private static Player Of(StepAction action, GroupSnapshot group) =>
        new(action, Make.Component(), GroupWorld.Of(group, Make.T0 - TimeSpan.FromHours(1)), Bad);
}
