using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class CapacityArmTests
{
    private static readonly ArmedFloor First = new("readiness-sale-1", Make.T0.AddHours(2), 6, null);
    private static readonly ArmedFloor Second = new("readiness-sale-2", Make.T0.AddHours(3), 10, null);

    [Fact]
    public void The_floors_are_armed_and_the_maximum_goes_along_where_the_group_has_no_room()
    {
        var player = Arm([First, Second], armed: []);
        Expect.Says<ActionMove.Done>("armed on group web", player.Play());
        Assert.Equal([First, Second with { Maximum = 10 }], player.World.Group.Armed!);
        Assert.Equal(new Bounds(4, 8), player.Record.RestorePoint!.Bounds);
    }

    [Fact]
    public void What_is_armed_as_asked_is_left_alone()
    {
        var player = Arm([First], armed: [First]);
        Assert.IsType<ActionMove.Done>(player.Ask());
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void An_empty_list_disarms()
    {
        var player = Arm([], armed: [First, Second with { Maximum = 10 }]);
        Expect.Says<ActionMove.Done>("nothing of ours is armed", player.Play());
        Assert.Empty(player.World.Group.Armed!);
    }

    [Fact]
    public void Floors_that_change_places_never_meet_at_one_instant()
    {
        var (late, early) = (First with { At = Second.At }, Second with { At = First.At, Maximum = 10 });
        var player = Arm([late, early], armed: [First, Second with { Maximum = 10 }]);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal([early, late], player.World.Group.Armed!.OrderBy(a => a.At));
        Assert.All(player.Step.Effects, e => Assert.Null(e.Outcome));
    }

    [Fact]
    public void A_floor_that_is_past_or_due_is_not_armed_and_one_about_to_fire_is_not_removed()
    {
        var due = First with { At = Make.T0.AddSeconds(30) };
        var player = Arm([due, Second with { At = Make.T0.AddMinutes(-1) }], armed: [due]);
        Expect.Says<ActionMove.Done>("not armed, being past", player.Ask());
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void A_floor_below_the_present_minimum_would_lower_it_and_is_not_armed()
    {
        var low = First with { Minimum = 3 };
        var player = Arm([low], armed: [low]);
        Expect.Says<ActionMove.Done>("below the present minimum", player.Play());
        Assert.Equal([new Change.DeleteScheduledAction("web", low.Name)], player.Changes);
    }

    [Fact]
    public void A_maximum_that_is_no_longer_needed_goes_with_its_action_before_the_new_one_is_written()
    {
        var player = Arm([First], armed: [First with { Maximum = 6 }]);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal(
            [new Change.DeleteScheduledAction("web", First.Name), new Change.PutScheduledAction("web", First)],
            player.Changes);
    }

    [Fact]
    public void A_floor_above_the_ceiling_is_refused() =>
        Expect.Says<ActionMove.Refuse>("above the ceiling of 10", Arm([First with { Minimum = 11 }], []).Play());

    [Fact]
    public void One_who_removes_what_was_armed_is_named_after_the_second_time()
    {
        var player = Arm([First], []);
        player.Outside = (_, world) => world with { Group = world.Group with { Armed = [] } };
        Expect.Says<ActionMove.Fail>("find who removes it", player.Play());
    }

    [Fact]
    public void What_cannot_be_read_is_waited_for()
    {
        var player = Arm([First], []);
        player.World = player.World with { Group = player.World.Group with { Armed = null } };
        Assert.IsType<ActionMove.Wait>(player.Ask());
    }

    [Fact]
    public void Undoing_disarms_what_the_step_armed_and_nothing_else()
    {
        var player = Arm([First, Second], armed: [First]);
        player.Play();
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Equal([First], player.World.Group.Armed!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crash_around_the_write_arms_once(bool before)
    {
        var player = Arm([First], []);
        (player.CrashAt, player.CrashBeforeEffect) = (1, before);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Single(player.Changes);
    }

    [Fact]
    public void A_floor_that_fired_by_itself_is_ours_to_restore()
    {
        var player = Arm([First], []);
        player.Play();
        player.Pass(TimeSpan.FromHours(3));
        player.Ask();
        Assert.Equal(new Bounds(6, 8), player.World.Group.Bounds);
        Assert.Equal(new Bounds(6, 8), player.Record.InForce);
        Assert.Empty(player.Record.Armed);
        Assert.Equal(new Bounds(4, 8), player.Record.RestorePoint!.Bounds);
    }

    private static Player Arm(EquatableList<ArmedFloor> floors, EquatableList<ArmedFloor> armed) => new(
        new StepAction.CapacityArm(floors),
        Make.Component(),
        GroupWorld.Of(Make.Group(4, 4, 8) with { Armed = armed }, Make.T0.AddHours(-1)));
}
