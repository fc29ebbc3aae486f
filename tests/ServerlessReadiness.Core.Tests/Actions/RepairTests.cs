using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

/// <summary>Reboot and recover: out of traffic's way, repaired, back only when well.</summary>
public sealed class RepairTests
{
    private static readonly InstanceId Bad = Make.Id(2);
    private static readonly StepAction Reboot = new StepAction.InstanceReboot();
    private static readonly StepAction Recover = new StepAction.InstanceRecover();

    private static readonly Resource Alone =
        new Resource.StandaloneInstances("123456789012", "ap-northeast-2", [Make.Id(1), Make.Id(2)]);

    [Fact]
    public void A_member_is_rebooted_in_Standby_and_returns()
    {
        var player = Of(Reboot, Make.Group(4, 2, 4));
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal(
            [
                new Change.EnterStandby("web", Bad, true),
                new Change.RebootInstance(Bad),
                new Change.ExitStandby("web", Bad),
            ],
            player.Changes);
        Assert.Equal((4, 4), (player.World.Group.Desired, player.World.Group.Serving));
    }

    [Fact]
    public void A_member_is_stopped_and_started_in_Standby_and_returns()
    {
        var player = Of(Recover, Make.Group(4, 2, 4));
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal(
            ["EnterStandby", "StopInstance", "StartInstance", "ExitStandby"],
            player.Changes.Select(c => c.GetType().Name));
        Assert.True(player.World.Group.Find(Bad)!.IsServing);
    }

    [Fact]
    public void At_the_minimum_a_substitute_is_launched_where_there_is_room()
    {
        var player = Of(Reboot, Make.Group(4, 4, 6));
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Contains(new Change.EnterStandby("web", Bad, false), player.Changes);
    }

    [Fact]
    public void At_minimum_and_maximum_the_missing_room_is_named()
    {
        Refused(Reboot, "could not return from Standby", Make.Group(4, 4, 4));
        Refused(Reboot, "Launch is suspended", Make.Group(4, 4, 6) with { SuspendedProcesses = ["Launch"] });
    }

    [Fact]
    public void Too_few_others_refuse_the_repair()
    {
        Refused(Reboot, "instance.replace", Make.Group(2, 0, 4) with { Desired = 1, Members = [Make.Member(2)] });
        Refused(Recover, "instance.replace", Make.Group(4, 2, 8) with { MinimumHealthyPercent = 90 });
    }

