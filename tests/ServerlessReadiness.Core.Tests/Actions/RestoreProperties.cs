using CsCheck;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

/// <summary>What holds for floors and restores of any group, whatever policies, alarms and other people do.</summary>
public sealed class RestoreProperties
{
    private const int Samples = 400;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(5);
    private static readonly EquatableList<AlarmId> Fires = [AlarmId.Of("ap-northeast-2", "123456789012", "front cpu")];

    // From minute, for minutes.
    private static readonly Gen<(int From, int For)[]> Spans = Gen.Select(Gen.Int[0, 300], Gen.Int[1, 40]).Array[0, 3];

    private static readonly Gen<(Bounds Before, Bounds InForce, int Desired)> Raised =
        from minimum in Gen.Int[0, 10]
        from room in Gen.Int[0, 10]
        from raise in Gen.Int[0, 40]
        from more in Gen.Int[0, 10]
        let before = new Bounds(minimum, minimum + room)
        let set = new Bounds(minimum + raise, Math.Max(before.Maximum, minimum + raise) + more)
        from desired in Gen.Int[set.Minimum, set.Maximum]
        select (before, set, desired);

    [Fact]
    public void A_restore_stays_at_or_above_the_restore_point_and_never_cuts_what_runs()
    {
        var finished = 0;
        Gen.Select(Raised, Spans, Gen.Int[1, 10], Gen.Bool, Gen.Int[0, 30]).Sample(
            (raised, alarms, percent, policies, want) =>
            {
                var (before, set, desired) = raised;
                var group = Make.Group(desired, set.Minimum, set.Maximum) with { HasScalingPolicies = policies };
                var player = new Player(
                    new StepAction.CapacityRestore(percent, Every),
                    Make.Component(ceiling: 100),
                    GroupWorld.Of(group, Make.T0.AddHours(-1)))
                {
                    Firing = now => In(alarms, now) ? Fires : [],
                    Outside = (_, world) => policies ? Wanting(world, want) : world,
                };
                player.Record = player.Record with
                {
                    RestorePoint = new RestorePoint(before, before.Minimum, Make.T0),
                    InForce = set,
                };
                player.OnEffect = (change, from, to) =>
                {
                    var (now, next) = (from.Group, to.Group);
                    Assert.True(next.Bounds.Minimum >= before.Minimum, $"{change}: below the old minimum");
                    Assert.True(next.Bounds.Maximum >= before.Maximum, $"{change}: below the old maximum");
                    Assert.True(
                        next.Bounds.Maximum >= now.Bounds.Maximum || next.Bounds.Maximum >= now.Members.Count,
                        $"{change}: cuts the maximum under {now.Members.Count} members");
                    var lost = now.Desired - next.Desired;
                    Assert.True(lost <= Math.Max(1, now.Desired / 10), $"{change}: takes {lost} of {now.Desired}");
                    Assert.True(next.Bounds.Minimum <= set.Minimum && next.Bounds.Maximum <= set.Maximum, $"{change}");
                    Assert.False(lost > 0 && In(alarms, player.Now), $"{change}: under an alarm");
                };
                var end = player.PlayFor(TimeSpan.FromHours(20));
                if (end is ActionMove.Done)
                {
                    Assert.Equal(before, player.World.Group.Bounds);
                    Interlocked.Increment(ref finished);
                }
            },
            iter: Samples);
        Assert.True(finished > Samples / 3, $"only {finished} of {Samples} came to an end");
    }

    [Fact]
    public void A_floor_only_ever_raises() =>
        Gen.Select(Raised, Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[-1, 40], Gen.Int[0, 60]).Sample(
            (raised, floor, ceiling, quota, want) =>
            {
                var set = raised.InForce;
                var player = new Player(
                    new StepAction.CapacityFloor(floor),
                    Make.Component(ceiling: ceiling),
                    GroupWorld.Of(Make.Group(raised.Desired, set.Minimum, set.Maximum), Make.T0.AddHours(-1)))
                {
                    Quota = quota < 0 ? null : quota,
                    Outside = (_, world) => Wanting(world, want),
                };
                player.OnEffect = (change, from, to) =>
                {
                    var (now, next) = (from.Group.Bounds, to.Group.Bounds);
                    Assert.True(next.Minimum > now.Minimum && next.Maximum >= now.Maximum, $"{change}");
                    Assert.True(next.Minimum <= Math.Min(floor, ceiling), $"{change}: above floor or ceiling");
                    Assert.True(next.Maximum <= Math.Max(now.Maximum, ceiling), $"{change}: over the ceiling");
                };
                if (player.Play() is ActionMove.Done)
                {
                    Assert.True(player.World.Group.Bounds.Minimum >= floor && player.World.Group.Serving >= floor);
                }
            },
            iter: Samples);

    private static bool In((int From, int For)[] spans, DateTimeOffset now)
    {
        var minutes = (now - Make.T0).TotalMinutes;
        return spans.Any(s => minutes >= s.From && minutes < s.From + s.For);
    }

    private static GroupWorld Wanting(GroupWorld world, int desired)
    {
        var bounds = world.Group.Bounds;
        var within = Math.Clamp(desired, bounds.Minimum, bounds.Maximum);
        return world with { Group = world.Group with { Desired = within } };
    }
}
