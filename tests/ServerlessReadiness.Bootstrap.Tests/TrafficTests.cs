using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>Traffic is turned away and let in again: a listener, parameters and a name, through the real adapters.</summary>
public sealed class TrafficTests(SystemFixture system)
{
    private const int GoesMax = 12;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    /// <summary>So little that every wait is left to Executor.</summary>
    private static readonly TimeSpan Hurry = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task A_page_goes_up_on_every_way_in_and_comes_down_again()
    {
        var (stage, world) = await StageAsync();
        await using var _ = stage;

        var closing = Assert.Single(await stage.InvokeAsync("AlarmResponder", Samples.Read("sns-metric-alarm"), Hurry));
        Assert.Equal("Starts", closing.Verdict);
        await FinishAsync(stage, closing.Run!);

        var up = await stage.ListenerAsync(world);
        Assert.Equal([null, 503], up.Rules.Select(r => r.Page?.Status));
        Assert.All(up.Rules, r => Assert.Equal(closing.Run, r.Owner));
        Assert.Equal("reduced", await stage.FeatureAsync());
        Assert.Equal("fleet 0, page 100", await stage.WeightsAsync(world));
        Assert.Equal(
            (2, 1, 1),
            (stage.Proxy.Forwarded("CreateRule"), stage.Proxy.Forwarded("PutParameter"), stage.Proxy.Forwarded(Batch(world))));

        await stage.SetAlarmAsync(TestPlan.CapacityAlarm, fires: false);
        await stage.SetAlarmAsync(TestPlan.InstanceAlarm, fires: true);
        var member = (await stage.MembersInServiceAsync())[0];
        var opening = Assert.Single(await stage.InvokeAsync("AlarmResponder", Samples.InstanceAlarm(member), Hurry));
        Assert.Equal("Starts", opening.Verdict);
        await FinishAsync(stage, opening.Run!);

        Assert.Empty((await stage.ListenerAsync(world)).Rules);
        Assert.Equal("full", await stage.FeatureAsync());
        Assert.Equal("fleet 100, page 0", await stage.WeightsAsync(world));
        Assert.Equal(
            (2, 2, 2),
            (stage.Proxy.Forwarded("DeleteRule"), stage.Proxy.Forwarded("PutParameter"), stage.Proxy.Forwarded(Batch(world))));
    }

    [Theory]
    [InlineData("CreateRule")]
    [InlineData("PutParameter")]
    [InlineData("batch")]
    public async Task Killed_right_after_an_effect_the_run_is_finished_without_repeating_it(string effect)
    {
        var (stage, world) = await StageAsync();
        await using var _ = stage;
        var action = effect == "batch" ? Batch(world) : effect;
        var armed = stage.Proxy.Add(new ProxyRule.Swallow(action) { Times = 1 });
        await using (var responder = await stage.StartAsync("AlarmResponder"))
        {
            var invocation = responder.Enqueue(Samples.Read("sns-metric-alarm"));
            await armed.Reached.WaitAsync(Soon, TestContext.Current.CancellationToken);
            await responder.Process.KillAsync();
            Assert.False(invocation.Outcome.IsCompleted);
        }

        stage.Proxy.Disarm();

        await FinishAsync(stage, (await stage.TheRunAsync()).Id.Value);

        var up = await stage.ListenerAsync(world);
        Assert.Equal(2, up.Rules.Count);
        Assert.Equal("reduced", await stage.FeatureAsync());
        Assert.Equal("fleet 0, page 100", await stage.WeightsAsync(world));
        Assert.Equal(
            (2, 1, 1),
            (stage.Proxy.Forwarded("CreateRule"), stage.Proxy.Forwarded("PutParameter"), stage.Proxy.Forwarded(Batch(world))));
    }

    [Fact]
    public async Task What_may_not_be_changed_is_left_and_a_person_is_told_which_right_is_missing()
    {
        var (stage, world) = await StageAsync();
        await using var _ = stage;
        stage.Proxy.Add(Faults.Denied("CreateRule"));

        await stage.InvokeAsync("AlarmResponder", Samples.Read("sns-metric-alarm"));

        Assert.Equal(RunState.Failed, (await stage.TheRunAsync()).State);
        Assert.Empty((await stage.ListenerAsync(world)).Rules);
        Assert.Equal("full", await stage.FeatureAsync());
        Assert.Contains(
            "allow elasticloadbalancing:CreateRule",
            Assert.Single(await stage.MessagesAsync()).Text,
            StringComparison.Ordinal);
    }

    private async Task<(Stage Stage, TrafficWorld World)> StageAsync()
    {
        var stage = await system.StageAsync(new() { Plan = null });
        var world = await stage.SetUpTrafficAsync();
        await stage.ApplyAsync(TrafficPlan.Create(world), Core.Events.AutomationMode.Act);
        stage.Proxy.Clear();
        return (stage, world);
    }

    /// <summary>Lets time pass and hands the run to Executor until it has ended.</summary>
    private static async Task FinishAsync(Stage stage, string id)
    {
        for (var i = 0; i < GoesMax; i++)
        {
            var run = (await stage.WorkRunsAsync()).Single(r => r.Id.Value == id);
            if (run.State != RunState.Running)
            {
                Assert.Equal((RunState.Done, run.Reason), (run.State, run.Reason));
                return;
            }

            await stage.LetPassAsync(TimeSpan.FromMinutes(3));
            var due = Samples.Read("run-due").Replace("01KB0Z6T5R9V3M8QWXYC4D7E2F", id, StringComparison.Ordinal);
            await stage.InvokeAsync("Executor", due, Hurry);
        }

        var reasons = (await stage.JournalAsync()).Select(e => e.Reason);
        Assert.Fail($"still running after {GoesMax} invocations: {string.Join('\n', reasons)}");
    }

    private static string Batch(TrafficWorld world) => $"POST /2013-04-01/hostedzone/{world.Records.HostedZoneId}/rrset/";
}
