using ServerlessReadiness.Application.Lifecycle;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Lifecycle;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests;

/// <summary>Hooks when processes die at any of their port calls, and when hundreds of instances launch at once.</summary>
public sealed class HookCrashTests
{
    private const int CallsMax = 120;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_instance_gets_out_of_its_hook_wherever_the_process_stops(bool launching)
    {
        var died = 0;
        for (var k = 1; k <= CallsMax; k++)
        {
            foreach (var after in new[] { false, true })
            {
                var hooked = new Hooked();
                var crash = new CrashAt(k, after);
                var notice = launching ? hooked.LaunchOne() : hooked.TerminateOne();
                hooked.Deliver(notice, crash);
                if (!crash.HasCrashed)
                {
                    Assert.True(died > 20, $"only {died} crash points were tried");
                    return;
                }

                died++;
                hooked.Scenario.Time.Advance(TimeSpan.FromSeconds(40));
                hooked.Deliver(notice);
                hooked.Beats(12);
                var where = $"died at call {k} {crash.Where}";
                Assert.True(hooked.Group.TimedOut.Count == 0, $"{where}: timed out");
                Assert.True(hooked.StateOf(notice) == (launching ? "InService" : "gone"), $"{where}: {hooked.StateOf(notice)}");
                Assert.True(hooked.HookRuns.Count == 1, $"{where}: {hooked.HookRuns.Count} runs");
                Assert.True(hooked.HookRuns[0].State == RunState.Done, $"{where}: {hooked.HookRuns[0].Reason}");
                Assert.True(
                    hooked.World.Attachments.CommandsSent == (launching ? 0 : 1),
                    $"{where}: {hooked.World.Attachments.CommandsSent} commands");
            }
        }

        Assert.Fail("the process made more calls than the test tries");
    }

    [Fact]
    public void A_process_that_always_dies_over_a_step_does_not_keep_the_instance_waiting()
    {
        var hooked = new Hooked();
        var notice = hooked.LaunchOne();
        hooked.Deliver(notice, new CrashOn("read interfaces"));
        for (var i = 0; i < 14; i++)
        {
            var crash = new CrashOn("read interfaces");
            hooked.Scenario.Beat(crash, () => crash.HasCrashed);
            hooked.Scenario.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(hooked.Group.TimedOut);
        Assert.True(Assert.Single(hooked.Group.Completions).Abandon);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_burst_of_400_hooks_queues_behind_nothing(int seed)
    {
        const int Instances = 400;
        var hooked = new Hooked(Hooked.Plan with
        {
            Hooks = [Hooked.Plan.Hooks[0] with { Steps = [.. Hooked.Plan.Hooks[0].Steps.Skip(1)] }],
        });
        hooked.LaunchOne(Instances);
        Assert.Equal(Instances, hooked.Messages.Count);
        var chance = new Random(seed);
        hooked.Scenario.Faults.Commit = _ => chance.Next(100) < 20 ? StoreFault.Conflict : StoreFault.None;
        var turns = new SeededInterleaving(seed);
        var outcomes = new List<LifecycleOutcome>();

        hooked.Scenario.PlayInterleaved(turns, [.. hooked.Messages.Concat(hooked.Messages.Take(50)).Select(notice =>
        {
            var host = hooked.Scenario.NewHost(turns);
            return (Func<Task>)(async () => outcomes.Add(
                await host.Hooks.HandleAsync(notice, hooked.Scenario.Now + TimeSpan.FromMinutes(2), CancellationToken.None)));
        })]);

        Assert.Equal(Instances, outcomes.Count(o => o.Verdict == HookVerdict.Starts));
        Assert.Equal(50, outcomes.Count(o => o.Verdict is HookVerdict.Duplicate or HookVerdict.Stale));
        Assert.All(hooked.HookRuns, r => Assert.Equal(RunState.Done, r.State));
        Assert.Equal(Instances, hooked.Group.Completions.Count);
        Assert.Empty(hooked.Group.TimedOut);
        Assert.DoesNotContain(hooked.World.Effects, e => e is Change.BeatHook);
    }
}
