using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Shedding;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class ZoneTests
{
    private const string Bad = "ap-northeast-2b";
    private static readonly StepAction Away = new StepAction.ZoneAway(Bad, TimeSpan.FromHours(6));
    private static readonly StepAction Back = new StepAction.ZoneBack();

    [Fact]
    public void A_zonal_shift_is_started_once_approved_and_says_when_it_ends()
    {
        var player = Balancer(Away);
        Expect.Says<ActionMove.Done>("until 2026-03-01 15:00:00Z; it ends then by itself and is not renewed", player.Play());
        var shift = Assert.IsType<Change.StartZonalShift>(Assert.Single(player.Changes));
        Assert.Equal(("apne2-az2", Make.T0.AddHours(6)), (shift.ZoneId, shift.ExpiresAt));
        Assert.Contains(player.Run.Id.Value, shift.Comment, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_knows_what_the_other_zones_can_carry_so_it_needs_an_approval()
    {
        var player = Balancer(Away);
        player.Step = player.Step with { Approval = null };
        Expect.Says<ActionMove.Refuse>("give the step an approval", player.Play());
        Assert.Empty(player.Changes);
    }

    [Fact]
    public void A_shift_longer_than_three_days_is_cut_to_three_days()
    {
        var player = Balancer(new StepAction.ZoneAway(Bad, TimeSpan.FromDays(9)));
        player.Play();
        Assert.Equal(Make.T0.AddDays(3), Assert.IsType<Change.StartZonalShift>(player.Changes[0]).ExpiresAt);
    }

    [Fact]
    public void What_stands_in_the_way_of_a_shift_is_named()
    {
        var player = Balancer(new StepAction.ZoneAway("ap-northeast-2d", TimeSpan.FromHours(1)));
        Expect.Says<ActionMove.Refuse>("is not in zone ap-northeast-2d", player.Ask());
        player = Balancer(Away);
        player.Zones = player.Zones! with { Shifts = [new("s", "apne2-az1", Make.T0.AddHours(1), "ops drill")] };
        Expect.Says<ActionMove.Refuse>("away from ap-northeast-2a is in force", player.Ask());
        player.Zones = player.Zones with { Shifts = [new("s", "apne2-az2", Make.T0.AddHours(1), "ops drill")] };
        Expect.Says<ActionMove.Refuse>("(ops drill)", player.Ask());
        player.Zones = player.Zones with { Shifts = [], CanShift = false };
        Expect.Says<ActionMove.Refuse>("zonal_shift.config.enabled", player.Ask());
        player.Zones = player.Zones with { CanShift = true, Zones = [Make.Zones[1]] };
        Expect.Says<ActionMove.Refuse>("the last zone", player.Ask());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crash_around_the_shift_starts_one(bool before)
    {
        var player = Balancer(Away);
        (player.CrashAt, player.CrashBeforeEffect) = (1, before);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Single(player.Zones!.Shifts);
    }

    [Fact]
    public void Back_and_undo_end_our_shift_and_no_one_elses()
    {
        var player = Balancer(Away);
        player.Play();
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Empty(player.Zones!.Shifts);

        var back = Balancer(Back);
        back.Zones = back.Zones! with
        {
            Shifts = [new("s", "apne2-az1", Make.T0.AddHours(1), "serverless-readiness run 01BX5ZZKBKACTAV9WEVGEMMVRZ")],
        };
        Assert.IsType<ActionMove.Done>(back.Play());
        Assert.Empty(back.Zones.Shifts);
        back = Balancer(Back);
        back.Zones = back.Zones! with { Shifts = [new("s", "apne2-az1", Make.T0.AddHours(1), "ops drill")] };
        Expect.Says<ActionMove.Done>("which is not ours", back.Play());
        Assert.Single(back.Zones.Shifts);
    }

    [Fact]
    public void A_group_leaves_a_zone_only_once_as_many_serve_elsewhere()
    {
        var player = Fleet(Away, 6);
        player.Outside = Launch;
        Expect.Says<ActionMove.Done>("launches nothing in ap-northeast-2b any more", player.Play());
        Assert.Equal(new Bounds(9, 12), Assert.IsType<Change.SetGroupBounds>(player.Changes[0]).To);
        Assert.Equal(["subnet-a", "subnet-c"], Assert.IsType<Change.SetGroupSubnets>(player.Changes[1]).To);
        Assert.Contains(player.Timeline, l => l.Contains("4 of 6 serve outside", StringComparison.Ordinal));
        Assert.Equal(Make.Zones, player.Record.RestorePoint!.Subnets);
    }

    [Fact]
    public void A_group_whose_replacements_do_not_come_stays_in_the_zone()
    {
        var player = Fleet(Away, 6);
        Assert.Null(player.Play());
        Assert.Equal(3, player.Zones!.Zones.Count);
    }

    [Theory]
    [InlineData(8, null, "its ceiling is 8")]
    [InlineData(20, 2, "the account's quota allows 8")]
    public void Too_little_room_elsewhere_refuses_by_name(int ceiling, int? quota, string words)
    {
        var player = Fleet(Away, 6, ceiling);
        player.Quota = quota;
        Expect.Says<ActionMove.Refuse>(words, player.Ask());
    }

    [Fact]
    public void A_zone_in_which_nothing_serves_any_more_is_left_at_once()
    {
        var player = Fleet(Away, 6);
        player.Group = player.Group! with
        {
            Members = [.. player.Group.Members.Select(m => m.Zone == Bad ? m with { Healthy = false } : m)],
        };
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.IsType<Change.SetGroupSubnets>(Assert.Single(player.Changes));
    }

    [Fact]
    public void The_last_zone_is_never_left()
    {
        var player = Fleet(Away, 6);
        player.Zones = player.Zones! with { Zones = [Make.Zones[1]] };
        Expect.Says<ActionMove.Refuse>("the last zone", player.Ask());
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    public void A_crash_around_either_change_ends_in_the_same_group(int effect, bool before)
    {
        var player = Fleet(Away, 6);
        player.Outside = Launch;
        (player.CrashAt, player.CrashBeforeEffect) = (effect, before);
        Assert.IsType<ActionMove.Done>(player.Play());
        Assert.Equal((9, 2), (player.Group!.Bounds.Minimum, player.Zones!.Zones.Count));
        Assert.Equal(Make.Zones, player.Record.RestorePoint!.Subnets);
    }

    [Fact]
    public void Undoing_gives_the_subnets_back_before_the_minimum()
    {
        var player = Fleet(Away, 6);
        player.Outside = Launch;
        player.Play();
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.IsType<Change.SetGroupSubnets>(player.Changes[2]);
        Assert.Equal((2, 3), (player.Group!.Bounds.Minimum, player.Zones!.Zones.Count));
        var undone = player.Record.AfterStep(player.Step with { State = StepState.Undone }, player.Run.Id);
        Assert.Empty(undone.RestorePoint!.Subnets);
    }

    [Fact]
    public void Back_restores_the_subnets_and_lowers_nothing()
    {
        var away = Fleet(Away, 6);
        away.Outside = Launch;
        away.Play();
        var back = Fleet(Back, 9);
        (back.Zones, back.Group, back.Record) = (away.Zones, away.Group, away.Record);
        Expect.Says<ActionMove.Done>("its minimum stays until the return to normal", back.Play());
        Assert.Equal((9, 3), (back.Group!.Bounds.Minimum, back.Zones!.Zones.Count));
    }

    [Fact]
    public void A_zone_that_is_left_is_owed_also_when_the_capacity_was_restored()
    {
        var away = Fleet(Away, 6);
        away.Outside = Launch;
        away.Play();
        var restored = away.Record.Restored();
        Assert.Equal(Make.Zones, restored.RestorePoint!.Subnets);
        var step = away.Step with { Step = away.Step.Step with { Do = Back }, State = StepState.Done };
        Assert.Null(restored.AfterStep(step, away.Run.Id).RestorePoint);
    }

    private static TrafficPlayer Balancer(StepAction action)
    {
        var player = new TrafficPlayer(action, Make.Component(resource: Make.Door))
        {
            Zones = new ZonesSnapshot(Make.Zones, [], CanShift: true),
        };
        player.Step = player.Step with
        {
            Approval = new Approval(Make.T0, Make.T0.AddHours(1))
            {
                Granted = true,
                By = "kim",
            },
        };
        return player;
    }

    private static TrafficPlayer Fleet(StepAction action, int members, int ceiling = 20) =>
        new(action, Make.Component(ceiling))
        {
            Zones = new ZonesSnapshot(Make.Zones, [], CanShift: false),
            Group = Make.Group(members, 2, 12) with
            {
                Members = [.. Enumerable.Range(1, members).Select(i => Make.Member(i) with { Zone = Make.Zones[i % 3].Name })],
            },
        };

    /// <summary>Auto Scaling launches what is desired, evenly over the zones, a minute later.</summary>
    private static void Launch(TrafficPlayer player)
    {
        if (player.Now < Make.T0.AddMinutes(1))
        {
            return;
        }

        var group = player.Group!;
        var zones = player.Zones!.Zones;
        var missing = group.Desired - group.Members.Count;
        player.Group = group with
        {
            Members = [.. group.Members.Concat(Enumerable.Range(0, Math.Max(0, missing))
                .Select(i => Make.Member(group.Members.Count + i + 1) with { Zone = zones[i % zones.Count].Name }))],
        };
    }
}
