using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>
/// Instances that wait in lifecycle hooks, by recorded notices and the native binary. moto knows neither the completion
/// nor the heartbeat, so the proxy answers these as Auto Scaling does.
/// </summary>
public sealed class HookTests(SystemFixture system)
{
    private const string Complete = "CompleteLifecycleAction";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(AutomationMode.Act)]
    [InlineData(AutomationMode.Paused)]
    public async Task A_waiting_instance_gets_what_the_plan_says_and_goes_on_in_every_mode(AutomationMode mode)
    {
        await using var stage = await system.StageAsync(new StageSetup { Plan = HookPlans.Create(), Mode = mode });
        var (instance, eni) = await stage.SetUpHooksAsync();
        stage.Proxy.Add(Completed());
        stage.Proxy.Add(AgentOnline(instance));

        var answer = Assert.Single(await stage.InvokeAsync("LifecycleResponder", Launching(instance)));

        Assert.Equal(("Starts", "Done"), (answer.Verdict, answer.RunState));
        Assert.Equal([eni], await stage.InterfacesOfAsync(instance));
        Assert.Equal(1, Count(stage, "SendCommand"));
        Assert.Equal(1, Count(stage, Complete));
        Assert.Contains(await stage.JournalAsync(), l => l.Verdict.Contains("CONTINUE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_notice_that_comes_twice_is_answered_once_also_by_EventBridge()
    {
        await using var stage = await system.StageAsync(new StageSetup { Plan = HookPlans.Create() });
        var (instance, _) = await stage.SetUpHooksAsync();
        stage.Proxy.Add(Completed());
        stage.Proxy.Add(AgentOnline(instance));

        await stage.InvokeAsync("LifecycleResponder", Launching(instance));
        var again = Assert.Single(await stage.InvokeAsync(
            "LifecycleResponder",
            Samples.Read("eventbridge-lifecycle-launching", Recorded, instance)));

        Assert.Equal("Duplicate", again.Verdict);
        Assert.Equal(1, Count(stage, Complete));
    }

    [Fact]
    public async Task A_wait_that_is_over_is_done_and_no_error()
    {
        await using var stage = await system.StageAsync(new StageSetup { Plan = HookPlans.Create() });
        var (instance, _) = await stage.SetUpHooksAsync();
        stage.Proxy.Add(AgentOnline(instance));
        stage.Proxy.Add(new ProxyRule.Answer(Complete, 400, "text/xml", """
            <ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code>
            <Message>No active Lifecycle Action found with instance ID i-0</Message></Error></ErrorResponse>
            """));

        var answer = Assert.Single(await stage.InvokeAsync("LifecycleResponder", Launching(instance)));

        Assert.Equal("Done", answer.RunState);
    }

    [Fact]
    public async Task Killed_over_an_effect_the_run_is_finished_by_Executor_without_repeating_it()
    {
        await using var stage = await system.StageAsync(new StageSetup { Plan = HookPlans.Create() });
        var (instance, eni) = await stage.SetUpHooksAsync();
        stage.Proxy.Add(Completed());
        stage.Proxy.Add(AgentOnline(instance));
        var armed = stage.Proxy.Add(new ProxyRule.Swallow("SendCommand") { Times = 1 });
        await using (var responder = await stage.StartAsync("LifecycleResponder"))
        {
            responder.Enqueue(Launching(instance));
            await armed.Reached.WaitAsync(Soon, TestContext.Current.CancellationToken);
            await responder.Process.KillAsync();
        }

        var run = await stage.TheRunAsync();
        await stage.LetPassAsync(TimeSpan.FromMinutes(3));
        var due = Samples.Read("run-due")
            .Replace("01KB0Z6T5R9V3M8QWXYC4D7E2F", run.Id.Value, StringComparison.Ordinal);
        var finished = Assert.Single(await stage.InvokeAsync("Executor", due));

        Assert.Equal("Done", finished.RunState);

        Assert.Equal([eni], await stage.InterfacesOfAsync(instance));
        Assert.Equal(1, Count(stage, "SendCommand"));
        Assert.Equal(1, Count(stage, Complete));
    }

    [Fact]
    public async Task A_Spot_interruption_starts_the_replacement_by_the_ordinary_rules()
    {
        await using var stage = await system.StageAsync(new StageSetup { Plan = HookPlans.Create() });
        var member = (await stage.MembersInServiceAsync())[0];

        var answer = Assert.Single(await stage.InvokeAsync(
            "LifecycleResponder",
            Samples.Read("eventbridge-spot-interruption", Recorded, member)));

        Assert.Equal("Starts", answer.Verdict);
        var run = await stage.TheRunAsync();
        Assert.Equal(("replace-instance", member), (run.Runbook.Value, run.Instance!.Value.Value));
    }

    /// <summary>The recorded notices came half an hour after the recorded alarm.</summary>
    private static DateTimeOffset Recorded => DateTimeOffset.UtcNow - TimeSpan.FromMinutes(28);

    private static string Launching(string instance) => Samples.Read("lifecycle-launching", Recorded, instance);

    private static ProxyRule.Answer Completed() => new(Complete, 200, "text/xml", $"""
        <{Complete}Response xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/">
          <{Complete}Result/><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>
        </{Complete}Response>
        """);

    private static ProxyRule.Answer AgentOnline(string instance) => new(
        "DescribeInstanceInformation",
        200,
        "application/x-amz-json-1.1",
        $$"""{"InstanceInformationList":[{"InstanceId":"{{instance}}","PingStatus":"Online"}]}""");

    private static int Count(Stage stage, string action) => stage.Proxy.Calls.Count(c => c.Action == action);
}
