using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Simulation.Scheduling;
using ServerlessReadiness.Simulation.Worlds;

namespace ServerlessReadiness.Simulation.Tests;

public sealed class GroupTests
{
    private const long T0 = 1_800_000_000_000;
    private const long Boot = 90_000;
    private readonly Conditions _conditions = new();
    private int _failuresPerThousand;

    [Fact]
    public void A_higher_minimum_launches_into_the_emptiest_zones_and_serves_after_the_boot()
    {
        var group = Group(4, new Bounds(2, 10));
        group.SetBounds(new Bounds(8, 10), T0);

        Assert.Equal((8, 8, 4), (group.Desired, group.Billed, group.Serving));
        Assert.Equal([4, 4], group.Members.CountBy(m => m.Zone).OrderBy(z => z.Key).Select(z => z.Value));

        group.Settle(T0 + Boot - 1);
        Assert.Equal(4, group.Serving);
        group.Settle(T0 + Boot);
        Assert.Equal(8, group.Serving);
    }

    [Fact]
    public void A_lower_maximum_ends_instances_at_once()
    {
        var group = Group(6, new Bounds(2, 10));
        group.SetBounds(new Bounds(2, 4), T0);

        Assert.Equal((4, 4), (group.Desired, group.Serving));
        group.Settle(T0 + Machine.StopMs);
        Assert.Equal(4, group.Billed);
    }

    [Fact]
    public void A_launch_that_never_serves_is_replaced()
    {
        _failuresPerThousand = 1000;
        var group = Group(2, new Bounds(2, 4));
        group.SetDesired(3, T0);
        group.Settle(T0 + Boot);

        Assert.Equal(2, group.Serving);
        Assert.Contains(group.Members, m => m.Lifecycle == "Terminating");
        Assert.Contains(group.Members, m => m.Lifecycle == "Pending");
    }

    [Theory]
    [InlineData(true, false, "InsufficientInstanceCapacity")]
    [InlineData(false, true, "VcpuLimitExceeded")]
    public void A_failed_launch_says_why_in_the_services_words_until_one_succeeds(bool isShort, bool quota, string code)
    {
        var group = Group(2, new Bounds(2, 8));
        (_conditions.IsShort, _conditions.IsQuotaUsed) = (isShort, quota);
        group.SetDesired(4, T0);

        var seen = group.SnapshotAt(T0, GroupDetails.LaunchTrouble);
        Assert.StartsWith("Could not launch", seen.LaunchTrouble, StringComparison.Ordinal);
        Assert.Contains(code, seen.LaunchTrouble, StringComparison.Ordinal);
        Assert.Equal(2, seen.Members.Count);
        Assert.Null(group.SnapshotAt(T0, GroupDetails.None).LaunchTrouble);

        (_conditions.IsShort, _conditions.IsQuotaUsed) = (false, false);
        group.Settle(T0 + 60_000);
        Assert.Equal(4, group.Billed);
        Assert.Null(group.SnapshotAt(T0 + 60_000, GroupDetails.LaunchTrouble).LaunchTrouble);
    }

    [Fact]
    public void A_lost_zone_takes_its_members_and_the_others_make_up_for_it()
    {
        var group = Group(6, new Bounds(2, 10));
        _conditions.LostZone = 1;
        group.LoseZone(1, T0);
        Assert.Equal(3, group.Serving);

        group.Settle(T0 + Boot);
        Assert.Equal(6, group.Serving);
        Assert.All(group.Members, m => Assert.Equal(0, m.Zone));
    }

    [Fact]
    public void An_impaired_member_fails_requests_until_noticed_and_is_replaced_by_the_group_at_last()
    {
        var group = Group(4, new Bounds(2, 10));
        group.Impair(1, T0);
        Assert.Equal((3, 1), (group.Serving, group.Failing));
        Assert.False(Assert.Single(group.Impaired).SnapshotAt(T0).StatusChecksPassed);

        group.Settle(T0 + Machine.NoticedMs);
        Assert.Equal((3, 0), (group.Serving, group.Failing));

        group.Settle(T0 + Machine.GroupNoticesMs);
        group.Settle(T0 + Machine.GroupNoticesMs + Boot);
        Assert.Equal(4, group.Serving);
        Assert.Empty(group.Impaired);
    }

    [Fact]
    public void Standby_without_lowering_launches_a_substitute_and_the_return_must_fit_the_maximum()
    {
        var group = Group(4, new Bounds(2, 4));
        var member = group.Members[0];
        group.EnterStandby(member.Id, lowerDesired: false, T0);
        group.Settle(T0 + 10_000);
        Assert.Equal(("Standby", 5), (member.Lifecycle, group.Billed));

        var refused = Assert.Throws<PortException>(() => group.ExitStandby(member.Id, T0 + 10_000));
        Assert.Equal(PortFailure.Refused, refused.Failure);

        group.SetBounds(new Bounds(2, 5), T0 + 10_000);
        group.ExitStandby(member.Id, T0 + 10_000);
        group.Settle(T0 + 20_000);
        Assert.Equal((GroupMember.InServiceState, 5), (member.Lifecycle, group.Desired));
    }

