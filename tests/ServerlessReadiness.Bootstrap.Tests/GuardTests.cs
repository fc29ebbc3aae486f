using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>When an alarm must not start anything, or not a second time.</summary>
public sealed class GuardTests(SystemFixture system)
{
    private const string Responder = "AlarmResponder";

    [Fact]
    public async Task A_transition_delivered_twice_starts_one_run()
    {
        await using var stage = await system.StageAsync();
        var at = DateTimeOffset.UtcNow;
        await using var responder = await stage.StartAsync(Responder);

        var first = await responder.InvokeAsync(Samples.Read("sns-metric-alarm", at));
        var second = await responder.InvokeAsync(Samples.Read("sns-duplicate-other-message-id", at));

        Assert.Equal(["Starts", "Duplicate"], [.. first.Concat(second).Select(a => a.Verdict)]);
        await AssertRaisedOnceAsync(stage);
    }

    [Fact]
    public async Task A_transition_that_comes_by_SNS_EventBridge_and_direct_invocation_starts_one_run()
    {
        await using var stage = await system.StageAsync();
        var at = DateTimeOffset.UtcNow;
        var answers = new List<Answer>();

        // A process of its own for each, as three functions' worth of environments would be.
        foreach (var sample in (string[])["eventbridge-metric-alarm", "direct-metric-alarm", "sns-metric-alarm"])
        {
            answers.AddRange(await stage.InvokeAsync(Responder, Samples.Read(sample, at)));
        }

        Assert.Equal(["Starts", "Duplicate", "Duplicate"], answers.Select(a => a.Verdict));
        await AssertRaisedOnceAsync(stage);
    }

    [Fact]
    public async Task An_older_transition_that_arrives_late_is_stale_and_clears_nothing()
    {
        await using var stage = await system.StageAsync();
        var at = DateTimeOffset.UtcNow;
        await using var responder = await stage.StartAsync(Responder);
        await responder.InvokeAsync(Samples.Read("sns-metric-alarm", at));

        var late = Assert.Single(await responder.InvokeAsync(Samples.Read("sns-stale", at)));

        Assert.Equal("Stale", late.Verdict);
        Assert.Equal("Alarm", (await stage.MemoryAsync(TestPlan.CapacityAlarm))?.State.ToString());
        Assert.Contains(await stage.JournalAsync(), e => e.Verdict == "Stale" && e.Reason == late.Reason);
    }

    [Theory]
    [InlineData(AutomationMode.Paused, "Paused", "is paused")]
    [InlineData(AutomationMode.Observe, "Observed", "runbook more-web would start")]
    public async Task A_mode_that_does_not_act_says_so_and_changes_nothing(
        AutomationMode mode,
        string verdict,
        string words)
    {
        await using var stage = await system.StageAsync(new() { Mode = mode });

        var answer = Assert.Single(await stage.InvokeAsync(Responder, Samples.Read("sns-metric-alarm")));

        Assert.Equal((verdict, null), (answer.Verdict, answer.Run));
        Assert.Contains(words, answer.Reason, StringComparison.Ordinal);
        await AssertUntouchedAsync(stage);
        Assert.Empty(await stage.RunsAsync());
        Assert.Contains(await stage.JournalAsync(), e => e.Kind == JournalKind.Decision && e.Reason == answer.Reason);
    }

    [Fact]
    public async Task An_alarm_that_was_paused_away_is_answered_by_Clock_after_the_pause()
    {
        await using var stage = await system.StageAsync(new() { Mode = AutomationMode.Paused });
        await stage.InvokeAsync(Responder, Samples.Read("sns-metric-alarm"));
        await stage.SetModeAsync(AutomationMode.Act);
        await stage.LetAlarmsPassAsync(TimeSpan.FromSeconds(61));

        await stage.InvokeAsync("Clock", Samples.Read("schedule-rule"));

        await AssertRaisedOnceAsync(stage);
    }

