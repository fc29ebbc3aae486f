using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Instances;
using ServerlessReadiness.Core.Journal;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Safety;

namespace ServerlessReadiness.Application.Tests;

public sealed class EndToEndTests
{
    private readonly Scenario _scenario = new();

    public static TheoryData<string, string[]> Repairs => new()
    {
        { "raise", ["SetGroupBounds"] },
        { "replace", ["SetGroupDesired", "TerminateMember"] },
        { "reboot", ["EnterStandby", "RebootInstance", "ExitStandby"] },
        { "recover", ["EnterStandby", "StopInstance", "StartInstance", "ExitStandby"] },
        { "quarantine", ["EnterStandby"] },
        { "mark", ["MarkUnhealthy"] },
    };

    [Theory]
    [MemberData(nameof(Repairs))]
    public void An_alarm_is_answered_to_the_end(string runbook, string[] effects)
    {
        var first = _scenario.Send(About(runbook));
        Assert.Equal(AlarmVerdict.Starts, first.Verdict);
        _scenario.Clear($"{runbook}-1");
        _scenario.Beats(TimeSpan.FromMinutes(12));

        var run = Assert.Single(_scenario.Runs);
        Assert.True(run.State == RunState.Done, $"{run.State}: {run.Reason}");
        Assert.Equal(effects, _scenario.World.Effects.Select(e => e.GetType().Name));
        Assert.Null(_scenario.Resource.Lease);
        Assert.Equal(new RestorePoint(new Bounds(2, 8), 4, Sample.T0), _scenario.Resource.RestorePoint);
        var spend = Assert.Single(_scenario.Component.Spends);
        Assert.Equal((run.Id, ActionCatalog.For(run.Steps[0].Step.Do).Class), (spend.Run, spend.Class));
        Assert.Empty(_scenario.Pages);
        Assert.Equal(runbook is "raise" or "replace" ? 4 : 3, _scenario.Web.LowestServing);
    }

    [Theory]
    [MemberData(nameof(Repairs))]
    public void Every_effect_has_cause_before_and_after_in_the_journal(string runbook, string[] effects)
    {
        _scenario.Send(About(runbook));
        _scenario.Clear($"{runbook}-1");
        _scenario.Beats(TimeSpan.FromMinutes(12));

        var journal = _scenario.Journal();
        var intents = journal.Where(e => e.Kind == JournalKind.Intent).ToList();
        Assert.Equal(effects.Length, intents.Count);
        Assert.All(intents, line =>
        {
            Assert.Equal($"alarm {runbook}-1", line.Cause);
            Assert.NotNull(line.Before);
            Assert.NotNull(line.After);
            Assert.NotEqual(line.Before, line.After);
            Assert.Contains(journal, e => e.Kind == JournalKind.Outcome && e.Verdict == line.Verdict && e.Run == line.Run);
        });
        Assert.Single(journal, e => e is { Kind: JournalKind.Decision, Verdict: "Starts" } && e.Cause == About(runbook).DedupeKey);
    }

    [Fact]
    public void A_raise_sets_the_minimum_and_remembers_the_bounds_in_force()
    {
        _scenario.Send(About("raise"));
        _scenario.Clear("raise-1");
        _scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Equal(new Bounds(6, 8), _scenario.Web.Bounds);
        Assert.Equal(new Bounds(6, 8), _scenario.Resource.InForce);
        Assert.Equal(6, _scenario.Web.Serving);
    }

    [Fact]
    public void A_scalable_target_is_raised_too()
    {
        var outcome = _scenario.Send(Sample.Alarm("api-1", Sample.T0));
        Assert.Equal(RunState.Done, outcome.Run!.State);
        Assert.Equal(new Bounds(4, 20), _scenario.World.Target.Bounds);
    }

    [Fact]
    public void A_message_is_sent_once_and_needs_neither_lease_nor_budget()
    {
        var outcome = _scenario.Send(Sample.Alarm("notify-1", Sample.T0));
        Assert.Equal(RunState.Done, outcome.Run!.State);
        var message = Assert.Single(_scenario.World.Messages);
        Assert.Equal("About front", message.Subject);
        Assert.Contains("notify-1 crossed its threshold", message.Text, StringComparison.Ordinal);
        Assert.Null(_scenario.Read(State.StateKeys.Component(Sample.Event, Sample.Front)).Value);
    }

