using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>Things that are missing, wrong or forbidden: nothing is half done, and a person is told.</summary>
public sealed class BadWorldTests(SystemFixture system)
{
    private const string Responder = "AlarmResponder";

    /// <summary>So little that every wait is left to Clock.</summary>
    private static readonly TimeSpan Hurry = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task For_a_group_that_does_not_exist_a_person_is_called_at_once()
    {
        await using var stage = await system.StageAsync(new() { WithGroup = false });

        var answer = Assert.Single(await stage.InvokeAsync(Responder, Samples.Read("sns-metric-alarm"), Hurry));
        Assert.Equal(("Starts", "Failed"), (answer.Verdict, answer.RunState));

        var run = await stage.TheRunAsync();
        Assert.Equal((RunState.Failed, null), (run.State, run.DueAt));
        Assert.Contains("There is no Auto Scaling group \"web-asg\"", run.Reason, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", run.Reason, StringComparison.Ordinal);
        var (subject, text) = Assert.Single(await stage.MessagesAsync());
        Assert.Equal("[black-friday] web: runbook more-web Failed", subject);
        Assert.Contains("Check the name, account and region in the plan", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_table_the_function_fails_so_that_the_alarm_is_delivered_again()
    {
        await using var stage = await system.StageAsync(new() { WithTable = false });
        await using var responder = await stage.StartAsync(Responder);

        var error = (await responder.TryAsync(Samples.Read("sns-metric-alarm"))).Error;

        Assert.Equal("PortException", error.ErrorType);
        Assert.Contains("readiness", error.Message, StringComparison.Ordinal);
        Assert.Contains("READINESS_TABLE", error.Message, StringComparison.Ordinal);
        Assert.False(responder.Process.HasExited);
    }

    [Fact]
    public async Task An_unknown_handler_is_an_init_error_that_lists_the_known_ones()
    {
        await using var stage = await system.StageAsync(new() { WithTable = false, WithGroup = false });
        await using var function = await stage.StartAsync("Alarmresponder");

        var error = await function.Runtime.InitError.WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        Assert.Contains("_HANDLER is \"Alarmresponder\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("AlarmResponder, Clock, Executor", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(0, await function.Process.WaitForExitAsync(TimeSpan.FromSeconds(20)));
    }

    [Theory]
    [InlineData("READINESS_TABLE")]
    [InlineData("READINESS_NOTIFICATIONS_TOPIC_ARN")]
    [InlineData("AWS_REGION")]
    public async Task A_missing_setting_is_an_init_error_that_names_it(string setting)
    {
        await using var stage = await system.StageAsync(new() { WithTable = false, WithGroup = false });
        await using var function = await stage.StartAsync(Responder, new Dictionary<string, string> { [setting] = "" });

        var error = await function.Runtime.InitError.WaitAsync(TimeSpan.FromSeconds(20), Cancel);

        Assert.Contains($"The environment has no {setting}; set it to", error.Message, StringComparison.Ordinal);
        Assert.NotEqual(0, await function.Process.WaitForExitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_change_that_the_role_may_not_make_fails_at_once_and_names_the_permission()
    {
        await using var stage = await system.StageAsync();
        stage.Proxy.Add(Faults.Denied("UpdateAutoScalingGroup"));

        var answer = Assert.Single(await stage.InvokeAsync(Responder, Samples.Read("sns-metric-alarm")));

        Assert.Equal("Failed", answer.RunState);
        Assert.Equal(1, stage.Proxy.Calls.Count(c => c.Action == "UpdateAutoScalingGroup"));
        Assert.Equal((TestPlan.Minimum, TestPlan.Maximum, TestPlan.Desired), await stage.SizeAsync());
        Assert.Null((await stage.ResourceAsync()).Lease);
        var (_, text) = Assert.Single(await stage.MessagesAsync());
        Assert.Contains("allow autoscaling:UpdateAutoScalingGroup for the role", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replacement_that_may_not_terminate_keeps_the_group_whole_and_calls_a_person()
    {
        await using var stage = await system.StageAsync(new() { Firing = [TestPlan.InstanceAlarm] });
        var bad = (await stage.MembersInServiceAsync())[0];
        stage.Proxy.Add(Faults.Denied("TerminateInstanceInAutoScalingGroup"));

        var answer = Assert.Single(await stage.InvokeAsync(Responder, Samples.InstanceAlarm(bad)));

        Assert.Equal("Failed", answer.RunState);
        var members = await stage.MembersInServiceAsync();
        Assert.Contains(bad, members);
        Assert.True(members.Count >= TestPlan.Desired);
        Assert.Null((await stage.ResourceAsync()).Lease);
        Assert.Single(await stage.MessagesAsync());
    }

    [Fact]
    public async Task A_throttled_change_is_tried_again_later_and_happens_once()
    {
        await using var stage = await system.StageAsync();
        stage.Proxy.Add(Faults.Throttled("UpdateAutoScalingGroup", times: 1));

        var answer = Assert.Single(await stage.InvokeAsync(Responder, Samples.Read("sns-metric-alarm"), Hurry));
        Assert.Equal("Running", answer.RunState);
        Assert.Equal(0, stage.Proxy.Forwarded("UpdateAutoScalingGroup"));
        await stage.LetPassAsync(TimeSpan.FromMinutes(1));
        await stage.InvokeAsync("Clock", Samples.Read("schedule-rule"));

        Assert.Equal(RunState.Done, (await stage.TheRunAsync()).State);
        Assert.Equal(1, stage.Proxy.Forwarded("UpdateAutoScalingGroup"));
        Assert.Equal(TestPlan.Raised, (await stage.SizeAsync()).Minimum);
        Assert.Empty(await stage.MessagesAsync());
    }

    [Fact]
    public async Task A_commit_that_is_denied_starts_nothing_and_the_alarm_is_delivered_again()
    {
        await using var stage = await system.StageAsync();
        stage.Proxy.Add(Faults.TableDenied("TransactWriteItems"));
        await using var responder = await stage.StartAsync(Responder);
        var payload = Samples.Read("sns-metric-alarm");

        var error = (await responder.TryAsync(payload)).Error;

        Assert.Equal("PortException", error.ErrorType);
        Assert.Contains("dynamodb:PutItem. Nothing happened; grant", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stage.Proxy.Forwarded("UpdateAutoScalingGroup"));
        Assert.Empty(await stage.RunsAsync());

        stage.Proxy.Clear();
        Assert.Equal("Done", Assert.Single(await responder.InvokeAsync(payload)).RunState);
    }

    [Fact]
    public async Task A_table_that_throttles_for_good_fails_the_invocation_and_nothing_starts()
    {
        await using var stage = await system.StageAsync();
        stage.Proxy.Add(Faults.TableThrottled("TransactWriteItems"));
        await using var responder = await stage.StartAsync(Responder);

        var error = (await responder.TryAsync(Samples.Read("sns-metric-alarm"))).Error;

        Assert.Equal("PortException", error.ErrorType);
        Assert.Contains("throttle", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, stage.Proxy.Forwarded("UpdateAutoScalingGroup"));
        Assert.Empty(await stage.RunsAsync());
    }

    [Fact]
    public async Task A_person_who_could_not_be_told_is_told_later()
    {
        await using var stage = await system.StageAsync();
        stage.Proxy.Add(Faults.Denied("UpdateAutoScalingGroup"));
        stage.Proxy.Add(Faults.Throttled("Publish", times: 1));

        await stage.InvokeAsync(Responder, Samples.Read("sns-metric-alarm"), Hurry);
        Assert.Empty(await stage.MessagesAsync());
        await stage.LetPassAsync(TimeSpan.FromMinutes(3));
        await stage.InvokeAsync("Clock", Samples.Read("schedule-rule"));

        Assert.Single(await stage.MessagesAsync());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
