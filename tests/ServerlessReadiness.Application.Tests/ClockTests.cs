using ServerlessReadiness.Application.Journal;
using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests;

public sealed class ClockTests
{
    private readonly Scenario _scenario = new();

    [Fact]
    public void A_transition_that_never_arrived_is_made_up_once()
    {
        _scenario.World.SetAlarm(EndToEndTests.About("raise"));
        Assert.Equal(1, _scenario.Beat().AlarmsMadeUp);
        Assert.Equal(0, _scenario.Beat().AlarmsMadeUp);
        Assert.IsType<Change.SetGroupBounds>(Assert.Single(_scenario.World.Effects));
        Assert.Equal(["Starts"], _scenario.Decisions);

        _scenario.Clear("raise-1");
        Assert.Equal(1, _scenario.Beat().AlarmsMadeUp);
        Assert.Equal(AlarmStateValue.Ok, _scenario.Memory("raise-1").State);
    }

    [Fact]
    public void Clock_decides_and_leaves_the_effect_to_Executor()
    {
        _scenario.World.SetAlarm(EndToEndTests.About("reboot"));
        var dispatched = new List<RunId>();
        var host = new Hosting.Host(_scenario.NewHost().Parts with { Dispatcher = new Recorder(dispatched) });
        _scenario.Play(() => host.Clock.BeatAsync(_scenario.Now + TimeSpan.FromMinutes(1), CancellationToken.None));
        Assert.Empty(_scenario.World.Effects);
        Assert.Contains(Assert.Single(_scenario.Runs).Id, dispatched);

        // No effect was announced, so Executor has no doubt to settle, not even about a reboot.
        _scenario.Clear("reboot-1");
        _scenario.Beats(TimeSpan.FromMinutes(12));
        Assert.Equal(RunState.Done, Assert.Single(_scenario.Runs).State);
    }

    [Fact]
    public void The_series_of_an_alarm_that_were_decided_are_not_made_up_as_a_whole()
    {
        var series = EndToEndTests.About("raise") with { Contributor = "az=a" };
        _scenario.Send(series);
        Assert.Equal(0, _scenario.Beat().AlarmsMadeUp);
        Assert.Single(_scenario.Runs);
    }

    [Fact]
    public void An_alarm_that_still_fires_is_answered_again_after_its_cooldown_and_then_goes_to_a_person()
    {
        _scenario.Send(EndToEndTests.About("raise"));
        _scenario.Beats(TimeSpan.FromMinutes(30));
        Assert.Equal(3, _scenario.Runs.Count);
        Assert.Equal(10, _scenario.Web.Serving);
        Assert.Equal(3, _scenario.Decisions.Count(v => v == "Starts"));
        Assert.Single(_scenario.Decisions, v => v == "Exhausted");
        Assert.Single(_scenario.World.Messages);
    }

    [Fact]
    public void A_second_look_starts_nothing_when_CloudWatch_says_that_it_is_over()
    {
        _scenario.Send(EndToEndTests.About("raise"));
        _scenario.World.ReadFault = call => call.EndsWith("by prefix", StringComparison.Ordinal) ? Ports.PortFailure.Unavailable : null;
        _scenario.Clear("raise-1");
        _scenario.Beats(TimeSpan.FromMinutes(8));
        Assert.Single(_scenario.Runs);
        Assert.Equal(["Starts", "Unconfirmed"], _scenario.Decisions);
    }

    [Fact]
    public void A_swept_alarm_is_confirmed_before_it_is_answered_again()
    {
        _scenario.World.SetAlarm(EndToEndTests.About("raise") with { ChangedAt = Sample.T0.AddMinutes(-1) });
        _scenario.Beat();
        _scenario.World.ReadFault = call => call.StartsWith("read alarms", StringComparison.Ordinal) ? Ports.PortFailure.Unavailable : null;
        _scenario.Beats(TimeSpan.FromMinutes(8));
        Assert.Single(_scenario.Runs);
    }

    [Fact]
    public void An_alarm_acts_once_its_suppression_is_lifted()
    {
        var alarm = EndToEndTests.About("raise") with { IsSuppressed = true };
        Assert.Equal(AlarmVerdict.Suppressed, _scenario.Send(alarm).Verdict);
        _scenario.Beats(TimeSpan.FromMinutes(2));
        Assert.Empty(_scenario.Runs);
        _scenario.World.SetAlarm(alarm with { IsSuppressed = false });
        _scenario.Beats(TimeSpan.FromMinutes(3));
        Assert.Single(_scenario.Runs);
    }