    [Fact]
    public void What_is_refused_at_once_touches_nothing_and_calls_a_person()
    {
        var outcome = _scenario.Send(Sample.Alarm("replace-1", Sample.T0, instance: InstanceId.Parse("i-0123456789abcdef0")));
        Assert.Equal(RunState.Failed, outcome.Run!.State);
        Assert.DoesNotContain(_scenario.World.Effects, e => e is not Change.Publish);
        Assert.Contains("replace Failed", Assert.Single(_scenario.World.Messages).Subject, StringComparison.Ordinal);
        Assert.Null(_scenario.Resource.Lease);
        Assert.Null(_scenario.Resource.RestorePoint);
        Assert.Null(_scenario.Read(State.StateKeys.Component(Sample.Event, Sample.Front)).Value);
    }

    [Fact]
    public void An_alarm_that_no_response_matches_is_recorded()
    {
        var outcome = _scenario.Send(Sample.Alarm("disk-full", Sample.T0));
        Assert.Equal(AlarmVerdict.Unknown, outcome.Verdict);
        Assert.Equal(["Unknown"], _scenario.Decisions);
    }

    [Fact]
    public void A_replacement_is_not_begun_when_CloudWatch_disagrees()
    {
        _scenario.World.SetAlarm(Sample.Alarm("replace-1", Sample.T0, AlarmStateValue.Ok));
        var outcome = Assert.Single(_scenario.Deliver(About("replace"))!);
        Assert.Equal(AlarmVerdict.Unconfirmed, outcome.Verdict);
        Assert.Empty(_scenario.World.Effects);
    }

    [Fact]
    public void A_throttled_effect_is_tried_again_until_it_succeeds()
    {
        var left = 2;
        _scenario.World.Fault = _ => left-- > 0 ? (Ports.PortFailure.Throttled, false) : null;
        var outcome = _scenario.Send(About("raise"));
        _scenario.Clear("raise-1");
        _scenario.Beats(TimeSpan.FromMinutes(6));
        Assert.Equal(AlarmVerdict.Starts, outcome.Verdict);
        Assert.Equal(RunState.Done, Assert.Single(_scenario.Runs).State);
        Assert.Single(_scenario.World.Effects);
    }

    [Fact]
    public void A_throttled_reboot_is_tried_again_because_it_surely_did_not_happen()
    {
        var left = 1;
        _scenario.World.Fault = c => c is Change.RebootInstance && left-- > 0 ? (Ports.PortFailure.Throttled, false) : null;
        _scenario.Send(About("reboot"));
        _scenario.Clear("reboot-1");
        _scenario.Beats(TimeSpan.FromMinutes(12));
        var run = Assert.Single(_scenario.Runs);
        Assert.True(run.State == RunState.Done, $"{run.State}: {run.Reason}");
        Assert.Single(_scenario.World.Effects.OfType<Change.RebootInstance>());
    }

    [Fact]
    public void A_reboot_whose_answer_was_lost_is_handed_to_a_person()
    {
        _scenario.World.Fault = c => c is Change.RebootInstance ? (Ports.PortFailure.Unavailable, true) : null;
        _scenario.Send(About("reboot"), TimeSpan.FromMinutes(5));
        _scenario.Clear("reboot-1");
        _scenario.Beats(TimeSpan.FromMinutes(12));
        Assert.Equal(RunState.HandedOver, Assert.Single(_scenario.Runs).State);
        Assert.Single(_scenario.World.Effects.OfType<Change.RebootInstance>());
        Assert.Single(_scenario.World.Messages);
        Assert.Null(_scenario.Resource.Lease);
    }

    [Fact]
    public void An_unknown_outcome_with_no_time_left_does_not_use_up_its_attempts()
    {
        var left = 1;
        _scenario.World.Fault = _ => left-- > 0 ? (Ports.PortFailure.Unavailable, false) : null;
        _scenario.Send(About("raise"), timeLimit: TimeSpan.FromSeconds(1));
        Assert.Empty(_scenario.World.Effects);
        Assert.Single(_scenario.World.Calls, c => c.StartsWith("set the bounds", StringComparison.Ordinal));
        _scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Equal(RunState.Done, Assert.Single(_scenario.Runs).State);
    }

    [Fact]
    public void A_denied_effect_fails_the_run_and_calls_a_person()
    {
        _scenario.World.Fault = c => c is Change.SetGroupBounds ? (Ports.PortFailure.Denied, false) : null;
        _scenario.Send(About("raise"));
        Assert.Equal(RunState.Failed, Assert.Single(_scenario.Runs).State);
        Assert.Contains("Denied", Assert.Single(_scenario.World.Messages).Text, StringComparison.Ordinal);
        Assert.Null(_scenario.Resource.Lease);
    }

    internal static AlarmTransition About(string runbook) =>
        Sample.Alarm($"{runbook}-1", Sample.T0, instance: Sample.Bad);
}