    [Fact]
    public void An_instance_store_is_never_stopped()
    {
        var player = Of(Recover, Make.Group(4, 2, 8));
        player.Outside = (_, world) => world.With(world.Find(Bad)! with { HasInstanceStore = true });
        Expect.Says<ActionMove.Refuse>("lose its local data", player.Play());
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void A_stopped_instance_is_left_to_who_stopped_it()
    {
        foreach (var action in new[] { Reboot, Recover })
        {
            var player = Of(action, Make.Group(4, 2, 8));
            player.Outside = (_, world) => world.With(world.Find(Bad)! with { State = "stopped" });
            Expect.Says<ActionMove.Refuse>("is stopped", player.Play());
        }
    }

    [Fact]
    public void A_member_whose_checks_fail_stays_in_Standby_also_when_undone()
    {
        var player = Of(Reboot, Make.Group(4, 2, 4), sick: true);
        Assert.Null(player.Play());
        Assert.Contains("stays in Standby until its status checks pass", player.Timeline[^1], StringComparison.Ordinal);

        var failure = Assert.IsType<ActionMove.Fail>(player.Undo());

        Assert.Contains("it is left in Standby", failure.Reason, StringComparison.Ordinal);
        Assert.True(player.World.Group.Find(Bad)!.IsInStandby);
        Assert.DoesNotContain(player.Changes, c => c is Change.ExitStandby);
    }

    [Fact]
    public void A_verdict_from_before_the_reboot_does_not_count()
    {
        var player = Of(Reboot, Make.Group(4, 2, 4));
        var rebootedAt = Make.T0;
        var returnedAt = Make.T0;
        player.OnEffect = (change, _, _) => (rebootedAt, returnedAt) = change switch
        {
            Change.RebootInstance => (player.Now, returnedAt),
            Change.ExitStandby => (rebootedAt, player.Now),
            _ => (rebootedAt, returnedAt),
        };
        player.Outside = (_, world) => world.With(world.Find(Bad)! with { StatusChecksPassed = true });
        player.Play();
        Assert.True(returnedAt - rebootedAt >= TimeSpan.FromSeconds(90), $"returned after {returnedAt - rebootedAt}");
    }

    [Fact]
    public void A_refused_reboot_returns_the_healthy_member_and_fails()
    {
        var player = Of(Reboot, Make.Group(4, 2, 4));
        player.Refuses = change => change is Change.RebootInstance ? "UnsupportedOperation" : null;
        var failure = Assert.IsType<ActionMove.Fail>(player.Play());
        Assert.Contains("UnsupportedOperation; it was returned to service", failure.Reason, StringComparison.Ordinal);
        Assert.True(player.World.Group.Find(Bad)!.IsServing);
    }

    [Fact]
    public void A_refused_reboot_leaves_the_unhealthy_member_in_Standby()
    {
        var player = Of(Reboot, Make.Group(4, 2, 4), sick: true);
        player.Outside = (_, world) => world.With(world.Find(Bad)! with { StatusChecksPassed = false });
        player.Refuses = change => change is Change.RebootInstance ? "UnsupportedOperation" : null;
        Assert.IsType<ActionMove.Fail>(player.Play());
        Assert.True(player.World.Group.Find(Bad)!.IsInStandby);
    }

    [Fact]
    public void Undoing_a_recovery_that_stopped_starts_the_instance_and_returns_it()
    {
        var player = Of(Recover, Make.Group(4, 2, 4));
        while (!player.Changes.Any(c => c is Change.StopInstance))
        {
            player.PlayFor(TimeSpan.FromSeconds(1));
        }

        Assert.DoesNotContain(player.Changes, c => c is Change.StartInstance);
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.True(player.World.Group.Find(Bad)!.IsServing);
        Assert.True(player.World.Find(Bad)!.IsRunning);
    }

    [Fact]
    public void A_return_waits_for_room_under_the_maximum()
    {
        var player = Of(Reboot, Make.Group(4, 2, 4));
        player.Outside = (now, world) => now == Make.T0 + TimeSpan.FromSeconds(40)
            ? world with { Group = world.Group with { Desired = 4 } }
            : world;
        Assert.Null(player.Play());
        Assert.Contains("cannot return from Standby", player.Timeline[^1], StringComparison.Ordinal);
        Assert.All(player.Step.Effects, e => Assert.Equal(Core.Runbooks.EffectState.Done, e.State));
    }

    [Fact]
    public void One_who_takes_the_member_out_of_Standby_ends_the_repair()
    {
        var player = Of(Reboot, Make.Group(4, 2, 8));
        player.Outside = (now, world) => now > Make.T0 + TimeSpan.FromSeconds(30)
            ? world.With(world.Group.Find(Bad)! with { LifecycleState = "InService" })
            : world;
        Expect.Says<ActionMove.Fail>("someone took it out", player.Play());
    }

    [Fact]
    public void A_member_that_vanished_from_Standby_is_not_waited_for()
    {
        var player = Of(Reboot, Make.Group(4, 2, 8));
        player.Outside = (now, world) => now > Make.T0 + TimeSpan.FromSeconds(30) ? Without(world) : world;
        Expect.Says<ActionMove.Fail>("is no longer in group web", player.Play());
        Expect.Says<ActionMove.Done>("is no longer in group web", player.Undo());
    }

    [Fact]
    public void An_instance_without_a_group_is_repaired_where_it_stands()
    {
        Assert.Equal(["RebootInstance"], AloneChanges(Reboot));
        Assert.Equal(["StopInstance", "StartInstance"], AloneChanges(Recover));
    }

    [Fact]
    public void An_instance_of_another_component_is_refused()
    {
        var player = new Player(Reboot, Make.Component(resource: Alone), World(Make.Group(4, 2, 8), false), Make.Id(3));
        Expect.Says<ActionMove.Refuse>("name one of them", player.Play());
    }

    [Fact]
    public void Without_an_instance_nothing_is_repaired() => Assert.IsType<ActionMove.Refuse>(
        new Player(Reboot, Make.Component(), World(Make.Group(4, 2, 8), false)).Play());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crash_around_the_way_into_Standby_is_settled_by_the_world(bool before)
    {
        var player = Of(Recover, Make.Group(4, 2, 4));
        (player.CrashAt, player.CrashBeforeEffect) = (1, before);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Single(player.Changes, c => c is Change.EnterStandby);
    }

    private static GroupWorld Without(GroupWorld world) => world with
    {
        Instances = EquatableList.From(world.Instances.Where(i => i.Instance != Bad)),
        Group = world.Group with { Members = EquatableList.From(world.Group.Members.Where(m => m.Instance != Bad)) },
    };

    private static IEnumerable<string> AloneChanges(StepAction action)
    {
        var player = new Player(action, Make.Component(resource: Alone), World(Make.Group(2, 2, 2), false), Bad);
        Assert.IsType<ActionMove.Done>(player.Play());
        return player.Changes.Select(c => c.GetType().Name);
    }

    private static void Refused(StepAction action, string words, GroupSnapshot group)
    {
        var player = Of(action, group);
        Assert.Contains(words, Assert.IsType<ActionMove.Refuse>(player.Play()).Reason, StringComparison.Ordinal);
        Assert.Empty(player.Changes);
    }

    private static Player Of(StepAction action, GroupSnapshot group, bool sick = false) =>
        new(action, Make.Component(), World(group, sick), Bad);

    private static GroupWorld World(GroupSnapshot group, bool sick) =>
        GroupWorld.Of(group, Make.T0 - TimeSpan.FromHours(1)) with { Sick = sick ? [Bad] : [] };
}
