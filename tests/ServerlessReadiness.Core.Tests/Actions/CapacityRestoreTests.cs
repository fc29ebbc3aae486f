using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

public sealed class CapacityRestoreTests
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private static readonly AlarmId Cpu = AlarmId.Of("ap-northeast-2", "123456789012", "front cpu");

    [Fact]
    public void The_minimum_comes_down_in_steps_then_the_policies_shrink_the_group_and_the_maximum_is_last()
    {
        var player = Group(Make.Group(40, 40, 60), before: new(4, 12));
        var quiet = Make.T0.AddHours(5);
        player.Outside = (now, world) => now >= quiet ? Wanting(world, 6) : world;

        Expect.Says<ActionMove.Done>("are 4–12 as before the event", player.PlayFor(Day));

        var minimums = player.Changes.OfType<Change.SetGroupBounds>().Select(c => c.To.Minimum).ToList();
        Assert.Equal([36, 32, 28, 24, 20, 16, 12, 8, 4], minimums.Take(9));
        Assert.Equal(minimums.OrderDescending(), minimums);
        Assert.DoesNotContain(player.Changes, c => c is Change.SetGroupDesired);
        Assert.Equal(new Change.SetGroupBounds("web", new(4, 60), new(4, 12)), player.Changes.Last());
        Assert.True(player.Now >= quiet, "the maximum was cut before the group had shrunk");
    }

    [Fact]
    public void Steps_are_as_far_apart_as_the_plan_says()
    {
        var player = Group(Make.Group(20, 10, 20), before: new(4, 20));
        var at = new List<DateTimeOffset>();
        player.OnEffect = (_, _, _) => at.Add(player.Now);
        Assert.IsType<ActionMove.Done>(player.PlayFor(Day));
        Assert.True(at.Count >= 3);
        Assert.All(at.Zip(at.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Every));
    }

    [Fact]
    public void What_was_never_touched_is_done_at_once()
    {
        var player = Group(Make.Group(10, 8, 20), before: new(4, 12));
        player.Record = ResourceState.New("x", player.Record.Owner);
        Expect.Says<ActionMove.Done>("never touched", player.Ask());
    }

    [Fact]
    public void An_alarm_that_fires_at_the_begin_stops_it_until_it_is_over()
    {
        var player = Group(Make.Group(10, 8, 20), before: new(4, 20));
        var over = Make.T0.AddHours(1);
        player.Firing = now => now < over ? [Cpu] : [];
        player.OnEffect = (_, _, _) => Assert.True(player.Now >= over, "taken away while an alarm fired");
        Assert.IsType<ActionMove.Done>(player.PlayFor(Day));
        Assert.Contains("front cpu", player.Timeline[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_can_force_it_and_every_step_says_so()
    {
        var player = Group(Make.Group(10, 8, 20), before: new(4, 20), forced: "the alarm is wrong");
        player.Firing = _ => [Cpu];
        Assert.IsType<ActionMove.Done>(player.PlayFor(Day));
        Assert.Equal(new Bounds(4, 20), player.World.Group.Bounds);
        Assert.All(
            player.Timeline.Where(l => l.Contains("takes the", StringComparison.Ordinal)),
            l => Assert.Contains("the alarm is wrong", l, StringComparison.Ordinal));
    }

    [Fact]
    public void An_alarm_between_two_steps_takes_the_last_one_back_once_and_waits_for_its_end()
    {
        var player = Group(Make.Group(20, 20, 20), before: new(4, 20));
        var (from, until) = (Make.T0.AddMinutes(12), Make.T0.AddMinutes(50));
        player.Firing = now => now >= from && now < until ? [Cpu] : [];
        var ups = new List<(DateTimeOffset At, Bounds To)>();
        player.OnEffect = (change, before, after) =>
        {
            Assert.True(player.Now < from || player.Now >= until || RaisesMinimum(change), "went on under an alarm");
            ups.AddRange(RaisesMinimum(change) ? [(player.Now, after.Group.Bounds)] : []);
        };

        Assert.IsType<ActionMove.Done>(player.PlayFor(Day));

        var up = Assert.Single(ups);
        Assert.Equal(16, up.To.Minimum);
        Assert.Equal(new Bounds(4, 20), player.World.Group.Bounds);
    }

    [Fact]
    public void The_third_step_back_calls_a_person()
    {
        var player = Group(Make.Group(20, 20, 20), before: new(4, 20));

        // The alarm fires whenever there is less than 18, and is over some minutes after it was heard.
        var below = new List<DateTimeOffset>();
        player.OnEffect = (_, _, after) => below.AddRange(after.Group.Bounds.Minimum < 18 ? [player.Now] : []);
        player.Firing = now => below.Exists(at => now > at && now < at.AddMinutes(20)) ? [Cpu] : [];

        Expect.Says<ActionMove.Fail>("alarms fired after 3 steps", player.PlayFor(Day));

        Assert.Equal(3, player.Changes.Count(RaisesMinimum));
        Assert.Equal(18, player.World.Group.Bounds.Minimum);
    }

    [Fact]
    public void Without_policies_the_size_follows_until_it_fits_and_the_old_desired_is_never_written()
    {
        var player = Group(Make.Group(30, 30, 30), before: new(4, 12), policies: false);
        player.OnEffect = (change, before, after) =>
        {
            if (change is Change.SetGroupDesired c)
            {
                Assert.True(c.To >= 12 && c.From - c.To <= Math.Max(1, c.From / 10), $"{c}");
            }

            Assert.True(after.Group.Bounds.Maximum >= before.Group.Members.Count, "the maximum cuts what runs");
        };

        Expect.Says<ActionMove.Done>("desires 12", player.PlayFor(Day));

        Assert.Equal((new Bounds(4, 12), 12), (player.World.Group.Bounds, player.World.Group.Desired));
    }

    [Fact]
    public void A_group_that_lacks_members_is_not_made_smaller()
    {
        var player = Group(Make.Group(30, 30, 30), before: new(4, 12), policies: false);
        player.World = player.World with { CanLaunch = false, Sick = [Make.Id(1)] };
        player.World = player.World.With(player.World.Group.Find(Make.Id(1))! with { Healthy = false });
        Assert.Null(player.PlayFor(TimeSpan.FromHours(2)));
        Assert.DoesNotContain(player.Changes, c => c is Change.SetGroupDesired);
        Assert.Contains("lacks members", player.Timeline[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15, 20)]
    [InlineData(6, 20)]
    [InlineData(10, 30)]
    public void A_bound_that_someone_else_set_is_left_alone_and_the_other_goes_on(int minimum, int maximum)
    {
        var player = Group(Make.Group(24, 10, 20) with { Bounds = new(minimum, maximum) }, before: new(4, 12));
        player.Record = player.Record with { InForce = new Bounds(10, 20) };
        player.Outside = (_, world) => Wanting(world, 5);

        Expect.Says<ActionMove.Done>("someone else", player.PlayFor(Day));

        var end = player.World.Group.Bounds;
        Assert.Equal(minimum == 10 ? 4 : minimum, end.Minimum);
        Assert.Equal(maximum == 20 ? Math.Max(12, Math.Min(20, end.Minimum)) : maximum, end.Maximum);
    }

    [Fact]
    public void Someone_who_steps_in_half_way_keeps_what_they_set()
    {
        var player = Group(Make.Group(20, 20, 30), before: new(4, 30));
        var stepped = false;
        player.Outside = (now, world) =>
        {
            var steps = !stepped && now > Make.T0.AddMinutes(22);
            stepped |= steps;
            return steps ? world with { Group = world.Group with { Bounds = new(25, 30) } } : world;
        };
        Expect.Says<ActionMove.Done>("the minimum of 25 was set by someone else", player.PlayFor(Day));
        Assert.Equal(25, player.World.Group.Bounds.Minimum);
    }

    [Fact]
    public void What_cannot_be_read_is_not_touched()
    {
        var blind = Group(Make.Group(10, 8, 20), before: new(4, 12));
        blind.Unreadable = "timeout";
        Assert.IsType<ActionMove.Fail>(blind.PlayFor(Day));

        var unknown = Group(Make.Group(10, 8, 20), before: new(4, 12), policies: null);
        Expect.Says<ActionMove.Fail>("scaling policies", unknown.PlayFor(Day));

        var deaf = Group(Make.Group(10, 8, 20), before: new(4, 12));
        deaf.Firing = _ => null;
        Expect.Says<ActionMove.Fail>("which of its alarms fire", deaf.PlayFor(Day));
        Assert.Empty(blind.Changes.Concat(unknown.Changes).Concat(deaf.Changes));
    }

    [Fact]
    public void A_target_comes_down_in_watched_steps_too_because_its_size_is_not_known()
    {
        var player = new Player(
            new StepAction.CapacityRestore(10, Every),
            Make.Component(resource: Make.Tasks),
            GroupWorld.Of(Make.Group(1, 1, 1), Make.T0))
        {
            Target = new TargetSnapshot(new(30, 60), false, null),
        };
        player.Record = player.Record with
        {
            RestorePoint = new RestorePoint(new(5, 40), 5, Make.T0),
            InForce = new Bounds(30, 60),
        };

        Expect.Says<ActionMove.Done>("5–40 as before", player.PlayFor(Day));

        var maximums = player.Changes.Cast<Change.SetTargetBounds>().Where(c => c.To.Maximum < c.From.Maximum).ToList();
        Assert.Equal([54, 49, 45, 41, 40], maximums.Select(c => c.To.Maximum));
        Assert.All(maximums, c => Assert.Equal(5, c.To.Minimum));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(2, false)]
    [InlineData(5, false)]
    public void A_crash_around_any_step_ends_in_the_same_world(int effect, bool before)
    {
        var player = Group(Make.Group(20, 20, 30), before: new(4, 12));
        (player.CrashAt, player.CrashBeforeEffect) = (effect, before);
        player.Outside = (_, world) => Wanting(world, 5);
        Expect.Says<ActionMove.Done>("4–12 as before", player.PlayFor(Day));
        Assert.DoesNotContain(player.Changes, RaisesMinimum);
    }

    [Fact]
    public void A_step_that_the_service_refuses_does_not_make_the_bound_someone_elses()
    {
        var player = Group(Make.Group(20, 20, 20), before: new(4, 20));
        var refusals = 2;
        player.Refuses = _ => player.Now > Make.T0.AddMinutes(9) && refusals-- > 0 ? "ScalingActivityInProgress" : null;
        Expect.Says<ActionMove.Done>("4–20 as before", player.PlayFor(Day));
        Assert.True(refusals < 0);
    }

    [Fact]
    public void A_read_that_lags_behind_a_write_is_not_taken_for_someone_elses_doing()
    {
        var player = Group(Make.Group(20, 20, 20), before: new(4, 20), every: TimeSpan.FromSeconds(20));
        player.ReadsLag = TimeSpan.FromSeconds(45);
        Expect.Says<ActionMove.Done>("4–20 as before", player.PlayFor(Day));
        Assert.DoesNotContain(player.Changes, RaisesMinimum);
    }

    [Fact]
    public void From_two_hundred_to_four_the_record_stays_small()
    {
        var player = Group(Make.Group(200, 200, 200), before: new(4, 10), policies: false);
        var most = 0;
        player.OnEffect = (_, _, _) => most = Math.Max(most, player.Step.Effects.Count);
        Assert.IsType<ActionMove.Done>(player.PlayFor(Day));
        Assert.Equal(new Bounds(4, 10), player.World.Group.Bounds);
        Assert.True(player.Step.EffectsMade > StepRecord.EffectsMax);
        Assert.True(most <= 8, $"{most} effects in the document");
    }

    [Fact]
    public void Undoing_changes_nothing()
    {
        var player = Group(Make.Group(20, 20, 20), before: new(4, 20));
        player.PlayFor(TimeSpan.FromMinutes(12));
        var done = player.Changes.Count();
        Assert.IsType<ActionMove.Done>(player.Undo());
        Assert.Equal(done, player.Changes.Count());
    }

    private static bool RaisesMinimum(Change change) =>
        change is Change.SetGroupBounds c && c.To.Minimum > c.From.Minimum;

    private static GroupWorld Wanting(GroupWorld world, int desired)
    {
        var bounds = world.Group.Bounds;
        var within = Math.Clamp(desired, bounds.Minimum, bounds.Maximum);
        return world with { Group = world.Group with { Desired = within } };
    }

    /// <summary>A group whose bounds we have set, with what they were before.</summary>
    private static Player Group(
        GroupSnapshot group,
        Bounds before,
        string? forced = null,
        bool? policies = true,
        TimeSpan? every = null)
    {
        var player = new Player(
            new StepAction.CapacityRestore(10, every ?? Every, forced),
            Make.Component(ceiling: 200),
            GroupWorld.Of(group with { HasScalingPolicies = policies }, Make.T0 - TimeSpan.FromHours(1)));
        player.Record = player.Record with
        {
            RestorePoint = new RestorePoint(before, before.Minimum, Make.T0.AddDays(-1)),
            InForce = group.Bounds,
        };
        return player;
    }
}
