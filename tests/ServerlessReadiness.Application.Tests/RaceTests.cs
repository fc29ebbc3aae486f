using ServerlessReadiness.Application.Alarms;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests;

public sealed class RaceTests
{
    private const int Seeds = 60;

    [Fact]
    public void Two_deliveries_of_one_transition_start_one_run()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var scenario = new Scenario();
            var outcomes = Concurrently(scenario, seed, EndToEndTests.About("raise"), EndToEndTests.About("raise"));
            Assert.Single(scenario.Runs);
            Assert.Single(scenario.World.Effects);
            Assert.Equal([AlarmVerdict.Starts, AlarmVerdict.Duplicate], outcomes.Select(o => o.Verdict).Order());
            Assert.Equal(2, scenario.Decisions.Count());
        }
    }

    [Fact]
    public void Two_alarms_on_one_component_do_not_act_at_the_same_time()
    {
        var verdicts = new HashSet<AlarmVerdict>();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var scenario = new Scenario();
            var outcomes = Concurrently(scenario, seed, EndToEndTests.About("raise"), EndToEndTests.About("replace"));
            Assert.Single(outcomes, o => o.Verdict == AlarmVerdict.Starts);
            verdicts.UnionWith(outcomes.Select(o => o.Verdict));
            Assert.Single(scenario.Runs);
            Assert.Equal(2, scenario.Decisions.Count());
        }

        Assert.Equal([AlarmVerdict.Starts, AlarmVerdict.LeaseHeld], verdicts.Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_composite_alarm_and_its_child_are_one_cause(bool compositeFirst)
    {
        var scenario = new Scenario();
        var child = Sample.Alarm("raise-child", Sample.T0);
        var composite = Sample.Alarm("raise-all", Sample.T0) with { IsComposite = true, Children = [child.Alarm] };
        var outcomes = new[] { child, composite }
            .OrderByDescending(a => a.IsComposite == compositeFirst)
            .Select(a => scenario.Send(a))
            .ToList();
        Assert.Equal([AlarmVerdict.Starts, AlarmVerdict.SameCause], outcomes.Select(o => o.Verdict));
        Assert.Single(scenario.Runs);
    }

    [Fact]
    public void A_composite_and_its_child_at_the_same_moment_start_one_run()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var scenario = new Scenario();
            var child = Sample.Alarm("raise-child", Sample.T0);
            var composite = Sample.Alarm("raise-all", Sample.T0) with { IsComposite = true, Children = [child.Alarm] };
            Concurrently(scenario, seed, child, composite);
            Assert.Single(scenario.Runs);
        }
    }

    [Fact]
    public void A_lost_race_is_decided_again()
    {
        var scenario = new Scenario();
        var left = 3 * (1 + StateLimits.ConflictRetriesMax);
        scenario.Faults.Commit = _ => left-- > 0 ? StoreFault.Conflict : StoreFault.None;
        Assert.Equal(AlarmVerdict.Starts, scenario.Send(EndToEndTests.About("raise")).Verdict);
        Assert.Single(scenario.Runs);
    }

    [Fact]
    public void A_signal_that_loses_every_race_goes_back_to_its_sender()
    {
        var scenario = new Scenario();
        scenario.Faults.Commit = _ => StoreFault.Conflict;
        var failure = Assert.Throws<Ports.PortException>(() => scenario.Send(EndToEndTests.About("raise")));
        Assert.Equal(Ports.PortFailure.Unavailable, failure.Failure);
    }

    [Fact]
    public void A_commit_whose_answer_was_lost_is_not_repeated()
    {
        var scenario = new Scenario();
        var left = 1;
        scenario.Faults.Commit = _ => left-- > 0 ? StoreFault.UnavailableAfter : StoreFault.None;
        Assert.Throws<Ports.PortException>(() => scenario.Send(EndToEndTests.About("raise")));
        Assert.Equal(AlarmVerdict.Duplicate, scenario.Send(EndToEndTests.About("raise")).Verdict);
        scenario.Clear("raise-1");
        scenario.Beats(TimeSpan.FromMinutes(8));
        Assert.Equal(RunState.Done, Assert.Single(scenario.Runs).State);
        Assert.Single(scenario.World.Effects);
    }

    [Theory]
    [InlineData(AutomationMode.Paused)]
    [InlineData(AutomationMode.Observe)]
    public void An_effect_is_withheld_when_the_mode_changes_after_its_intent(AutomationMode mode)
    {
        var scenario = new Scenario();
        var pausing = new AfterCall(call =>
        {
            if (call == "store commit" && scenario.Head.Mode == AutomationMode.Act)
            {
                scenario.SetMode(mode);
            }
        });
        var host = scenario.NewHost(pausing);
        scenario.World.SetAlarm(EndToEndTests.About("raise"));
        scenario.Play(() => host.Alarms.HandleAsync(
            EndToEndTests.About("raise"),
            scenario.Now + TimeSpan.FromMinutes(1),
            CancellationToken.None));
        scenario.Clear("raise-1");
        scenario.Beats(TimeSpan.FromMinutes(20));

        Assert.Empty(scenario.World.Effects);
        var held = Assert.Single(scenario.Runs);
        Assert.True(held.State == RunState.Running, $"{held.State}: {held.Reason}");
        Assert.Equal((null, null), (scenario.Resource.RestorePoint, scenario.Resource.InForce));

        scenario.SetMode(AutomationMode.Act);
        scenario.Beats(TimeSpan.FromMinutes(8));
        Assert.Equal(RunState.Done, Assert.Single(scenario.Runs).State);
        Assert.IsType<Change.SetGroupBounds>(Assert.Single(scenario.World.Effects));
        Assert.Empty(scenario.Pages);
    }

    [Fact]
    public void A_paused_alarm_is_answered_once_automation_acts_again()
    {
        var scenario = new Scenario(mode: AutomationMode.Paused);
        Assert.Equal(AlarmVerdict.Paused, scenario.Send(EndToEndTests.About("raise")).Verdict);
        scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.Empty(scenario.Runs);
        scenario.SetMode(AutomationMode.Act);
        scenario.Beats(TimeSpan.FromMinutes(4));
        Assert.Equal(RunState.Done, Assert.Single(scenario.Runs).State);
        Assert.Equal(["Paused", "Starts"], scenario.Decisions);
    }

    [Fact]
    public void Observing_says_what_would_be_done_and_does_nothing()
    {
        var scenario = new Scenario(mode: AutomationMode.Observe);
        var outcome = scenario.Send(EndToEndTests.About("raise"));
        Assert.Equal(AlarmVerdict.Observed, outcome.Verdict);
        Assert.Contains("runbook raise would start", outcome.Reason, StringComparison.Ordinal);
        scenario.Beats(TimeSpan.FromMinutes(30));
        Assert.Empty(scenario.World.Effects);
        Assert.Empty(scenario.AllRuns());
    }

    private static List<AlarmOutcome> Concurrently(Scenario scenario, int seed, params AlarmTransition[] transitions)
    {
        var turns = new SeededInterleaving(seed);
        var outcomes = new List<AlarmOutcome>();
        Array.ForEach(transitions, scenario.World.SetAlarm);
        scenario.PlayInterleaved(turns, [.. transitions.Select(t => (Func<Task>)(async () =>
        {
            var host = scenario.NewHost(turns);
            outcomes.AddRange(await host.Alarms.HandleAsync(t, scenario.Now, CancellationToken.None));
        }))]);
        return outcomes;
    }
}
