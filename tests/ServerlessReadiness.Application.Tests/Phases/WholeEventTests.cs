using ServerlessReadiness.Application.Phases;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Phases.Cooldown;
using ServerlessReadiness.Core.Phases.Prewarm;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Phases;

/// <summary>An event from its first minute to its last, on the fakes, by Clock and Executor alone.</summary>
public sealed class WholeEventTests
{
    private readonly Occasion _occasion = new();

    [Fact]
    public void From_Scheduled_to_Closed_everything_is_raised_in_order_held_and_given_back()
    {
        _occasion.BeatsUntil(Occasion.PrewarmAt);
        Assert.Empty(_occasion.World.Effects);

        _occasion.BeatsUntil(Occasion.LiveAt);
        Assert.All(_occasion.Stages.Stages, s => Assert.Equal(StageState.InService, s.State));
        Assert.Equal((Occasion.Floor, Occasion.Floor), (_occasion.Data.Serving, _occasion.Front.Serving));
        var raises = _occasion.World.Effects.OfType<Change.SetGroupBounds>().Select(c => c.Group);
        Assert.Equal(["data", "web"], raises);

        // The front was not raised before the data served.
        var served = _occasion.Stages.Stages[0].EndedAt!.Value;
        Assert.True(_occasion.Stages.Stages[1].BegunAt >= served);

        _occasion.BeatsUntil(Occasion.CooldownAt);
        Assert.Equal(2, _occasion.World.Effects.Count);
        Assert.Equal(12m, _occasion.Spend!.BurnPerHour);

        _occasion.BeatsUntil(Occasion.ClosedAt.AddMinutes(30));
        Assert.Equal(Phase.Cooldown, _occasion.Head.Phase);
        Assert.Equal(ReturnState.Done, _occasion.Return.Technical);
        Assert.Equal(Occasion.Before, _occasion.Data.Bounds);
        Assert.Equal(Occasion.Before, _occasion.Front.Bounds);

        Assert.IsType<MoveOutcome.Done>(_occasion.Confirm());
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.Equal(Phase.Closed, _occasion.Head.Phase);
        Assert.Equal(["phase Prewarm", "phase Live", "phase Cooldown", "phase Closed"], _occasion.PhaseLines);
        Assert.False(_occasion.Record("data").IsOwed);
        Assert.False(_occasion.Record("web").IsOwed);
        Assert.Empty(_occasion.Issues);
        Assert.Empty(_occasion.World.Messages);
        Assert.Equal(0m, _occasion.Spend!.BurnPerHour);
        Assert.InRange(_occasion.Spend!.Total, 20m, 60m);
    }

    [Fact]
    public void The_front_goes_back_before_the_data_that_it_calls()
    {
        _occasion.BeatsUntil(Occasion.ClosedAt.AddMinutes(30));
        var downs = _occasion.World.Effects.OfType<Change.SetGroupBounds>()
            .Where(c => c.To.Minimum < c.From.Minimum || c.To.Maximum < c.From.Maximum)
            .Select(c => c.Group)
            .ToList();
        Assert.Equal(downs.OrderByDescending(g => g, StringComparer.Ordinal), downs);
        Assert.Contains("data", downs);
        Assert.Contains("web", downs);
    }

    [Fact]
    public void Missed_hours_are_caught_up_phase_by_phase_and_the_journal_says_how_late()
    {
        _occasion.Scenario.Time.SetUtcNow(Occasion.CooldownAt.AddMinutes(30));
        _occasion.Scenario.Beat();
        Assert.Equal(["phase Prewarm", "phase Live", "phase Cooldown"], _occasion.PhaseLines);
        var late = _occasion.Scenario.Journal().Single(l => l.Verdict == "phase Prewarm").Reason;
        Assert.Contains("150 min after it was due", late, StringComparison.Ordinal);
    }

