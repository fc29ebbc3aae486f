using ServerlessReadiness.Application.Ports;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Tests;

public sealed class HookTests
{
    [Fact]
    public void A_launched_instance_gets_its_interface_its_tag_and_its_health_before_it_serves()
    {
        var hooked = new Hooked();
        var notice = hooked.LaunchOne();
        Assert.Equal("Pending:Wait", hooked.StateOf(notice));

        var outcome = hooked.Deliver(notice)!;

        Assert.Equal(HookVerdict.Starts, outcome.Verdict);
        Assert.Equal(RunState.Done, outcome.Run!.State);
        Assert.Equal("InService", hooked.StateOf(notice));
        Assert.Equal(
            ["AttachInterface", "TagInstance", "RegisterTarget", "CompleteHook"],
            hooked.Changes.Select(e => e.GetType().Name));
        Assert.Contains(new SettingValue("event", "sale"), hooked.World.Attachments.Tags(notice.Instance!.Value));
        Assert.Empty(hooked.Group.TimedOut);
    }

    [Fact]
    public void A_terminating_instance_is_drained_ships_its_logs_and_leaves_its_interface_to_the_next()
    {
        var hooked = new Hooked();
        hooked.World.Attachments.AddTarget(Hooked.Targets, Sample.Bad, Sample.T0);
        hooked.World.Attachments.AddInterface("eni-0000000f", Hooked.Pool);
        hooked.World.Attachments.Begin(new Change.AttachInterface(Sample.Bad, "eni-0000000f", 1), Sample.T0);
        var notice = hooked.TerminateOne();

        var outcome = hooked.Deliver(notice)!;

        Assert.Equal(RunState.Done, outcome.Run!.State);
        Assert.Equal("gone", hooked.StateOf(notice));
        Assert.Null(hooked.World.Attachments.OwnerOfInterface("eni-0000000f"));
        Assert.Equal($"ship-logs {Sample.Bad}", Assert.Single(hooked.World.Attachments.Commands).Parameters[0].Value);
    }

    [Fact]
    public void An_instance_that_takes_longer_than_a_function_is_kept_waiting_by_heartbeats_and_then_serves()
    {
        var hooked = new Hooked();
        hooked.World.Attachments.HealthyAfter = TimeSpan.FromMinutes(70);
        var notice = hooked.LaunchOne();

        var outcome = hooked.Deliver(notice)!;
        Assert.False(outcome.Run!.IsOver);
        hooked.Beats(80);

        Assert.Equal("InService", hooked.StateOf(notice));
        Assert.Empty(hooked.Group.TimedOut);
        var beats = hooked.World.Effects.OfType<Change.BeatHook>().Count();
        Assert.InRange(beats, 5, 12);
        Assert.Equal(RunState.Done, Assert.Single(hooked.HookRuns).State);
    }

    [Fact]
    public void A_short_time_out_is_kept_too_although_nobody_but_Clock_goes_on_with_it()
    {
        var hooked = new Hooked(timeout: TimeSpan.FromMinutes(6));
        hooked.World.Attachments.HealthyAfter = TimeSpan.FromMinutes(30);
        var notice = hooked.LaunchOne();

        hooked.Deliver(notice);
        hooked.Beats(35);

        Assert.Equal("InService", hooked.StateOf(notice));
        Assert.Empty(hooked.Group.TimedOut);
    }

    [Fact]
    public void What_never_gets_healthy_is_given_up_when_the_plan_says_so_and_not_by_the_time_out()
    {
        var plan = Hooked.Plan with
        {
            Hooks = [Hooked.Plan.Hooks[0] with { GiveUpAfter = TimeSpan.FromMinutes(45) }],
        };
        var hooked = new Hooked(plan);
        hooked.World.Attachments.HealthyAfter = TimeSpan.FromDays(1);
        var notice = hooked.LaunchOne();

        hooked.Deliver(notice);
        hooked.Beats(50);

        Assert.Empty(hooked.Group.TimedOut);
        Assert.True(Assert.Single(hooked.Group.Completions).Abandon);
        Assert.Equal("gone", hooked.StateOf(notice));
        Assert.Equal(RunState.Failed, hooked.HookRuns[0].State);
    }