    [Fact]
    public void A_terminated_member_is_replaced_unless_desired_goes_down_with_it()
    {
        var group = Group(5, new Bounds(4, 6));
        var (first, second) = (group.Members[0], group.Members[1]);
        group.Terminate(first.Id, lowerDesired: true, T0);
        Assert.Equal((4, 4), (group.Desired, group.Members.Count(m => m.IsCounted)));
        group.Terminate(second.Id, lowerDesired: false, T0);
        Assert.Equal((4, 4), (group.Desired, group.Members.Count(m => m.IsCounted)));

        group.Settle(T0 + Machine.StopMs);
        Assert.Null(group.Find(first.Id));
        Assert.Equal("terminated", first.StateAt(T0 + Machine.StopMs));
    }

    [Fact]
    public void A_member_in_standby_may_be_stopped_and_started_and_keeps_its_place()
    {
        var group = Group(5, new Bounds(4, 6));
        var member = group.Members[0];
        member.Impair(rebootHelps: false, T0);
        group.EnterStandby(member.Id, lowerDesired: true, T0);
        member.Stop(T0 + 10_000);
        group.Changed(T0 + 10_000);
        group.Settle(T0 + 50_000);
        Assert.Equal(("Standby", "stopped", 4), (member.Lifecycle, member.StateAt(T0 + 50_000), group.Desired));

        member.Start(Boot, T0 + 50_000);
        group.ExitStandby(member.Id, T0 + 50_000);
        group.Settle(T0 + 50_000 + Boot);
        Assert.Equal((5, 5), (group.Desired, group.Serving));
        Assert.True(member.SnapshotAt(T0 + 50_000 + Boot).StatusChecksPassed);
    }

    [Fact]
    public void A_member_that_is_marked_unhealthy_is_replaced_by_the_group_itself()
    {
        var group = Group(4, new Bounds(4, 6));
        var member = group.Members[0];
        group.MarkUnhealthy(member.Id, T0);
        Assert.Equal("Terminating", member.Lifecycle);
        group.Settle(T0 + Boot);
        Assert.Equal(4, group.Serving);
    }

    [Fact]
    public void What_Auto_Scaling_refuses_is_refused()
    {
        var group = Group(4, new Bounds(4, 8));
        var first = group.Members[0].Id;
        Assert.Equal(PortFailure.Refused, Failure(() => group.SetBounds(new Bounds(9, 8), T0)));
        Assert.Equal(PortFailure.Refused, Failure(() => group.SetDesired(9, T0)));
        Assert.Equal(PortFailure.Refused, Failure(() => group.Terminate(first, lowerDesired: true, T0)));
        Assert.Equal(PortFailure.Refused, Failure(() => group.ExitStandby(first, T0)));
        Assert.Equal(
            PortFailure.NotFound,
            Failure(() => group.MarkUnhealthy(Core.Instances.InstanceId.Parse("i-0123456789abcdef0"), T0)));
        Assert.Equal(4, group.Serving);
    }

    [Fact]
    public void A_scheduled_action_fires_by_itself_up_to_two_minutes_late_and_is_gone_then()
    {
        var group = Group(4, new Bounds(2, 6));
        var at = Instant.Of(T0 + 600_000);
        group.Arm(new ArmedFloor("readiness-1", at, 8, 12), T0);
        Assert.Equal("readiness-1", Assert.Single(group.SnapshotAt(T0, GroupDetails.Schedules).Armed!).Name);

        group.Settle(T0 + 599_999);
        Assert.Equal(new Bounds(2, 6), group.Bounds);
        group.Settle(T0 + 600_000 + 120_000);
        Assert.Equal((new Bounds(8, 12), 8), (group.Bounds, group.Desired));
        Assert.Empty(group.SnapshotAt(T0 + 720_000, GroupDetails.Schedules).Armed!);
    }

    private static PortFailure Failure(Action act) => Assert.Throws<PortException>(act).Failure;

    private SimulatedGroup Group(int desired, Bounds bounds)
    {
        var chance = new SimulatedChance(3);
        var model = new CapacityModel(
            desired,
            100,
            TimeSpan.FromMilliseconds(Boot),
            _failuresPerThousand,
            2,
            null);
        return new SimulatedGroup(
            new GroupSetup(
                "web",
                "ap-northeast-2",
                0,
                2,
                HasPolicies: false,
                new Boots(model, 1, 0, chance.Split("boots")),
                _conditions,
                chance,
                (_, _) => { }),
            bounds,
            desired,
            T0);
    }
}
