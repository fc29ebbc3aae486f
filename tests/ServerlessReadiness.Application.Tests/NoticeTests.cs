using ServerlessReadiness.Application.Lifecycle;
using ServerlessReadiness.Application.Signals;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Application.Tests;

/// <summary>What EC2 and AWS Health announce.</summary>
public sealed class NoticeTests
{
    private static readonly InstanceId Lone = InstanceId.Parse("i-0000aaaa");

    private static readonly CompiledPlan Plan = Hooked.Plan with
    {
        Components = Hooked.Plan.Components.Add(new Component(
            ComponentName.Parse("db"),
            new Resource.StandaloneInstances(Sample.Account, Sample.Region, [Lone]),
            0,
            0,
            0,
            TimeSpan.FromMinutes(5),
            [])),
    };

    [Theory]
    [InlineData(InstanceNoticeKind.SpotInterruption)]
    [InlineData(InstanceNoticeKind.Rebalance)]
    public void An_instance_that_is_about_to_go_is_replaced_early_and_once(InstanceNoticeKind kind)
    {
        var hooked = Without();

        var outcome = Deliver(hooked, kind, Sample.Bad);
        hooked.Scenario.Beats(TimeSpan.FromMinutes(8));
        Deliver(hooked, kind, Sample.Bad);
        hooked.Scenario.Beats(TimeSpan.FromMinutes(2));

        Assert.Equal(HookVerdict.Starts, outcome.Verdict);
        var run = Assert.Single(hooked.Scenario.Runs);
        Assert.Equal((RunState.Done, Sample.Bad), (run.State, run.Instance));
        Assert.Equal(Sample.Bad, Assert.Single(hooked.World.Effects.OfType<Change.TerminateMember>()).Instance);
        Assert.True(hooked.Group.LowestServing >= 4);
        Assert.Empty(hooked.Issues);
    }

    [Fact]
    public void What_may_not_be_replaced_now_becomes_an_issue()
    {
        var hooked = Without(AutomationMode.Paused);

        var outcome = Deliver(hooked, InstanceNoticeKind.SpotInterruption, Sample.Bad);
        hooked.Scenario.Beats(TimeSpan.FromMinutes(2));

        Assert.Equal(HookVerdict.Issue, outcome.Verdict);
        Assert.Empty(hooked.Scenario.Runs);
        var issue = Assert.Single(hooked.Issues);
        Assert.Equal(IssueKind.InstanceLost, issue.Kind);
        Assert.Contains("paused", issue.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_standalone_instance_that_stops_is_an_issue_until_it_runs_again()
    {
        var hooked = Without();

        Deliver(hooked, InstanceNoticeKind.StateChange, Lone, "stopped");
        hooked.Scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.True(Assert.Single(hooked.Issues).IsOpen);

        Deliver(hooked, InstanceNoticeKind.StateChange, Lone, "running");
        hooked.Scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.False(Assert.Single(hooked.Issues).IsOpen);
    }

    [Fact]
    public void A_members_end_is_recorded_and_another_accounts_instance_is_not()
    {
        var hooked = Without();

        Assert.Equal(
            HookVerdict.Recorded,
            Deliver(hooked, InstanceNoticeKind.StateChange, Sample.Bad, "terminated").Verdict);
        Assert.Equal(
            HookVerdict.NotOurs,
            Deliver(hooked, InstanceNoticeKind.StateChange, InstanceId.Parse("i-0000ffff"), "stopped").Verdict);
        hooked.Scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.Empty(hooked.Issues);
    }

    [Fact]
    public void A_health_event_is_an_issue_that_names_what_it_is_about_until_it_is_closed()
    {
        var hooked = Without();
        var notice = new HealthNotice(
            "arn:aws:health::1", "EC2", "AWS_EC2_OPERATIONAL_ISSUE", "issue", "open", Sample.Account, Sample.Region,
            hooked.Scenario.Now, null, "Degraded.", [Lone.Value]);

        Assert.Equal(HookVerdict.Issue, Assert.Single(Deliver(hooked, notice)).Verdict);
        hooked.Scenario.Beats(TimeSpan.FromMinutes(2));
        var issue = Assert.Single(hooked.Issues);
        Assert.Equal(("db", true), (issue.Component!.Value.Value, issue.IsOpen));
        Assert.Contains(Lone.Value, issue.Summary, StringComparison.Ordinal);

        Deliver(hooked, notice with { Status = "closed", At = hooked.Scenario.Now });
        hooked.Scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.False(Assert.Single(hooked.Issues).IsOpen);
    }

    [Fact]
    public void A_health_event_elsewhere_and_a_mere_notification_are_no_issue()
    {
        var hooked = Without();
        var notice = new HealthNotice(
            "arn:aws:health::2", "EC2", "AWS_EC2_X", "accountNotification", "open", Sample.Account, Sample.Region,
            hooked.Scenario.Now, null, "News.", []);

        Assert.Equal(HookVerdict.Recorded, Assert.Single(Deliver(hooked, notice)).Verdict);
        Assert.Equal(HookVerdict.NotOurs, Assert.Single(Deliver(hooked, notice with { Region = "sa-east-1" })).Verdict);
    }

    private static Hooked Without(AutomationMode mode = AutomationMode.Act)
    {
        var hooked = new Hooked(Plan with { Hooks = [] }, mode);
        hooked.Group.Hooks = [];
        return hooked;
    }

    private static LifecycleOutcome Deliver(Hooked hooked, InstanceNoticeKind kind, InstanceId id, string? word = null) =>
        hooked.Scenario.Play(() => hooked.Scenario.NewHost().Notices.HandleAsync(
            new InstanceNotice(kind, id, Sample.Account, Sample.Region, hooked.Scenario.Now, word, "event-1"),
            CancellationToken.None));

    private static IReadOnlyList<LifecycleOutcome> Deliver(Hooked hooked, HealthNotice notice) =>
        hooked.Scenario.Play(() => hooked.Scenario.NewHost().Notices.HandleAsync(notice, CancellationToken.None));
}