    [Fact]
    public async Task A_spent_budget_stops_the_second_run_and_calls_a_person()
    {
        Budget once = new(ActionClass.CapacityUp, 1, TimeSpan.FromHours(1), TimeSpan.Zero, 100);
        await using var stage = await system.StageAsync(new() { Plan = TestPlan.Create([once]) });
        await using var responder = await stage.StartAsync(Responder);
        await responder.InvokeAsync(Samples.Read("sns-metric-alarm"));

        var second = Assert.Single(await responder.InvokeAsync(Samples.Read("sns-anomaly-detection")));

        Assert.Equal("BudgetSpent", second.Verdict);
        await AssertRaisedOnceAsync(stage);
        var (subject, text) = Assert.Single(await stage.MessagesAsync());
        Assert.Equal("[black-friday] web: BudgetSpent", subject);
        Assert.Contains("the budget of 1 CapacityUp runs within 60 min", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_another_run_works_on_is_left_to_it()
    {
        await using var stage = await system.StageAsync();
        await stage.LendGroupAsync(RunId.Parse("01KB0Z6T5R9V3M8QWXYC4D7E2F"));

        var answer = Assert.Single(await stage.InvokeAsync(Responder, Samples.Read("sns-metric-alarm")));

        Assert.Equal("LeaseHeld", answer.Verdict);
        Assert.Contains("run 01KB0Z6T5R9V3M8QWXYC4D7E2F is at work", answer.Reason, StringComparison.Ordinal);
        await AssertUntouchedAsync(stage);
    }

    [Fact]
    public async Task An_alarm_that_the_plan_does_not_answer_is_only_recorded_and_says_what_to_do()
    {
        await using var stage = await system.StageAsync();

        var answer = Assert.Single(await stage.InvokeAsync(Responder, Samples.Read("sns-odd-alarm-name")));

        Assert.Equal("Unknown", answer.Verdict);
        Assert.Contains("상품: 결제 #1 p99 (web/5xx); add one", answer.Reason, StringComparison.Ordinal);
        Assert.Contains(await stage.JournalAsync(), e => e.Verdict == "Unknown" && e.Reason == answer.Reason);
        await AssertUntouchedAsync(stage);
    }

    [Fact]
    public async Task A_composite_alarm_and_its_child_are_one_cause()
    {
        await using var stage = await system.StageAsync();
        var at = DateTimeOffset.UtcNow;
        await using var responder = await stage.StartAsync(Responder);

        var child = Assert.Single(await responder.InvokeAsync(Samples.Read("sns-metric-alarm", at)));
        var composite = Assert.Single(await responder.InvokeAsync(Samples.Read("sns-composite", at)));

        Assert.Equal(("Starts", "SameCause"), (child.Verdict, composite.Verdict));
        await AssertRaisedOnceAsync(stage);
    }

    [Fact]
    public async Task An_instance_is_not_replaced_when_CloudWatch_does_not_confirm_the_alarm()
    {
        await using var stage = await system.StageAsync();
        var member = (await stage.MembersInServiceAsync())[0];

        var answer = Assert.Single(await stage.InvokeAsync(Responder, Samples.InstanceAlarm(member)));

        Assert.Equal("Unconfirmed", answer.Verdict);
        Assert.Contains("alarm web-instance-check is Ok now", answer.Reason, StringComparison.Ordinal);
        Assert.Contains(member, await stage.MembersInServiceAsync());
        await AssertUntouchedAsync(stage);
    }

    private static async Task AssertRaisedOnceAsync(Stage stage)
    {
        Assert.Single(await stage.WorkRunsAsync());
        Assert.Equal(1, stage.Proxy.Forwarded("UpdateAutoScalingGroup"));
        Assert.Equal(TestPlan.Raised, (await stage.SizeAsync()).Minimum);
    }

    private static async Task AssertUntouchedAsync(Stage stage)
    {
        Assert.Equal((TestPlan.Minimum, TestPlan.Maximum, TestPlan.Desired), await stage.SizeAsync());
        Assert.Equal(0, stage.Proxy.Forwarded("UpdateAutoScalingGroup"));
        Assert.Equal(0, stage.Proxy.Forwarded("TerminateInstanceInAutoScalingGroup"));
    }
}
