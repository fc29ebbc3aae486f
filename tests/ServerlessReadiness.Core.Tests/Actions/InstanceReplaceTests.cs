using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class InstanceReplaceTests
{
    private static readonly InstanceId Bad = Make.Id(2);
    private static readonly StepAction.InstanceReplace Replace = new();

    [Fact]
    public void A_substitute_serves_before_the_member_is_terminated()
    {
        var player = Of(Make.Group(4, 2, 8), Bad);
        var servingAtTermination = 0;
        player.OnEffect = (change, before, _) =>
            servingAtTermination = change is Change.TerminateMember ? before.Group.Serving : servingAtTermination;

        Assert.IsType<ActionMove.Done>(player.Play());

        Assert.Equal(
            [new Change.SetGroupDesired("web", 4, 5), new Change.TerminateMember(Bad, LowerDesired: true)],
            player.Changes);
        Assert.Equal(5, servingAtTermination);
        player.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal((4, 4), (player.World.Group.Desired, player.World.Group.Serving));
        Assert.Null(player.World.Group.Find(Bad));
    }

    [Fact]
    public void A_full_group_gets_room_for_the_substitute_and_loses_it_again()
    {
        var player = Of(Make.Group(4, 4, 4), Bad);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal(
            ["SetGroupBounds", "SetGroupDesired", "TerminateMember", "SetGroupBounds"],
            player.Changes.Select(c => c.GetType().Name));
        Assert.Equal(new Bounds(4, 4), player.World.Group.Bounds);
    }

    [Fact]
    public void Without_an_instance_the_one_impaired_member_is_meant()
    {
        var player = Of(Keeps(Make.Group(4, 2, 8).With(Make.Member(3) with { Healthy = false })), null);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Contains(new Change.TerminateMember(Make.Id(3), true), player.Changes);
    }

    [Fact]
    public void Without_an_instance_and_without_an_impaired_member_nothing_is_replaced() =>
        Refused("no member of group web is impaired", Make.Group(4, 2, 8), null);

    [Fact]
    public void Many_impaired_members_are_one_shared_cause()
    {
        var group = Make.Group(4, 2, 8)
            .With(Make.Member(3) with { Healthy = false })
            .With(Make.Member(4) with { Healthy = false });
        Refused("one shared cause: page, do not replace", group, null);
        Refused("one shared cause: page, do not replace", group, Bad);
    }

    [Fact]
    public void A_member_that_is_gone_needs_nothing()
    {
        var player = Of(Make.Group(4, 2, 8), Make.Id(99));
        var gone = Make.Instance(Make.Id(99), Make.T0) with { State = "terminated" };
        player.Outside = (_, world) => world.Find(Make.Id(99)) is null
            ? world with { Instances = world.Instances.Add(gone) }
            : world;
        Expect.Says<ActionMove.Done>("already gone", player.Play());
    }

    [Fact]
    public void An_instance_that_never_was_a_member_is_refused() =>
        Refused("is no member of group web", Make.Group(4, 2, 8), Make.Id(99));

    [Fact]
    public void An_unread_refresh_with_settled_members_goes_ahead_and_says_so()
    {
        var player = Of(Make.Group(4, 2, 8) with { RefreshInProgress = null }, Bad);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Contains("could not be read, but all members are settled", player.Timeline[0], StringComparison.Ordinal);
    }

    [Fact]
    public void No_substitute_no_termination()
    {
        var group = Make.Group(4, 2, 8) with { LaunchTrouble = "InsufficientInstanceCapacity" };
        var world = GroupWorld.Of(group, Make.T0) with { CanLaunch = false };
        var player = new Player(Replace, Make.Component(), world, Bad);
        Assert.Null(player.Play());
        Assert.Single(player.Changes);
        Assert.Contains("3 of 4 others serve", player.Timeline[^1], StringComparison.Ordinal);
        Assert.Contains("the newest failure: Insufficient", player.Timeline[^1], StringComparison.Ordinal);

        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Equal(new Change.SetGroupDesired("web", 5, 4), player.Changes.Last());
        Assert.Equal(4, player.World.Group.Serving);
    }

    [Fact]
    public void A_policy_that_takes_the_borrowed_unit_back_ends_the_replacement_without_a_termination()
    {
        var player = Of(Make.Group(4, 4, 4), Bad);
        player.Outside = (now, world) => now == Make.T0 + TimeSpan.FromSeconds(30)
            ? world with { Group = world.Group with { Desired = 4 } }
            : world;
        var refusal = Assert.IsType<ActionMove.Refuse>(player.Play());
        Assert.Contains("took the borrowed unit back", refusal.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(player.Changes, c => c is Change.TerminateMember);
        Assert.Equal(new Bounds(4, 4), player.World.Group.Bounds);
    }

    [Fact]
    public void A_member_that_the_group_terminates_itself_costs_no_second_member()
    {
        var player = Of(Make.Group(4, 2, 8), Bad);
        player.Outside = (now, world) => now == Make.T0 + TimeSpan.FromSeconds(30) && world.Group.Find(Bad) is { } bad
            ? world.With(bad with { LifecycleState = "Terminating" })
            : world;
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal(
            [new Change.SetGroupDesired("web", 4, 5), new Change.SetGroupDesired("web", 5, 4)],
            player.Changes);
    }

    [Theory]
    [InlineData("refresh")]
    [InlineData("protected")]
    [InlineData("terminate")]
    public void Trouble_after_borrowing_is_waited_out_with_its_name(string word)
    {
        var player = Of(Make.Group(4, 2, 8), Bad);
        player.Outside = (now, world) => now == Make.T0 ? world
            : now < Make.T0 + TimeSpan.FromMinutes(20) ? Trouble(world, word)
            : world with { Group = Calm(world.Group) };
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.True(player.Now >= Make.T0 + TimeSpan.FromMinutes(20));
        Assert.Contains(player.Timeline, line => line.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_groups_own_maintenance_policy_counts_too()
    {
        // The policies double desired while the substitute boots; 100 % of what is desired then must serve first.
        var player = Of(Make.Group(4, 2, 10) with { MinimumHealthyPercent = 100 }, Bad);
        player.Outside = (now, world) => now == Make.T0 + TimeSpan.FromSeconds(30)
            ? world with { Group = world.Group with { Desired = 8 } }
            : world;
        player.OnEffect = (change, before, _) =>
            Assert.True(change is not Change.TerminateMember || before.Group.Serving >= 8);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Contains(new Change.TerminateMember(Bad, true), player.Changes);
    }

    public static TheoryData<int, bool> Crashes() =>
        new(Enumerable.Range(1, 4).SelectMany(n => new[] { (n, true), (n, false) }));

    [Theory]
    [MemberData(nameof(Crashes))]
    public void A_crash_around_any_effect_replaces_exactly_one_member(int effect, bool before)
    {
        var player = Of(Make.Group(4, 4, 4), Bad);
        (player.CrashAt, player.CrashBeforeEffect) = (effect, before);
        Assert.IsType<ActionMove.Done>(player.Play());
        player.Pass(TimeSpan.FromMinutes(5));
        var group = player.World.Group;
        Assert.Equal((4, 4, new Bounds(4, 4)), (group.Desired, group.Serving, group.Bounds));
        Assert.Equal([Make.Id(1), Make.Id(3), Make.Id(4)], player.World.Group.Members.Select(m => m.Instance).Take(3));
    }

    [Fact]
    public void A_termination_cannot_be_taken_back_but_the_room_is()
    {
        var player = Of(Make.Group(4, 4, 4), Bad);
        player.PlayFor(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(30));
        while (!player.Changes.Any(c => c is Change.TerminateMember))
        {
            player.PlayFor(TimeSpan.FromSeconds(10));
        }

        var end = Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Contains("cannot be taken back", end.Reason, StringComparison.Ordinal);
        Assert.Equal(new Bounds(4, 4), player.World.Group.Bounds);
    }

    [Fact]
    public void Undoing_before_the_termination_gives_unit_and_room_back()
    {
        var player = Of(Make.Group(4, 4, 4), Bad);
        player.PlayFor(TimeSpan.FromSeconds(60));
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Equal((4, new Bounds(4, 4)), (player.World.Group.Desired, player.World.Group.Bounds));
        Assert.DoesNotContain(player.Changes, c => c is Change.TerminateMember);
    }

    [Fact]
    public void Giving_back_waits_while_it_could_cost_a_member_that_is_needed()
    {
        var world = GroupWorld.Of(Make.Group(4, 2, 8), Make.T0 - TimeSpan.FromHours(1));
        var boot = TimeSpan.FromMinutes(20);
        var player = new Player(Replace, Make.Component(healthyPercent: 100), world with { BootTime = boot }, Bad);
        player.PlayFor(TimeSpan.FromSeconds(60));
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.True(player.Step.Effects[^1].StartedAt >= Make.T0 + boot, "gave back while the substitute booted");
        Assert.Equal(new Change.SetGroupDesired("web", 5, 4), player.Changes.Last());
    }

    [Fact]
    public void A_minimum_raised_meanwhile_keeps_the_borrowed_unit()
    {
        var player = Of(Make.Group(4, 2, 8), Bad);
        player.PlayFor(TimeSpan.FromSeconds(60));
        player.Outside = (_, world) => world with { Group = world.Group with { Bounds = new(5, 8) } };
        Expect.Says<ActionMove.Done>("its policies own that now", player.Undo());
        Assert.Single(player.Changes);
    }

    [Fact]
    public void A_member_that_recovers_while_its_substitute_boots_is_kept()
    {
        var player = Of(Keeps(Make.Group(4, 2, 8).With(Make.Member(3) with { Healthy = false })), null);
        player.Outside = (now, world) => now == Make.T0 + TimeSpan.FromSeconds(60)
            ? world.With(world.Group.Find(Make.Id(3))! with { Healthy = true })
            : world;
        Expect.Says<ActionMove.Done>("given back", player.Play());
        Assert.DoesNotContain(player.Changes, c => c is Change.TerminateMember);
        Assert.NotNull(player.World.Group.Find(Make.Id(3)));
    }

    [Fact]
    public void A_target_cannot_replace() =>
        Assert.IsType<ActionMove.Refuse>(new Player(
            Replace,
            Make.Component(resource: Make.Tasks),
            GroupWorld.Of(Make.Group(1, 1, 1), Make.T0),
            Bad).Play());

    private static void Refused(string words, GroupSnapshot group, InstanceId? instance)
    {
        var player = Of(group, instance);
        Assert.Contains(words, Assert.IsType<ActionMove.Refuse>(player.Play()).Reason, StringComparison.Ordinal);
        Assert.Empty(player.Changes);
    }

    private static Player Of(GroupSnapshot group, InstanceId? instance) =>
        new(Replace, Make.Component(), GroupWorld.Of(group, Make.T0 - TimeSpan.FromHours(1)), instance);

    private static GroupSnapshot Keeps(GroupSnapshot group) => group with { SuspendedProcesses = ["ReplaceUnhealthy"] };

    private static GroupWorld Trouble(GroupWorld world, string word) => word switch
    {
        "refresh" => world with { Group = world.Group with { RefreshInProgress = true } },
        "protected" => world.With(world.Group.Find(Bad)! with { ProtectedFromScaleIn = true }),
        _ => world with { Group = world.Group with { SuspendedProcesses = ["Terminate"] } },
    };

    private static GroupSnapshot Calm(GroupSnapshot group) => group with
    {
        RefreshInProgress = false,
        SuspendedProcesses = [],
        Members = EquatableList.From(group.Members.Select(m => m with { ProtectedFromScaleIn = false })),
    };
}
