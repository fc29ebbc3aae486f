using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>The minute's beat, as the schedule sends it.</summary>
public sealed class ClockTests(SystemFixture system)
{
    [Fact]
    public async Task An_alarm_whose_message_was_lost_is_found_and_answered()
    {
        await using var stage = await system.StageAsync();

        var beat = Assert.Single(await stage.InvokeAsync("Clock", Samples.Read("schedule-rule")));

        Assert.StartsWith("1 alarms made up", beat.Reason, StringComparison.Ordinal);
        Assert.Equal(RunState.Done, (await stage.TheRunAsync()).State);
        Assert.Equal(1, stage.Proxy.Forwarded("UpdateAutoScalingGroup"));
        Assert.Contains(await stage.JournalAsync(), e => e.Kind == JournalKind.Decision && e.Verdict == "Starts");
    }

    [Fact]
    public async Task With_an_Executor_named_Clock_hands_the_run_over_and_performs_nothing_itself()
    {
        const string Invoke = "POST /2015-03-31/functions/readiness-executor/invocations";
        await using var stage = await system.StageAsync();
        stage.Proxy.Add(new ProxyRule.Answer(Invoke, 202, "application/json", ""));
        await using var clock = await stage.StartAsync(
            "Clock",
            new Dictionary<string, string> { ["READINESS_EXECUTOR_FUNCTION"] = "readiness-executor" });

        var beat = Assert.Single(await clock.InvokeAsync(Samples.Read("schedule-rule")));
        Assert.StartsWith("1 alarms made up", beat.Reason, StringComparison.Ordinal);
        Assert.Contains(stage.Proxy.Calls, c => c.Action == Invoke);
        Assert.Equal(0, stage.Proxy.Forwarded("UpdateAutoScalingGroup"));

        var run = await stage.TheRunAsync();
        var due = Samples.Read("run-due").Replace("01KB0Z6T5R9V3M8QWXYC4D7E2F", run.Id.Value, StringComparison.Ordinal);
        Assert.Equal("Done", Assert.Single(await stage.InvokeAsync("Executor", due)).RunState);
        Assert.Equal(1, stage.Proxy.Forwarded("UpdateAutoScalingGroup"));
    }

    [Fact]
    public async Task A_second_beat_finds_nothing_more_to_do()
    {
        await using var stage = await system.StageAsync();
        await using var clock = await stage.StartAsync("Clock");
        await clock.InvokeAsync(Samples.Read("schedule-rule"));

        var second = Assert.Single(await clock.InvokeAsync(Samples.Read("schedule-rule")));

        Assert.Equal("0 alarms made up, 0 looked at again, 0 runs handed over, 0 jobs failed", second.Reason);
        Assert.Equal(1, stage.Proxy.Forwarded("UpdateAutoScalingGroup"));
    }

    [Fact]
    public async Task A_quiet_minute_changes_nothing()
    {
        await using var stage = await system.StageAsync(new() { Firing = [] });

        var beat = Assert.Single(await stage.InvokeAsync("Clock", Samples.Read("schedule-scheduler-string-detail")));

        Assert.Equal("0 alarms made up, 0 looked at again, 0 runs handed over, 0 jobs failed", beat.Reason);
        Assert.Equal(0, stage.Proxy.Forwarded("TransactWriteItems"));
    }

    [Fact]
    public async Task An_alarm_that_cannot_be_read_fails_the_beat_so_that_the_alarm_on_Clock_sees_it()
    {
        await using var stage = await system.StageAsync();
        stage.Proxy.Add(Faults.Denied("DescribeAlarms"));
        await using var clock = await stage.StartAsync("Clock");

        var error = (await clock.TryAsync(Samples.Read("schedule-rule"))).Error;

        Assert.Contains("1 jobs failed", error.Message, StringComparison.Ordinal);
        Assert.Contains("allow cloudwatch:DescribeAlarms", clock.Process.Output, StringComparison.Ordinal);
    }
}
