using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>A process dies at the worst moment: others finish its run, and each effect happens exactly once.</summary>
public sealed class CrashTests(SystemFixture system)
{
    private const string Effect = "UpdateAutoScalingGroup";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Killed_between_intent_and_effect_the_run_is_finished_by_Clock()
    {
        await using var stage = await system.StageAsync();
        await KillAtAsync(stage, new ProxyRule.Keep(Effect));
        Assert.Equal(TestPlan.Minimum, (await stage.SizeAsync()).Minimum);
        var left = await stage.TheRunAsync();
        Assert.Equal((RunState.Running, EffectState.Started), (left.State, left.Steps[0].Effects[0].State));

        await stage.LetPassAsync(TimeSpan.FromMinutes(3));
        await stage.InvokeAsync("Clock", Samples.Read("schedule-scheduler-string-detail"));

        await AssertFinishedAsync(stage);
    }

    [Fact]
    public async Task Killed_right_after_the_effect_the_run_is_finished_by_Clock_without_repeating_it()
    {
        await using var stage = await system.StageAsync();
        await KillAtAsync(stage, new ProxyRule.Swallow(Effect));
        Assert.Equal(TestPlan.Raised, (await stage.SizeAsync()).Minimum);

        await stage.LetPassAsync(TimeSpan.FromMinutes(3));
        await stage.InvokeAsync("Clock", Samples.Read("schedule-rule"));

        await AssertFinishedAsync(stage);
        var effect = Assert.Single((await stage.TheRunAsync()).Steps[0].Effects);
        Assert.Equal("the world shows it, though no outcome was reported", effect.Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Killed_around_the_effect_the_run_is_finished_by_Executor(bool afterTheEffect)
    {
        await using var stage = await system.StageAsync();
        await KillAtAsync(stage, afterTheEffect ? new ProxyRule.Swallow(Effect) : new ProxyRule.Keep(Effect));
        var run = await stage.TheRunAsync();
        await stage.LetPassAsync(TimeSpan.FromMinutes(3));

        var due = Samples.Read("run-due").Replace("01KB0Z6T5R9V3M8QWXYC4D7E2F", run.Id.Value, StringComparison.Ordinal);
        var answer = Assert.Single(await stage.InvokeAsync("Executor", due));

        Assert.Equal("Done", answer.RunState);
        await AssertFinishedAsync(stage);
    }

    [Fact]
    public async Task A_run_in_another_processes_hands_is_left_alone_until_its_lease_has_run_out()
    {
        await using var stage = await system.StageAsync();
        await KillAtAsync(stage, new ProxyRule.Keep(Effect));
        var run = await stage.TheRunAsync();

        var due = Samples.Read("run-due").Replace("01KB0Z6T5R9V3M8QWXYC4D7E2F", run.Id.Value, StringComparison.Ordinal);
        var early = Assert.Single(await stage.InvokeAsync("Executor", due));
        await stage.InvokeAsync("Clock", Samples.Read("schedule-rule"));

        Assert.Equal("Running", early.RunState);
        Assert.Equal(0, stage.Proxy.Forwarded(Effect));
        Assert.NotNull((await stage.ResourceAsync()).Lease);
    }

    [Fact]
    public async Task Killed_before_the_decision_is_stored_the_redelivered_alarm_is_answered()
    {
        await using var stage = await system.StageAsync();
        var payload = Samples.Read("sns-metric-alarm");
        await KillAtAsync(stage, new ProxyRule.Keep("TransactWriteItems"), payload);
        Assert.Empty(await stage.RunsAsync());

        Assert.Equal("Done", Assert.Single(await stage.InvokeAsync("AlarmResponder", payload)).RunState);

        await AssertFinishedAsync(stage);
    }

    [Fact]
    public async Task Killed_while_a_substitute_is_borrowed_the_replacement_is_finished_and_the_unit_given_back()
    {
        await using var stage = await system.StageAsync(new() { Firing = [TestPlan.InstanceAlarm] });
        var bad = (await stage.MembersInServiceAsync())[0];
        await KillAtAsync(stage, new ProxyRule.Swallow("SetDesiredCapacity"), Samples.InstanceAlarm(bad));
        Assert.Equal(TestPlan.Desired + 1, (await stage.SizeAsync()).Desired);

        await stage.LetPassAsync(TimeSpan.FromMinutes(3));
        await stage.InvokeAsync("Clock", Samples.Read("schedule-rule"));

        Assert.Equal(RunState.Done, (await stage.TheRunAsync()).State);
        Assert.Equal((TestPlan.Minimum, TestPlan.Maximum, TestPlan.Desired), await stage.SizeAsync());
        Assert.DoesNotContain(bad, await stage.MembersInServiceAsync());
        Assert.Equal(1, stage.Proxy.Forwarded("SetDesiredCapacity"));
        Assert.Equal(1, stage.Proxy.Forwarded("TerminateInstanceInAutoScalingGroup"));
    }

    /// <summary>Invokes a responder and kills it when its call meets the rule; then the rule is gone.</summary>
    private static async Task KillAtAsync(Stage stage, ProxyRule rule, string? payload = null)
    {
        var armed = stage.Proxy.Add(rule);
        await using var responder = await stage.StartAsync("AlarmResponder");
        var invocation = responder.Enqueue(payload ?? Samples.Read("sns-metric-alarm"));
        await armed.Reached.WaitAsync(Soon, TestContext.Current.CancellationToken);
        await responder.Process.KillAsync();
        Assert.False(invocation.Outcome.IsCompleted);
        stage.Proxy.Disarm();
    }

    private static async Task AssertFinishedAsync(Stage stage)
    {
        var run = await stage.TheRunAsync();
        Assert.Equal((RunState.Done, null), (run.State, run.DueAt));
        Assert.Equal(1, stage.Proxy.Forwarded(Effect));
        Assert.Equal((TestPlan.Raised, TestPlan.Raised, TestPlan.Raised), await stage.SizeAsync());
        Assert.Null((await stage.ResourceAsync()).Lease);
        Assert.Equal(TestPlan.Minimum, (await stage.ResourceAsync()).RestorePoint?.Bounds.Minimum);
        Assert.Single(await stage.JournalAsync(), e => e.Kind == JournalKind.Progress && e.Verdict == "run Done");
        Assert.Empty(await stage.MessagesAsync());
    }
}
