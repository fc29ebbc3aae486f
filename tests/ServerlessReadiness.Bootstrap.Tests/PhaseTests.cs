using ServerlessReadiness.Core;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Capacity;
using ServerlessReadiness.Core.Runbooks;

namespace ServerlessReadiness.Bootstrap.Tests;

/// <summary>An event's phases, played by the binary against moto: its documents too must round-trip there.</summary>
public sealed class PhaseTests(SystemFixture system)
{
    private const int Floor = 5;
    private const string Armed = "PutScheduledUpdateGroupAction";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Before_the_event_the_floor_is_armed_as_a_scheduled_action_and_nothing_is_raised()
    {
        await using var stage = await system.StageAsync(new() { Firing = [], Plan = Staged(TimeSpan.FromHours(2)) });

        await stage.InvokeAsync("Clock", Samples.Read("schedule-rule"));

        Assert.Equal(1, stage.Proxy.Forwarded(Armed));
        Assert.Equal(0, stage.Proxy.Forwarded("UpdateAutoScalingGroup"));
        var floor = Assert.Single((await stage.ResourceAsync()).Armed);
        Assert.Equal((Floor, (int?)null), (floor.Minimum, floor.Maximum));
        Assert.Equal((TestPlan.Minimum, TestPlan.Maximum), Bounds(await stage.SizeAsync()));
    }

    [Fact]
    public async Task When_a_stage_is_due_the_floor_is_raised_and_what_was_there_before_is_kept()
    {
        await using var stage = await system.StageAsync(new() { Firing = [], Plan = Staged(-Minute) });

        await using var clock = await stage.StartAsync("Clock");
        await clock.InvokeAsync(Samples.Read("schedule-rule"));

        // What the run achieved is seen, and said, in the next minute.
        await clock.InvokeAsync(Samples.Read("schedule-rule"));

        Assert.Equal((Floor, TestPlan.Maximum), Bounds(await stage.SizeAsync()));
        var run = Assert.Single(await stage.WorkRunsAsync(), r => r.Runbook.Value == "prewarm");
        Assert.Equal(RunState.Done, run.State);
        Assert.Equal(new Bounds(TestPlan.Minimum, TestPlan.Maximum), (await stage.ResourceAsync()).RestorePoint!.Bounds);
        Assert.Contains(await stage.JournalAsync(), e => e.Verdict == "stage InService");
    }

    [Fact]
    public async Task A_floor_that_someone_undercuts_is_set_again_in_the_next_minute()
    {
        await using var stage = await system.StageAsync(new() { Firing = [], Plan = Staged(-Minute) });
        await using var clock = await stage.StartAsync("Clock");
        await clock.InvokeAsync(Samples.Read("schedule-rule"));
        await stage.SetMinimumAsync(1);

        await clock.InvokeAsync(Samples.Read("schedule-rule"));

        Assert.Equal((Floor, TestPlan.Maximum), Bounds(await stage.SizeAsync()));
        Assert.Contains(await stage.JournalAsync(), e => e.Reason.Contains("undercut", StringComparison.Ordinal));
    }

    private static (int? Minimum, int? Maximum) Bounds((int? Minimum, int? Maximum, int? Desired) size) =>
        (size.Minimum, size.Maximum);

    /// <param name="stageIn">From now to the one stage of the pre-warm; negative when it is due.</param>
    private static CompiledPlan Staged(TimeSpan stageIn)
    {
        var plan = TestPlan.Create();
        var at = DateTimeOffset.UtcNow + stageIn;
        return plan with
        {
            Schedule = new EventSchedule(at - Minute, at + TimeSpan.FromHours(1), at + TimeSpan.FromHours(9), at.AddDays(1)),
            Stages = [new PrewarmStage(1, at, at + TimeSpan.FromMinutes(30), [new StageGoal(TestPlan.Web, Floor)])],
            Components = EquatableList.From(plan.Components.Select(c => c with { Armed = true })),
        };
    }
}