    [Fact]
    public void A_failed_step_completes_as_the_plan_states_and_becomes_one_issue_with_one_page()
    {
        var hooked = new Hooked();
        hooked.World.Attachments.CommandFails = "Failed: no such bucket";
        var notice = hooked.TerminateOne();

        hooked.Deliver(notice);
        Assert.False(Assert.Single(hooked.Group.Completions).Abandon);
        Assert.Equal("gone", hooked.StateOf(notice));
        Assert.DoesNotContain(hooked.World.Effects, e => e is Change.DetachInterface);
        hooked.Beats(2);

        var issue = Assert.Single(hooked.Issues);
        Assert.Equal(IssueKind.LifecycleTrouble, issue.Kind);
        Assert.Contains("no such bucket", issue.Summary, StringComparison.Ordinal);
        Assert.Single(hooked.Scenario.Pages);
        hooked.Beats(33);
        Assert.False(Assert.Single(hooked.Issues).IsOpen);
    }

    [Fact]
    public void A_step_that_may_fail_does_not_keep_the_others_from_being_done()
    {
        var steps = Hooked.Plan.Hooks[1].Steps;
        var plan = Hooked.Plan with
        {
            Hooks = [Hooked.Plan.Hooks[1] with
            {
                Steps = steps.With(1, steps[1] with { OnFailure = OnFailure.Continue }),
            }],
        };
        var hooked = new Hooked(plan);
        hooked.World.Attachments.CommandFails = "Failed: no such bucket";
        hooked.World.Attachments.Begin(new Change.AttachInterface(Sample.Bad, "eni-00000003", 1), Sample.T0);
        var notice = hooked.TerminateOne();

        var run = hooked.Deliver(notice)!.Run!;

        Assert.Equal(RunState.Done, run.State);
        Assert.Null(hooked.World.Attachments.OwnerOfInterface("eni-00000003"));
    }

    [Theory]
    [InlineData(AutomationMode.Paused)]
    [InlineData(AutomationMode.Observe)]
    public void In_every_mode_an_instance_gets_out_of_its_hook(AutomationMode mode)
    {
        var hooked = new Hooked(mode: mode);
        var notice = hooked.LaunchOne();

        Assert.Equal(RunState.Done, hooked.Deliver(notice)!.Run!.State);

        Assert.Equal("InService", hooked.StateOf(notice));
    }

    [Fact]
    public void A_freeze_and_a_spent_budget_keep_no_instance_waiting()
    {
        var plan = (Hooked.Plan with
        {
            Freezes = [new Freeze("final", Sample.T0.AddHours(-1), Sample.T0.AddHours(5), [], false)],
        }).WithBudget(new(Core.Safety.ActionClass.Replace, 0, TimeSpan.FromHours(1), TimeSpan.Zero, 1));
        var hooked = new Hooked(plan);
        var notice = hooked.LaunchOne();

        hooked.Deliver(notice);

        Assert.Equal("InService", hooked.StateOf(notice));
    }

    [Fact]
    public void A_completion_that_is_throttled_is_tried_until_it_is_taken()
    {
        var hooked = new Hooked();
        var refusals = 0;
        hooked.World.Fault = c => c is Change.CompleteHook && refusals++ < 7 ? (PortFailure.Throttled, false) : null;
        var notice = hooked.LaunchOne();

        hooked.Deliver(notice);
        hooked.Beats(10);

        Assert.Equal("InService", hooked.StateOf(notice));
        Assert.Empty(hooked.Group.TimedOut);
        Assert.False(Assert.Single(hooked.Group.Completions).Abandon);
    }

    [Fact]
    public void Heartbeats_that_are_not_taken_end_the_wait_in_time_and_not_after_it()
    {
        var hooked = new Hooked();
        hooked.World.Attachments.HealthyAfter = TimeSpan.FromDays(1);
        hooked.World.Fault = c => c is Change.BeatHook ? (PortFailure.Throttled, false) : null;
        var notice = hooked.LaunchOne();

        hooked.Deliver(notice);
        hooked.Beats(25);

        Assert.Empty(hooked.Group.TimedOut);
        Assert.True(Assert.Single(hooked.Group.Completions).Abandon);
    }
}