    [Fact]
    public void A_late_clock_still_raises_what_the_event_needs()
    {
        _occasion.Scenario.Time.SetUtcNow(Occasion.LiveAt.AddMinutes(5));
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(15));
        Assert.Equal((Occasion.Floor, Occasion.Floor), (_occasion.Data.Serving, _occasion.Front.Serving));
    }

    [Fact]
    public void Observing_it_says_once_what_it_would_do_and_closes_without_having_touched_anything()
    {
        var occasion = new Occasion(mode: AutomationMode.Observe);
        occasion.BeatsUntil(Occasion.ClosedAt);
        Assert.Equal(1, occasion.Scenario.Journal().Count(l => l.Verdict == "goal Observed" && l.Component == Occasion.DataName));
        occasion.Confirm();
        occasion.Scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.Equal(Phase.Closed, occasion.Head.Phase);
        Assert.Empty(occasion.World.Effects);
        Assert.False(occasion.Record("data").IsOwed);
    }

    [Fact]
    public void A_pause_stops_the_pre_warm_and_act_goes_on_with_it()
    {
        _occasion.BeatsUntil(Occasion.PrewarmAt);
        _occasion.Scenario.SetMode(AutomationMode.Paused);
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Empty(_occasion.World.Effects);
        Assert.Equal(1, _occasion.Journalled(JournalKind.Decision, "goal Paused"));
        _occasion.Scenario.SetMode(AutomationMode.Act);
        _occasion.Scenario.Beats(TimeSpan.FromMinutes(12));
        Assert.Equal((Occasion.Floor, Occasion.Floor), (_occasion.Data.Serving, _occasion.Front.Serving));
    }

    [Fact]
    public void Overlapping_beats_start_each_goal_once()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var occasion = new Occasion();
            occasion.Scenario.Time.SetUtcNow(Occasion.PrewarmAt.AddSeconds(5));
            var turns = new SeededInterleaving(seed);
            occasion.Scenario.PlayInterleaved(turns, [.. Enumerable.Range(0, 3).Select(_ => (Func<Task>)(() =>
                occasion.Scenario.NewHost(turns).Clock.BeatAsync(
                    occasion.Scenario.Now + TimeSpan.FromMinutes(1),
                    CancellationToken.None)))]);
            occasion.Scenario.Beats(TimeSpan.FromMinutes(15));
            Assert.True(occasion.Scenario.Runs.Count == 2, $"seed {seed}: {occasion.Scenario.Runs.Count} runs");
            Assert.Equal(["data", "web"], occasion.World.Effects.OfType<Change.SetGroupBounds>().Select(c => c.Group));
            Assert.Equal(["phase Prewarm"], occasion.PhaseLines);
        }
    }

    [Fact]
    public void A_pre_warm_survives_its_clock_being_stopped_anywhere()
    {
        var died = 0;
        for (var k = 1; k <= 80; k++)
        {
            foreach (var after in new[] { false, true })
            {
                var occasion = new Occasion();
                occasion.Scenario.Time.SetUtcNow(Occasion.PrewarmAt.AddSeconds(5));
                var crash = new CrashAt(k, after);
                occasion.Scenario.Beat(crash, () => crash.HasCrashed);
                if (!crash.HasCrashed)
                {
                    Assert.True(died > 20, $"only {died} crash points were tried");
                    return;
                }

                died++;
                occasion.BeatsUntil(Occasion.PrewarmAt.AddMinutes(25));
                var where = $"call {k}, {crash.Where}";
                Assert.True(occasion.Stages.Stages.All(s => s.State == StageState.InService), where);
                Assert.True(occasion.GroupEffects("data").Count() == 1, where);
                Assert.True(occasion.GroupEffects("web").Count() == 1, where);
                Assert.True(occasion.Data.Bounds == new Core.Capacity.Bounds(10, 10), where);
            }
        }

        Assert.Fail("a beat made more than 80 calls");
    }

    [Fact]
    public void A_return_survives_its_clock_being_stopped_anywhere()
    {
        var died = 0;
        for (var k = 1; k <= 80; k++)
        {
            var occasion = new Occasion(Short());
            occasion.BeatsUntil(Occasion.LiveAt.AddMinutes(5));
            occasion.Scenario.Time.SetUtcNow(Occasion.LiveAt.AddMinutes(30));
            occasion.Scenario.Beat();
            var crash = new CrashAt(k, afterEffect: k % 2 == 0);
            occasion.Scenario.Time.Advance(TimeSpan.FromMinutes(11));
            occasion.Scenario.Beat(crash, () => crash.HasCrashed);
            if (!crash.HasCrashed)
            {
                Assert.True(died > 8, $"only {died} crash points were tried");
                return;
            }

            died++;
            occasion.BeatsUntil(Occasion.LiveAt.AddHours(3));
            Assert.True(occasion.Return.Technical == ReturnState.Done, $"call {k}: {occasion.Return.Reason}");
            Assert.Equal(Occasion.Before, occasion.Data.Bounds);
            Assert.Equal(Occasion.Before, occasion.Front.Bounds);
        }

        Assert.Fail("a beat made more than 80 calls");
    }

    /// <summary>Half an hour of Live.</summary>
    private static CompiledPlan Short() => Occasion.Plan with
    {
        Schedule = Occasion.Plan.Schedule with { Cooldown = Occasion.LiveAt.AddMinutes(20) },
    };
}