    [Fact]
    public void A_stale_index_does_not_bring_an_alarm_back()
    {
        _scenario.Send(EndToEndTests.About("notify"));
        _scenario.Time.Advance(TimeSpan.FromMinutes(6));
        var before = _scenario.Store.RoundTrips.Commits;
        _scenario.Beat();
        Assert.Equal(2, _scenario.Runs.Count);

        // The index still shows the alarm as it was before that beat.
        var behind = (int)(_scenario.Store.RoundTrips.Commits - before);
        _scenario.Faults.DueBehind = () => behind;
        _scenario.Beat();
        Assert.Equal(2, _scenario.Runs.Count);

        // And now as it was before it went to OK.
        _scenario.Send(Sample.Alarm("notify-1", _scenario.Now, AlarmStateValue.Ok));
        _scenario.Faults.DueBehind = () => 1;
        _scenario.Time.Advance(TimeSpan.FromMinutes(6));
        _scenario.Beat();
        Assert.Equal(2, _scenario.Runs.Count);
        Assert.Equal(AlarmStateValue.Ok, _scenario.Memory("notify-1").State);
    }

    [Fact]
    public void Overlapping_beats_go_on_with_a_run_once()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var scenario = new Scenario();
            scenario.World.SetAlarm(EndToEndTests.About("raise"));
            scenario.Deliver(EndToEndTests.About("raise"), new CrashOn());
            scenario.Clear("raise-1");
            scenario.Time.Advance(TimeSpan.FromMinutes(3));
            var turns = new SeededInterleaving(seed);
            scenario.PlayInterleaved(turns, [.. Enumerable.Range(0, 3).Select(_ => (Func<Task>)(() =>
                scenario.NewHost(turns).Clock.BeatAsync(scenario.Now + TimeSpan.FromMinutes(1), CancellationToken.None)))]);
            Assert.Single(scenario.World.Effects);
            Assert.Single(scenario.Runs);
        }
    }

    [Fact]
    public void Overlapping_beats_send_a_due_message_once()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var scenario = new Scenario();
            scenario.Send(EndToEndTests.About("notify"));
            scenario.Time.Advance(TimeSpan.FromMinutes(6));
            var turns = new SeededInterleaving(seed);
            scenario.PlayInterleaved(turns, [.. Enumerable.Range(0, 3).Select(_ => (Func<Task>)(() =>
                scenario.NewHost(turns).Clock.BeatAsync(scenario.Now + TimeSpan.FromMinutes(1), CancellationToken.None)))]);
            Assert.Equal(2, scenario.World.Messages.Count());
            Assert.Equal(2, scenario.Runs.Count);
        }
    }

    [Fact]
    public void A_run_over_which_three_processes_died_goes_to_a_person()
    {
        _scenario.World.SetAlarm(EndToEndTests.About("raise"));
        _scenario.Deliver(EndToEndTests.About("raise"), new CrashOn());
        _scenario.Clear("raise-1");
        for (var death = 1; death <= Run.TakeoversMax; death++)
        {
            _scenario.Time.Advance(TimeSpan.FromMinutes(3));
            var poison = new CrashOn("read group");
            Assert.Null(_scenario.Beat(poison, () => poison.HasCrashed));
        }

        _scenario.Beats(TimeSpan.FromMinutes(6));
        Assert.Equal(RunState.HandedOver, Assert.Single(_scenario.Runs).State);
        Assert.Contains("3 processes took it up", Assert.Single(_scenario.World.Messages).Text, StringComparison.Ordinal);
        Assert.Null(_scenario.Resource.Lease);
    }

    [Fact]
    public void A_document_that_cannot_be_read_is_set_aside_and_a_person_is_called()
    {
        var address = new StateAddress(StateKeys.EventPk(Sample.Event), StateKeys.RunPrefix + "01ARZ3NDEKTSV4RRFFQ69G5FAV");
        _scenario.Commit(new StateWrite.Put(address, "{\"schema\":99}"u8.ToArray(), 0, Sample.T0));
        Assert.Equal(1, _scenario.Beat().Failures);
        _scenario.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(0, _scenario.Beat().Failures);
        Assert.Contains("schema 99", Assert.Single(_scenario.World.Messages).Text, StringComparison.Ordinal);
        var line = Assert.Single(_scenario.Journal(JournalWriter.Unassigned), e => e.Kind == JournalKind.Unreadable);
        Assert.Equal(address.ToString(), line.Cause);
    }

    [Fact]
    public void Phases_advance_and_a_closed_event_hears_no_more_alarms()
    {
        var phases = new List<Phase>();
        foreach (var at in new[] { 0, 4, 6 })
        {
            _scenario.Time.SetUtcNow(Sample.T0.AddHours(at));
            _scenario.Beat();
            phases.Add(_scenario.Head.Phase);
        }

        Assert.Equal([Phase.Live, Phase.Cooldown, Phase.Closed], phases);
        Assert.Equal(AlarmVerdict.Unknown, _scenario.Send(Sample.Alarm("raise-1", _scenario.Now)).Verdict);
        Assert.Empty(_scenario.Runs);
    }

    private sealed class Recorder(List<RunId> dispatched) : Ports.IRunDispatcher
    {
        public Task DispatchAsync(EventId eventId, RunId run, CancellationToken cancellationToken)
        {
            dispatched.Add(run);
            return Task.CompletedTask;
        }
    }
}
