using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>From a recorded alarm to the fleet, the table and the people.</summary>
public sealed class AlarmTimelineTests(SystemFixture system)
{
    [Fact]
    public async Task A_capacity_alarm_raises_the_groups_minimum_and_all_of_it_is_on_record()
    {
        await using var stage = await system.StageAsync();

        var answers = await stage.InvokeAsync("AlarmResponder", Samples.Read("sns-metric-alarm"));

        var answer = Assert.Single(answers);
        Assert.Equal(("black-friday", "Starts", "Done"), (answer.Event, answer.Verdict, answer.RunState));
        Assert.Equal((TestPlan.Raised, TestPlan.Raised, TestPlan.Raised), await stage.SizeAsync());
        Assert.Equal(1, stage.Proxy.Forwarded("UpdateAutoScalingGroup"));
        Assert.Equal(0, stage.Proxy.Forwarded("SetDesiredCapacity"));

        var run = await stage.TheRunAsync();
        Assert.Equal((answer.Run, RunState.Done, null), (run.Id.Value, run.State, run.DueAt));
        Assert.Equal(EffectState.Done, Assert.Single(Assert.Single(run.Steps).Effects).State);

        var resource = await stage.ResourceAsync();
        Assert.Null(resource.Lease);
        Assert.Equal(new Bounds(TestPlan.Minimum, TestPlan.Maximum), resource.RestorePoint?.Bounds);
        Assert.Equal(TestPlan.Desired, resource.RestorePoint?.Desired);
        Assert.Equal(new Bounds(TestPlan.Raised, TestPlan.Raised), resource.InForce);
    }

    [Fact]
    public async Task What_was_decided_and_done_is_counted_in_log_lines_that_CloudWatch_takes_as_metrics()
    {
        await using var stage = await system.StageAsync();
        await using var responder = await stage.StartAsync("AlarmResponder");

        await responder.InvokeAsync(Samples.Read("sns-metric-alarm"));

        var lines = responder.Process.Output.Split('\n')
            .Where(line => line.StartsWith("{\"_aws\":", StringComparison.Ordinal))
            .ToArray();
        Assert.Single(lines, line => line.Contains("\"DecisionsActed\":1", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("\"EffectsPerformed\":1", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("\"SignalToEffect\":", StringComparison.Ordinal));
        Assert.All(lines, line =>
            Assert.Contains("\"Table\":\"readiness\",\"Function\":\"AlarmResponder\"", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_journal_tells_decision_intent_and_outcome_with_what_was_there_before()
    {
        await using var stage = await system.StageAsync();

        await stage.InvokeAsync("AlarmResponder", Samples.Read("sns-metric-alarm"));

        var run = await stage.TheRunAsync();
        var journal = await stage.JournalAsync();
        var decision = Assert.Single(journal, e => e.Kind == JournalKind.Decision);
        Assert.Equal(("Starts", TestPlan.Web, run.Id), (decision.Verdict, decision.Component, decision.Run));
        Assert.Contains("alarm web-5xx fires: Threshold Crossed", decision.Reason, StringComparison.Ordinal);
        var intent = Assert.Single(journal, e => e.Kind == JournalKind.Intent);
        Assert.Equal(("2–6", "6–6", run.Id), (intent.Before, intent.After, intent.Run));
        Assert.Contains("by 2 to 6", intent.Reason, StringComparison.Ordinal);
        var outcome = Assert.Single(journal, e => e.Kind == JournalKind.Outcome);
        Assert.Equal("Done: done", outcome.Reason);
        var end = Assert.Single(journal, e => e.Kind == JournalKind.Progress);
        Assert.Equal("run Done", end.Verdict);
        Assert.True(intent.At <= outcome.At && outcome.At <= end.At);
    }

    [Fact]
    public async Task An_instance_is_replaced_by_launching_first_and_the_group_is_never_short()
    {
        await using var stage = await system.StageAsync(new() { Firing = [TestPlan.InstanceAlarm] });
        var bad = (await stage.MembersInServiceAsync())[0];
        await using var responder = await stage.StartAsync("AlarmResponder");
        stage.Proxy.Latency = TimeSpan.FromMilliseconds(10);

        var answering = responder.InvokeAsync(Samples.InstanceAlarm(bad));
        var fewest = int.MaxValue;
        while (!answering.IsCompleted)
        {
            fewest = Math.Min(fewest, (await stage.MembersInServiceAsync()).Count);
        }

        var answer = Assert.Single(await answering);
        Assert.Equal(("Starts", "Done"), (answer.Verdict, answer.RunState));
        Assert.Equal(TestPlan.Desired, fewest);
        var after = await stage.MembersInServiceAsync();
        Assert.Equal(TestPlan.Desired, after.Count);
        Assert.DoesNotContain(bad, after);
        Assert.Equal((TestPlan.Minimum, TestPlan.Maximum, TestPlan.Desired), await stage.SizeAsync());
        Assert.Equal(
            ["SetDesiredCapacity", "TerminateInstanceInAutoScalingGroup"],
            stage.Proxy.Calls.Select(c => c.Action).Where(a => a.StartsWith("Set", StringComparison.Ordinal)
                || a.StartsWith("Terminate", StringComparison.Ordinal)));
        Assert.Null((await stage.ResourceAsync()).Lease);
    }

    [Fact]
    public async Task One_invocation_with_several_records_answers_each_and_keeps_the_unreadable_one()
    {
        await using var stage = await system.StageAsync(
            new() { Firing = [TestPlan.CapacityAlarm, TestPlan.InstanceAlarm] });
        var bad = (await stage.MembersInServiceAsync())[0];

        var answers = await stage.InvokeAsync("AlarmResponder", Samples.Read("sns-several-records", instance: bad));

        Assert.Equal(["Starts", "unreadable", "Starts"], answers.Select(a => a.Verdict));
        Assert.Equal(["Done", null, "Done"], answers.Select(a => a.RunState));
        Assert.DoesNotContain(bad, await stage.MembersInServiceAsync());
        Assert.Equal(TestPlan.Raised, (await stage.SizeAsync()).Minimum);
        Assert.Equal(2, (await stage.WorkRunsAsync()).Count);
    }

    [Fact]
    public async Task A_second_process_reads_all_that_the_first_has_stored()
    {
        await using var stage = await system.StageAsync();
        var payload = Samples.Read("sns-metric-alarm");
        await stage.InvokeAsync("AlarmResponder", payload);

        // The duplicate reads head, plan, memory, component and resource; Executor reads the run.
        var again = Assert.Single(await stage.InvokeAsync("AlarmResponder", payload));
        var run = await stage.TheRunAsync();
        var due = $$"""{"source":"serverless-readiness","event":"black-friday","run":"{{run.Id}}"}""";
        var resumed = Assert.Single(await stage.InvokeAsync("Executor", due));

        Assert.Equal("Duplicate", again.Verdict);
        Assert.Equal(("Done", run.Id.Value), (resumed.RunState, resumed.Run));
        Assert.Equal(1, stage.Proxy.Forwarded("UpdateAutoScalingGroup"));
    }
}
