using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Tests;

/// <summary>Messages of hooks and fleets that come twice, late, never, or for nobody.</summary>
public sealed class HookMessageTests
{
    [Fact]
    public void A_message_delivered_twice_starts_one_run()
    {
        var hooked = new Hooked();
        var notice = hooked.LaunchOne();

        hooked.Deliver(notice);
        var second = hooked.Deliver(notice)!;

        Assert.Equal(HookVerdict.Duplicate, second.Verdict);
        Assert.Single(hooked.HookRuns);
        Assert.Single(hooked.Group.Completions);
    }

    [Fact]
    public void An_instance_whose_message_was_lost_is_adopted_by_Clock_and_the_late_message_is_stale()
    {
        var hooked = new Hooked();
        var notice = hooked.LaunchOne();

        hooked.Beats(5);

        Assert.Equal("InService", hooked.StateOf(notice));
        Assert.Null(((RunTrigger.ByHook)Assert.Single(hooked.HookRuns).Trigger).Token);
        Assert.Equal(HookVerdict.Stale, hooked.Deliver(notice)!.Verdict);
        Assert.Single(hooked.HookRuns);
    }

    [Fact]
    public void An_instance_that_leaves_the_warm_pool_goes_through_its_hook_again()
    {
        var hooked = new Hooked();
        var first = hooked.LaunchOne();
        hooked.Deliver(first with { Destination = "WarmPool" });
        Assert.DoesNotContain(hooked.World.Effects, e => e is Change.RegisterTarget or Change.AttachInterface);
        Assert.Contains(hooked.World.Effects, e => e is Change.TagInstance);

        hooked.Scenario.Time.Advance(TimeSpan.FromHours(1));
        var again = first with { Origin = "WarmPool", Token = "another", At = hooked.Scenario.Now };
        var outcome = hooked.Deliver(again)!;

        Assert.Equal(HookVerdict.Starts, outcome.Verdict);
        Assert.Equal(RunState.Done, outcome.Run!.State);
        Assert.Contains(hooked.World.Effects, e => e is Change.RegisterTarget);
        Assert.Equal(2, hooked.HookRuns.Count);
    }

    [Fact]
    public void A_wait_that_is_over_when_the_message_comes_is_done_and_no_error()
    {
        var hooked = new Hooked();
        var notice = hooked.LaunchOne();
        hooked.Scenario.Time.Advance(TimeSpan.FromHours(2));
        hooked.World.Group("web");
        Assert.NotEmpty(hooked.Group.TimedOut);

        var run = hooked.Deliver(notice)!.Run!;

        Assert.Equal(RunState.Done, run.State);
        Assert.Empty(hooked.Group.Completions);
    }

    [Fact]
    public void A_hook_that_the_plan_does_not_know_is_left_alone_and_becomes_an_issue_until_it_stops()
    {
        var hooked = new Hooked(Hooked.Plan with { Hooks = [Hooked.Plan.Hooks[1]] });
        var notice = hooked.LaunchOne();

        var outcome = hooked.Deliver(notice)!;
        hooked.Beats(2);

        Assert.Equal(HookVerdict.NotOurs, outcome.Verdict);
        Assert.Equal("Pending:Wait", hooked.StateOf(notice));
        Assert.Empty(hooked.HookRuns);
        Assert.Contains(Hooked.Launch, Assert.Single(hooked.Issues).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_of_no_event_and_a_test_notification_are_only_recorded()
    {
        var hooked = new Hooked();
        var notice = hooked.LaunchOne();

        var other = hooked.Deliver(notice with { Group = "someone-elses" })!;
        var test = hooked.Deliver(Hooked.Fleet(LifecycleKind.Test, Sample.T0))!;

        Assert.Equal(HookVerdict.NotOurs, other.Verdict);
        Assert.Equal(HookVerdict.Test, test.Verdict);
        Assert.Empty(hooked.HookRuns);
        Assert.Contains(hooked.Scenario.Journal(), l => l.Verdict == "hook Test");
        Assert.Contains(
            hooked.Scenario.Journal(Journal.JournalWriter.Unassigned),
            l => l.Reason.Contains("someone-elses", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("We currently do not have sufficient m5.large capacity", IssueKind.CapacityShortage)]
    [InlineData("You have requested more vCPU capacity than your current vCPU limit", IssueKind.QuotaRefused)]
    [InlineData("The security group 'sg-1' does not exist", IssueKind.FleetTrouble)]
    public void A_launch_that_fails_becomes_an_issue_and_one_that_succeeds_closes_it(string words, IssueKind kind)
    {
        var hooked = new Hooked();
        for (var i = 0; i < 20; i++)
        {
            hooked.Deliver(Hooked.Fleet(LifecycleKind.LaunchFailed, hooked.Scenario.Now, words));
        }

        hooked.Beats(2);
        var issue = Assert.Single(hooked.Issues);
        Assert.Equal((kind, true), (issue.Kind, issue.IsOpen));
        Assert.Single(hooked.Scenario.Pages);

        hooked.Deliver(Hooked.Fleet(LifecycleKind.Launched, hooked.Scenario.Now));
        hooked.Beats(2);
        Assert.False(Assert.Single(hooked.Issues).IsOpen);
    }

    [Fact]
    public void A_throttled_launch_is_no_trouble()
    {
        var hooked = new Hooked();

        var outcome = hooked.Deliver(
            Hooked.Fleet(LifecycleKind.LaunchFailed, hooked.Scenario.Now, "Request limit exceeded. Launching failed."))!;
        hooked.Beats(2);

        Assert.Equal(HookVerdict.Recorded, outcome.Verdict);
        Assert.Empty(hooked.Issues);
    }
}
