using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Running;

/// <summary>Runs whose steps act on several components, one after the other.</summary>
public sealed class SeveralComponentsTests
{
    private const int CallsMax = 300;
    private static readonly RunbookStep Refused = Shop.Step("never", new StepAction.InstanceReplace()) with { OnFailure = OnFailure.Undo };

    [Fact]
    public void Each_step_acts_on_its_own_component_under_that_ones_lease_alone()
    {
        var shop = new Shop(Shop.RaiseFront, Shop.RaiseBack);
        var held = new List<string>();
        shop.Scenario.World.OnEffect = _ => held.Add($"{Holds(shop.Scenario.Resource)} {Holds(shop.BackRecord)}");
        shop.Start();
        shop.Beats(10);

        Assert.True(shop.Run.State == RunState.Done, shop.Run.Reason);
        Assert.Equal(["True False", "False True"], held);
        Assert.Equal(["6", "6"], shop.Minimums);
        Assert.Equal(new Bounds(2, 8), shop.BackRecord!.RestorePoint!.Bounds);
        Assert.Equal(new Bounds(6, 8), shop.BackRecord.InForce);
        Assert.Null(shop.Scenario.Resource.Lease);
        Assert.Null(shop.BackRecord.Lease);
        Assert.Equal(
            ["front", "back"],
            shop.Scenario.Journal().Where(l => l.Kind == Core.Journal.JournalKind.Intent).OrderBy(l => l.At).Select(l => l.Component!.Value.Value));
    }

    [Fact]
    public void An_alarm_starts_such_a_run_and_it_goes_on_in_the_same_process()
    {
        var shop = new Shop(Shop.RaiseBack, Shop.RaiseFront);
        Assert.Equal(AlarmVerdict.Starts, shop.Scenario.Send(Sample.Alarm("both-1", shop.Scenario.Now)).Verdict);
        Assert.Equal(["2", "6"], shop.Minimums);
        shop.Scenario.Clear("both-1");
        shop.Beats(10);
        Assert.True(shop.Run.State == RunState.Done, shop.Run.Reason);
        Assert.Equal(["6", "6"], shop.Minimums);
    }

    [Fact]
    public void Undoing_goes_back_over_the_components_in_reverse()
    {
        var shop = new Shop(Shop.RaiseFront, Shop.RaiseBack, Refused);
        shop.Start();
        shop.Beats(20);
        Assert.True(shop.Run.State == RunState.Undone, shop.Run.Reason);
        Assert.Equal(["2", "2"], shop.Minimums);
        Assert.Equal(
            ["web 6", "orders 6", "orders 2", "web 2"],
            shop.Scenario.World.Effects.OfType<Change.SetGroupBounds>().Select(c => $"{c.Group} {c.To.Minimum}"));
        Assert.Null(shop.BackRecord!.Lease);
        Assert.Null(shop.Scenario.Resource.Lease);
    }

    [Fact]
    public void A_step_waits_for_the_lease_that_another_run_holds_and_holds_none_meanwhile()
    {
        var shop = new Shop(Shop.RaiseFront, Shop.RaiseBack);
        var other = RunId.Parse("01BX5ZZKBKACTAV9WEVGEMMVRZ");
        var until = shop.Scenario.Now.AddMinutes(8);
        shop.Alter(record => record with { Lease = new Lease(other, 7, until), LastFence = 7 });
        shop.Start();
        shop.Beats(6);
        Assert.Equal(["6", "2"], shop.Minimums);
        Assert.Null(shop.Scenario.Resource.Lease);
        Assert.Equal(other, shop.BackRecord!.Lease!.Holder);
        Assert.Equal(until, shop.Run.DueAt);

        shop.Beats(8);
        Assert.True(shop.Run.State == RunState.Done, shop.Run.Reason);
        Assert.Equal(["6", "6"], shop.Minimums);
        Assert.Equal(8, shop.BackRecord!.LastFence);
    }

    [Fact]
    public void A_component_on_hold_or_of_another_event_refuses_the_step()
    {
        var held = new Shop(Shop.RaiseFront, Shop.RaiseBack);
        var state = ComponentState.New(Shop.Back) with { Hold = new Hold("hands off", held.Scenario.Now, null) };
        held.Scenario.Commit(StateKeys.Component(Sample.Event, Shop.Back).Put(state, 0));
        held.Start();
        held.Beats(6);
        Assert.Equal((RunState.Failed, StepState.Refused), (held.Run.State, held.Run.Steps[1].State));
        Assert.Contains("component back is on hold: hands off", held.Run.Reason, StringComparison.Ordinal);
        Assert.Contains("hands off", Assert.Single(held.Scenario.World.Messages).Text, StringComparison.Ordinal);

        var owned = new Shop(Shop.RaiseFront, Shop.RaiseBack);
        owned.Alter(record => record with { Owner = Core.Events.EventId.Parse("other") });
        owned.Start();
        owned.Beats(6);
        Assert.Contains("belongs to event other", owned.Run.Reason, StringComparison.Ordinal);
        Assert.Equal(["6", "2"], owned.Minimums);
    }

    [Fact]
    public void A_freeze_counts_for_the_component_of_the_step()
    {
        var shop = new Shop(Shop.RaiseFront, Shop.RaiseBack);
        var freeze = new Freeze("audit", Sample.T0, Sample.T0.AddMinutes(20), [Shop.Back], AllowsCapacityUp: false);
        shop.Scenario.Apply(shop.Plan with { Freezes = [freeze] });
        shop.Start();
        shop.Beats(15);
        Assert.Equal(["6", "2"], shop.Minimums);
        Assert.Contains("component back until", shop.Run.Reason, StringComparison.Ordinal);
        shop.Beats(20);
        Assert.Equal(["6", "6"], shop.Minimums);
    }

    /// <summary>The process dies at each of its calls in turn; whoever goes on finds where it was.</summary>
    [Fact]
    public void It_survives_its_process_being_stopped_anywhere()
    {
        for (var k = 1; k <= CallsMax; k++)
        {
            foreach (var after in new[] { false, true })
            {
                var (crash, shop) = (new CrashAt(k, after), new Shop(Shop.RaiseFront, Shop.RaiseBack, Refused));
                shop.Start();
                shop.Scenario.Beat(crash, () => crash.HasCrashed);
                if (!crash.HasCrashed)
                {
                    Assert.True(k > 20, $"only {k} crash points were tried");
                    return;
                }

                shop.Scenario.BeatsUntilOver(TimeSpan.FromMinutes(40));
                Assert.True(shop.Run.State == RunState.Undone, $"{crash.Where}: {shop.Run.State}: {shop.Run.Reason}");
                Assert.Equal(
                    ["web 6", "orders 6", "orders 2", "web 2"],
                    shop.Scenario.World.Effects.OfType<Change.SetGroupBounds>().Select(c => $"{c.Group} {c.To.Minimum}"));
                Assert.Null(shop.BackRecord?.Lease);
                Assert.Null(shop.Scenario.Resource.Lease);
            }
        }

        Assert.Fail($"a process made more than {CallsMax} calls");
    }

    private static bool Holds(ResourceState? record) => record?.Lease is not null;
}
