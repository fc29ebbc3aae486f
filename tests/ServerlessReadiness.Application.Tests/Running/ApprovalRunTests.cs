using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Tests.Running;

/// <summary>Runs that wait: for people, for time, for what shows that it worked, and for another try.</summary>
public sealed class ApprovalRunTests
{
    [Fact]
    public void People_are_asked_once_and_hours_later_the_run_goes_on_with_their_yes()
    {
        var shop = new Shop(Shop.RaiseFront, Shop.Ask("more"));
        shop.Start();
        shop.Beats(90);
        var message = Assert.Single(shop.Scenario.Calls);
        Assert.Contains("runbook both asks", message.Subject, StringComparison.Ordinal);
        Assert.Contains("Roles that may answer: owner", message.Text, StringComparison.Ordinal);
        Assert.Contains($"readiness approve {shop.Run.Id} --event sale --step more", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("did nothing more", message.Text, StringComparison.Ordinal);
        Assert.Equal((StepState.Asking, 6), (shop.Run.Steps[1].State, shop.Scenario.Web.Bounds.Minimum));
        Assert.Null(shop.Scenario.Resource.Lease);

        Assert.NotNull(shop.Ask(RunRequestKind.Approve).Next);
        shop.Beats(6);
        Assert.True(shop.Run.State == RunState.Done, shop.Run.Reason);
        Assert.Equal(8, shop.Scenario.Web.Bounds.Minimum);
    }

    [Fact]
    public void While_people_think_an_alarm_is_answered_on_the_same_component()
    {
        var shop = new Shop(Shop.Ask("more"));
        shop.Start();
        shop.Beats(2);
        Assert.Equal(AlarmVerdict.Starts, shop.Scenario.Send(Sample.Alarm("raise-1", shop.Scenario.Now)).Verdict);
        Assert.Equal(6, shop.Scenario.Web.Bounds.Minimum);
    }

    [Theory]
    [InlineData(ApprovalDefault.Reject, RunState.Failed, 2)]
    [InlineData(ApprovalDefault.Approve, RunState.Done, 6)]
    public void Silence_means_what_the_plan_says(ApprovalDefault onExpiry, RunState state, int minimum)
    {
        var shop = new Shop(Shop.Ask("more", onExpiry));
        shop.Start();
        shop.Beats(119);
        Assert.False(shop.Run.IsOver);
        shop.Beats(10);
        Assert.Equal((state, minimum), (shop.Run.State, shop.Scenario.Web.Bounds.Minimum));
        Assert.Contains(shop.Scenario.Journal(), l => l.Reason.Contains("nobody answered until", StringComparison.Ordinal));
    }

    [Fact]
    public void A_no_ends_the_run_with_its_reason_and_nothing_is_done()
    {
        var shop = new Shop(Shop.Ask("more"));
        shop.Start();
        shop.Beats(2);
        Assert.Null(shop.Ask(RunRequestKind.Approve, role: "guest").Next);
        Assert.NotNull(shop.Ask(RunRequestKind.Reject).Next);
        Assert.Null(shop.Ask(RunRequestKind.Approve).Next);
        shop.Beats(3);
        Assert.Equal(RunState.Failed, shop.Run.State);
        Assert.Contains("rejected by kim: because", shop.Run.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(shop.Scenario.World.Effects, e => e is not Change.Publish);
    }

    [Fact]
    public void A_wait_of_hours_is_kept_by_clock_and_holds_nothing()
    {
        var pause = new RunbookStep("soak", new StepAction.Pause(TimeSpan.FromHours(3)), TimeSpan.FromHours(4));
        var shop = new Shop(Shop.RaiseFront, pause, Shop.RaiseBack);
        shop.Start();
        shop.Beats(60);
        Assert.Equal(["6", "2"], shop.Minimums);
        Assert.Null(shop.Scenario.Resource.Lease);
        shop.Beats(130);
        Assert.True(shop.Run.State == RunState.Done, shop.Run.Reason);
        Assert.Equal(["6", "6"], shop.Minimums);
    }

    [Fact]
    public void A_step_is_done_when_its_metric_says_so()
    {
        var shop = new Shop(Shop.RaiseFront with { Verify = [Shop.Quick] }, Shop.RaiseBack);
        shop.Scenario.World.Measured = (_, at) => at < Sample.T0.AddMinutes(12) ? 0.9 : 0.2;
        shop.Start();
        shop.Beats(10);
        Assert.Equal(StepState.Running, shop.Run.Steps[0].State);
        Assert.Contains("not verified: metric latency is 0.9", shop.Run.Reason, StringComparison.Ordinal);
        Assert.Equal(["6", "2"], shop.Minimums);
        shop.Beats(12);
        Assert.True(shop.Run.State == RunState.Done, shop.Run.Reason);
        Assert.Equal(["6", "6"], shop.Minimums);
    }

    [Fact]
    public void What_does_not_show_in_time_has_failed_and_says_what_was_seen()
    {
        var shop = new Shop(Shop.RaiseFront with { Verify = [Shop.Quick], OnFailure = OnFailure.Undo });
        shop.Start();
        shop.Beats(45);
        Assert.True(shop.Run.State == RunState.Undone, shop.Run.Reason);
        Assert.Contains(shop.Scenario.World.Messages, m => m.Text.Contains("metric latency has no value", StringComparison.Ordinal));
        Assert.Equal(["2", "2"], shop.Minimums);
    }

    [Theory]
    [InlineData(true, StepState.Done, "6")]
    [InlineData(false, StepState.Skipped, "2")]
    public void A_step_is_skipped_when_its_alarm_does_not_fire(bool fires, StepState state, string minimum)
    {
        var when = new StepCondition.AlarmIs("slow", Firing: true);
        var shop = new Shop(Shop.RaiseFront, Shop.RaiseBack with { When = [when] });
        shop.Scenario.World.SetAlarm(Sample.Alarm("slow", Sample.T0, fires ? AlarmStateValue.Alarm : AlarmStateValue.Ok));
        shop.Start();
        shop.Beats(10);
        Assert.True(shop.Run.State == RunState.Done, shop.Run.Reason);
        Assert.Equal((state, minimum), (shop.Run.Steps[1].State, shop.Minimums.Last()));
        Assert.Equal(!fires, shop.Scenario.Journal().Any(l => l is { Kind: JournalKind.Progress, Verdict: "step back skipped" }));
    }

    [Fact]
    public void Conditions_that_cannot_be_read_keep_back_what_replaces_and_let_go_on_what_raises()
    {
        var when = new StepCondition.AlarmIs("slow", Firing: true);
        var replace = Shop.Step("replace", new StepAction.InstanceReplace()) with { When = [when] };
        var shop = new Shop(Shop.RaiseBack with { When = [when] }, replace);
        shop.Scenario.World.ReadFault = call => call == "read alarms" ? Ports.PortFailure.Unavailable : null;
        shop.Start();
        shop.Beats(10);
        Assert.Equal([StepState.Done, StepState.Refused], shop.Run.Steps.Select(s => s.State));
        Assert.Equal(["2", "6"], shop.Minimums);
        Assert.Contains(shop.Scenario.Journal(), l => l.Verdict == "step back begins unread");
    }

    [Fact]
    public void A_failed_step_is_tried_again_after_a_durable_wait_and_journalled()
    {
        var raise = Shop.RaiseFront with { Retries = 2, RetryAfter = TimeSpan.FromMinutes(10) };
        var shop = new Shop(raise, Shop.RaiseBack);
        var failing = true;
        shop.Scenario.World.Fault = c => failing && c is Change.SetGroupBounds ? (Ports.PortFailure.Denied, false) : null;
        shop.Start();
        shop.Beats(5);
        Assert.Equal((StepState.Pending, 1), (shop.Run.Steps[0].State, shop.Run.Steps[0].Tries));
        Assert.Null(shop.Scenario.Resource.Lease);
        failing = false;
        shop.Beats(15);
        Assert.True(shop.Run.State == RunState.Done, shop.Run.Reason);
        Assert.Equal(["6", "6"], shop.Minimums);
        Assert.Single(shop.Scenario.Journal(), l => l.Verdict == "step front retried");
    }
}
