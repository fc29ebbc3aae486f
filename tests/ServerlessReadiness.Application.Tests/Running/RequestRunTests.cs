using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Running;

/// <summary>People ask things of runs at the worst moments.</summary>
public sealed class RequestRunTests
{
    [Theory]
    [InlineData(RunRequestKind.Abort, RunState.Failed, "6")]
    [InlineData(RunRequestKind.AbortAndUndo, RunState.Undone, "2")]
    [InlineData(RunRequestKind.Skip, RunState.Done, "6")]
    public void Asked_in_the_middle_of_an_effect_it_takes_hold_right_after(RunRequestKind kind, RunState state, string minimum)
    {
        var shop = new Shop(Shop.RaiseFront, Shop.Step("tell", new StepAction.Notify("s", "t")));
        var asked = false;
        var hook = new AfterCall(call =>
        {
            if (!asked && call.StartsWith("set the bounds of group web", StringComparison.Ordinal))
            {
                asked = shop.Ask(kind).Next is not null;
            }
        });
        shop.Start();
        shop.Scenario.Beat(hook, () => false);
        Assert.True(asked, string.Join('\n', shop.Scenario.World.Calls));
        shop.Beats(5);

        Assert.True(shop.Run.State == state, $"{shop.Run.State}: {shop.Run.Reason}");
        Assert.Equal(minimum, shop.Minimums.First());
        Assert.Equal(kind == RunRequestKind.AbortAndUndo ? 2 : 1, shop.Scenario.World.Effects.OfType<Change.SetGroupBounds>().Count());
        Assert.Single(shop.Scenario.Journal(), l => l.Kind == JournalKind.Progress && l.Verdict == RunRequests.Word(kind));
        Assert.Contains(shop.Scenario.Journal(), l => l.Kind == JournalKind.Outcome && l.Reason == "Done: done");
        Assert.Null(shop.Scenario.Resource.Lease);
    }

    [Fact]
    public void Asked_when_a_change_is_about_to_be_announced_it_is_not_started()
    {
        var shop = new Shop(Shop.RaiseFront);
        var asked = false;
        var hook = new AfterCall(call =>
        {
            if (!asked && call == "read group web")
            {
                asked = shop.Ask(RunRequestKind.Abort).Next is not null;
            }
        });
        shop.Start();
        shop.Scenario.Beat(hook, () => false);
        shop.Beats(3);
        Assert.True(asked);
        Assert.Equal(RunState.Failed, shop.Run.State);
        Assert.DoesNotContain(shop.Scenario.World.Effects, e => e is Change.SetGroupBounds);
        Assert.Null(shop.Scenario.Resource.RestorePoint);
    }

    [Fact]
    public void Asked_while_a_process_that_died_may_still_be_at_its_effect_it_waits_until_that_cannot_be()
    {
        var shop = new Shop(Shop.RaiseFront);
        var crash = new CrashOn("set the bounds of group web");
        shop.Start();
        shop.Scenario.Beat(crash, () => crash.HasCrashed);
        var startedAt = Assert.Single(shop.Run.Steps[0].Effects).StartedAt;
        Assert.NotNull(shop.Ask(RunRequestKind.AbortAndUndo).Next);
        shop.Beats(1);
        Assert.False(shop.Run.IsOver);
        Assert.Equal(startedAt + Core.Safety.Lease.Duration, shop.Run.DueAt);

        // It lands after all, and is found and taken back.
        shop.Scenario.World.Group("web").Perform(new Change.SetGroupBounds("web", new(2, 8), new(6, 8)), shop.Scenario.Now);
        shop.Beats(5);
        Assert.True(shop.Run.State == RunState.Undone, shop.Run.Reason);
        Assert.Equal("2", shop.Minimums.First());
    }

    [Fact]
    public void A_request_survives_its_executor_being_stopped_anywhere()
    {
        for (var k = 1; k <= 100; k++)
        {
            foreach (var after in new[] { false, true })
            {
                var (crash, shop) = (new CrashAt(k, after), new Shop(Shop.RaiseFront, Shop.Ask("more"), Shop.RaiseBack));
                shop.Start();
                shop.Beats(5);
                Assert.NotNull(shop.Ask(RunRequestKind.AbortAndUndo).Next);
                shop.Scenario.Beat(crash, () => crash.HasCrashed);
                if (!crash.HasCrashed)
                {
                    Assert.True(k > 10, $"only {k} crash points were tried");
                    return;
                }

                shop.Beats(10);
                Assert.True(shop.Run.State == RunState.Undone, $"{crash.Where}: {shop.Run.State}: {shop.Run.Reason}");
                Assert.Equal(["2", "2"], shop.Minimums);
                Assert.Equal(2, shop.Scenario.World.Effects.OfType<Change.SetGroupBounds>().Count());
            }
        }

        Assert.Fail("a process made more than 100 calls");
    }

    [Fact]
    public void A_failed_run_is_retried_from_its_step_and_a_done_one_is_taken_back()
    {
        var shop = new Shop(Shop.RaiseFront, Shop.RaiseBack);
        var failing = true;
        shop.Scenario.World.Fault = c =>
            failing && c is Change.SetGroupBounds { Group: "orders" } ? (Ports.PortFailure.Denied, false) : null;
        shop.Start();
        shop.Beats(5);
        Assert.Equal(RunState.Failed, shop.Run.State);
        failing = false;
        Assert.NotNull(shop.Ask(RunRequestKind.Retry).Next);
        shop.Beats(5);
        Assert.True(shop.Run.State == RunState.Done, shop.Run.Reason);
        Assert.Equal(["6", "6"], shop.Minimums);

        Assert.NotNull(shop.Ask(RunRequestKind.AbortAndUndo).Next);
        shop.Beats(5);
        Assert.True(shop.Run.State == RunState.Undone, shop.Run.Reason);
        Assert.Equal(["2", "2"], shop.Minimums);
        Assert.Null(shop.Ask(RunRequestKind.Retry).Next);
    }

    [Fact]
    public void A_wait_of_hours_ends_at_once_when_a_person_skips_it()
    {
        var pause = new RunbookStep("soak", new StepAction.Pause(TimeSpan.FromHours(3)), TimeSpan.FromHours(4));
        var shop = new Shop(pause, Shop.RaiseFront);
        shop.Start();
        shop.Beats(2);
        Assert.NotNull(shop.Ask(RunRequestKind.Skip, "soak").Next);
        shop.Beats(5);
        Assert.True(shop.Run.State == RunState.Done, shop.Run.Reason);
        Assert.Equal("6", shop.Minimums.First());
    }
}
