using CsCheck;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Actions.Capacity;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Actions;

/// <summary>
/// What holds for any group, component and outside meddling. CsCheck prints the seed of a failure; repeat it with
/// <c>CsCheck_Seed=…</c>.
/// </summary>
public sealed class ActionProperties
{
    private const int Samples = 2000;

    private static readonly Gen<GroupSnapshot> Groups =
        from minimum in Gen.Int[0, 8]
        from maximum in Gen.Int[minimum, 14]
        from desired in Gen.Int[minimum, maximum]
        from states in Gen.Frequency(
            (12, Gen.Const(("InService", true))),
            (1, Gen.Const(("InService", false))),
            (1, Gen.Const(("Pending", true))),
            (1, Gen.Const(("Standby", true)))).Array[desired]
        from percent in Gen.Int[0, 250]
        select Make.Group(desired, minimum, maximum) with
        {
            MinimumHealthyPercent = percent <= 100 ? percent : null,
            Members = EquatableList.From(states.Select((s, i) =>
                Make.Member(i + 1) with { LifecycleState = s.Item1, Healthy = s.Item2 })),
        };

    private static readonly Gen<Component> Components =
        from ceiling in Gen.Int[1, 16]
        from percent in Gen.Int[0, 100]
        select Make.Component(ceiling: ceiling, healthyPercent: percent);

    // Times, in ticks of ten seconds, at which a policy moves desired by so much.
    private static readonly Gen<(int Tick, int By)[]> Policies = Gen.Select(Gen.Int[0, 60], Gen.Int[-2, 3]).Array[0, 4];

    [Fact]
    public void A_raise_stays_under_the_ceiling_and_lowers_nothing() =>
        Gen.Select(Groups, Components, Gen.Int[1, 9], Gen.Bool, Policies).Sample(
            (group, component, amount, percent, policies) =>
            {
                StepAction action = percent
                    ? new StepAction.CapacityRaise(ByPercent: amount * 10)
                    : new StepAction.CapacityRaise(By: amount);
                var player = Of(action, component, group, policies);
                player.OnEffect = (change, before, _) =>
                {
                    var to = ((Change.SetGroupBounds)change).To;
                    var from = before.Group.Bounds;
                    Assert.True(to.Maximum <= Math.Max(from.Maximum, component.Ceiling), $"{from} to {to}");
                    Assert.True(to.Minimum >= from.Minimum && to.Maximum >= from.Maximum, $"{from} to {to}");
                    Assert.True(to.Minimum <= component.Ceiling && to.Minimum <= to.Maximum, $"{from} to {to}");
                };
                player.Play();
            },
            iter: Samples);

    [Fact]
    public void Undoing_a_raise_terminates_nobody_and_never_writes_desired() =>
        Gen.Select(Groups, Components, Gen.Int[1, 9], Policies).Sample(
            (group, component, amount, policies) =>
            {
                var player = Of(new StepAction.CapacityRaise(By: amount), component, group, policies);
                player.Play();
                player.OnEffect = (change, before, after) =>
                {
                    Assert.IsType<Change.SetGroupBounds>(change);
                    Assert.Equal(before.Group.Desired, after.Group.Desired);
                };
                player.Undo();
            },
            iter: Samples);

    [Fact]
    public void A_replacement_never_goes_below_minimum_healthy_nor_before_its_substitute()
    {
        var terminations = 0;
        Gen.Select(Groups, Components, Gen.Int[1, 14], Policies).Sample(
            (group, component, meant, policies) =>
            {
                var player = Of(new StepAction.InstanceReplace(), component, group, policies, meant);
                int? desiredBefore = null;
                player.OnEffect = (change, before, after) =>
                {
                    desiredBefore = change is Change.SetGroupDesired { From: var from } ? from : desiredBefore;
                    var present = new GroupCase(after.Group, component, null);
                    var highest = Math.Max(group.Bounds.Maximum, component.Ceiling);
                    Assert.True(after.Group.Bounds.Maximum <= highest, "over the ceiling");
                    if (change is Change.TerminateMember)
                    {
                        // A policy may have set 0 before, and then nothing has to serve; but one unit must be borrowed.
                        Assert.NotNull(desiredBefore);
                        Assert.True(after.Group.Serving >= desiredBefore, "terminated before a substitute served");
                        Assert.True(after.Group.Serving >= present.HealthyNeed, "below minimum healthy");
                    }
                };
                player.Play();
                var count = player.Changes.Count(c => c is Change.TerminateMember);
                Assert.True(count <= 1);
                Interlocked.Add(ref terminations, count);
            },
            iter: Samples);

        // A property that only ever sees refusals would hold for any rules.
        Assert.True(terminations > Samples / 20, $"only {terminations} of {Samples} samples replaced anything");
    }

    [Fact]
    public void A_repair_never_takes_the_serving_below_minimum_healthy()
    {
        var repairs = 0;
        Gen.Select(Groups, Components, Gen.Int[1, 14], Gen.Bool).Sample(
            (group, component, meant, recover) =>
            {
                StepAction action = recover ? new StepAction.InstanceRecover() : new StepAction.InstanceReboot();
                var player = Of(action, component, group, [], meant);
                player.OnEffect = (change, before, after) =>
                {
                    var need = new GroupCase(before.Group, component, null).HealthyNeed;
                    var passage = change is Change.EnterStandby or Change.ExitStandby;
                    Assert.True(
                        change is not Change.EnterStandby || after.Group.Serving >= need,
                        "below minimum healthy");
                    Assert.True(passage || before.Group.Find(Make.Id(meant))!.IsInStandby, $"{change} outside Standby");
                };
                player.Play();
                Assert.All(player.Step.Effects, e => Assert.Null(e.Outcome));
                Interlocked.Add(ref repairs, player.Changes.Count(c => c is Change.ExitStandby));
            },
            iter: Samples);
        Assert.True(repairs > Samples / 20, $"only {repairs} of {Samples} samples repaired anything");
    }

    private static Player Of(
        StepAction action,
        Component component,
        GroupSnapshot group,
        (int Tick, int By)[] policies,
        int? instance = null)
    {
        var world = GroupWorld.Of(group, Make.T0 - TimeSpan.FromHours(1));
        var done = new HashSet<int>();
        return new Player(action, component, world, instance is { } number ? Make.Id(number) : null)
        {
            Outside = (now, present) =>
            {
                var ticks = (now - Make.T0) / TimeSpan.FromSeconds(10);
                var due = policies.Index().FirstOrDefault(
                    p => ticks >= p.Item.Tick && !done.Contains(p.Index),
                    (-1, default));
                if (due.Index < 0 || !done.Add(due.Index))
                {
                    return present;
                }

                var bounds = present.Group.Bounds;
                var desired = Math.Clamp(present.Group.Desired + due.Item.By, bounds.Minimum, bounds.Maximum);
                return present with { Group = present.Group with { Desired = desired } };
            },
        };
    }
}
