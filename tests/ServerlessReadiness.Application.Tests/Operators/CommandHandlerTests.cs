using ServerlessReadiness.Application.State;
using ServerlessReadiness.Application.Tests.Support;
using ServerlessReadiness.Core.Alarms;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Issues;
using ServerlessReadiness.Core.Operators;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Testing.Worlds;

namespace ServerlessReadiness.Application.Tests.Operators;

/// <summary>People command an event under way.</summary>
public sealed class CommandHandlerTests
{
    private const int CallsMax = 60;
    private readonly Desk _desk = new();

    public static TheoryData<string> Commands => [.. All.Keys];

    private static readonly Dictionary<string, OperatorCommand> All = new()
    {
        ["pause"] = new OperatorCommand.PauseEvent(),
        ["observe"] = new OperatorCommand.ObserveEvent(),
        ["component.hold"] = new OperatorCommand.HoldComponent(Sample.Front, Sample.T0.AddHours(2)),
        ["issue.open"] = new OperatorCommand.OpenIssue("slow", "looking", Sample.Front, "kim", Sample.T0.AddHours(1)),
        ["alarm.acknowledge"] = new OperatorCommand.AcknowledgeAlarm("notify-1"),
        ["phase.set"] = new OperatorCommand.SetPhase(Phase.Cooldown),
        ["run.start"] = new OperatorCommand.StartRun(RunbookName.Parse("raise"), Sample.Front),
        ["floor.set"] = new OperatorCommand.SetFloor(Sample.Front, 6),
    };

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_repeat_gets_the_stored_result_and_does_nothing(string name)
    {
        Fire("notify-1");
        var request = _desk.Ask(All[name]);
        var first = _desk.Give(request);
        Assert.Equal((CommandState.Done, null), (first.State, first.Next));
        var lines = _desk.Scenario.Journal().Count;
        _desk.Scenario.Time.Advance(TimeSpan.FromMinutes(10));

        // Even late, and by a request that differs in nothing but when it was sent.
        Assert.Equal(first, _desk.Give(request with { IssuedAt = _desk.Scenario.Now }));
        Assert.Equal(lines, _desk.Scenario.Journal().Count);
        Assert.Equal(name is "phase.set" or "run.start" or "floor.set" ? [] : [name], _desk.Lines);
    }

    /// <summary>Wherever the process dies, the same command given again comes to its end, and is done once.</summary>
    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_survives_its_process_being_stopped_anywhere(string name)
    {
        var died = 0;
        for (var k = 1; k <= CallsMax; k++)
        {
            foreach (var after in new[] { false, true })
            {
                var desk = new Desk();
                Fire("notify-1", desk);
                var crash = new CrashAt(k, after);
                var request = desk.Ask(All[name]);
                desk.Give(request, Desk.Kim, null, crash);
                if (!crash.HasCrashed)
                {
                    Assert.True(died >= 8, $"only {died} crash points were tried");
                    return;
                }

                died++;
                desk.Scenario.Time.Advance(TimeSpan.FromSeconds(5));
                var again = desk.Give(request);
                Assert.True(again.State == CommandState.Done, $"{crash.Where}: {again.Words}");
                var issues = Issues(desk);
                Assert.True(issues.Count == (name == "issue.open" ? 1 : 0), $"{crash.Where}: {issues.Count} issues");
                Assert.True(desk.Lines.Count(l => l == name) <= 1, $"{crash.Where}: {string.Join(", ", desk.Lines)}");
                var runs = desk.Scenario.Runs.Where(r => r.Trigger is Core.Runbooks.RunTrigger.ByOperator).ToList();
                Assert.True(runs.Count == (name is "run.start" or "floor.set" ? 1 : 0), $"{crash.Where}: {runs.Count} runs");
                Assert.True(runs.Count == 0 || again.Run == runs[0].Id, $"{crash.Where}: {again.Run}");
            }
        }

        Assert.Fail("the command never came to its end");
    }

    [Fact]
    public void An_id_is_for_one_command_of_one_person()
    {
        _desk.Give(new OperatorCommand.OpenIssue("slow"), id: "one");
        var other = _desk.Give(new OperatorCommand.OpenIssue("fast"), id: "one");
        Assert.Equal((CommandState.Refused, RefusalKind.Conflict), (other.State, other.Refusal));
        var somebody = _desk.Give(new OperatorCommand.OpenIssue("slow"), new Caller.Iam("arn:aws:iam::1:user/pat"), "one");
        Assert.Equal(RefusalKind.Conflict, somebody.Refusal);
        Assert.Equal(CommandState.Done, _desk.Stored("one")!.State);
        Assert.Single(Issues(_desk));
    }

    [Fact]
    public void A_refusal_is_journalled_stored_and_changes_nothing()
    {
        var refused = _desk.Give(new OperatorCommand.ResumeEvent(), Desk.Sns, "no");
        Assert.Equal(RefusalKind.NotPermitted, refused.Refusal);
        Assert.Equal(refused, _desk.Stored("no"));
        var line = Assert.Single(_desk.Scenario.Journal(), l => l.Verdict == "resume refused");
        Assert.Contains("does not say who sent it; give it through", line.Reason, StringComparison.Ordinal);
        Assert.Equal("SNS message m-1, sender unknown", line.Cause);
        Assert.Equal(AutomationMode.Act, _desk.Scenario.Head.Mode);
    }

    [Fact]
    public void Late_work_is_not_done_late()
    {
        var request = _desk.Ask(new OperatorCommand.ObserveEvent());
        _desk.Scenario.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal(RefusalKind.Late, _desk.Give(request).Refusal);
        Assert.Equal(AutomationMode.Act, _desk.Scenario.Head.Mode);

        var pause = _desk.Ask(new OperatorCommand.PauseEvent());
        _desk.Scenario.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(CommandState.Done, _desk.Give(pause).State);
        Assert.Equal(AutomationMode.Paused, _desk.Scenario.Head.Mode);
    }

    [Fact]
    public void Nobody_commands_an_event_that_is_not_there()
    {
        var refused = _desk.Give(_desk.Ask(new OperatorCommand.PauseEvent()) with { Event = EventId.Parse("other") });
        Assert.Equal(RefusalKind.Unknown, refused.Refusal);
        Assert.Single(_desk.Scenario.Journal(EventId.Parse("unassigned")), l => l.Verdict == "pause refused");
    }

    [Fact]
    public void A_command_about_a_state_that_is_no_more_is_refused()
    {
        var seen = _desk.Scenario.Read(StateKeys.Head(Sample.Event)).Version;
        Assert.Equal(CommandState.Done, _desk.Give(_desk.Ask(new OperatorCommand.ObserveEvent()), expectHead: seen).State);
        var second = _desk.Give(_desk.Ask(new OperatorCommand.ResumeEvent()), expectHead: seen);
        Assert.Equal(RefusalKind.Changed, second.Refusal);
        Assert.Equal(AutomationMode.Observe, _desk.Scenario.Head.Mode);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Of_two_contradictory_commands_at_once_one_is_told_and_a_pause_always_wins(int seed)
    {
        var desk = new Desk(mode: AutomationMode.Observe);
        var results = Together(
            desk,
            seed,
            desk.Ask(new OperatorCommand.ResumeEvent()),
            desk.Ask(new OperatorCommand.PauseEvent()));
        Assert.Equal(CommandState.Done, results[1].State);
        if (results[0].State == CommandState.Refused)
        {
            Assert.Equal(RefusalKind.Conflict, results[0].Refusal);
            Assert.NotNull(results[0].Next);
        }

        Assert.Equal(AutomationMode.Paused, desk.Scenario.Head.Mode);
    }

    [Fact]
    public void A_hold_and_a_release_at_the_same_moment_do_not_both_win()
    {
        var told = 0;
        for (var seed = 1; seed <= 12; seed++)
        {
            var desk = new Desk();
            desk.Give(new OperatorCommand.HoldComponent(Sample.Front));
            var results = Together(
                desk,
                seed,
                desk.Ask(new OperatorCommand.HoldComponent(Sample.Front, desk.Scenario.Now.AddHours(1))),
                desk.Ask(new OperatorCommand.ReleaseComponent(Sample.Front)));
            told += results.Count(r => r.Refusal == RefusalKind.Conflict);
            Assert.Contains(results, r => r.State == CommandState.Done);
        }

        Assert.True(told > 0, "no seed made them race");
    }

    [Fact]
    public void A_hold_keeps_automation_away_until_it_ends_or_is_lifted()
    {
        var until = _desk.Scenario.Now.AddMinutes(30);
        Assert.Equal(CommandState.Done, _desk.Give(new OperatorCommand.HoldComponent(Sample.Front, until), Desk.Sns).State);
        Assert.Equal(AlarmVerdict.Held, _desk.Scenario.Send(Sample.Alarm("raise-1", _desk.Scenario.Now)).Verdict);

        // Nobody whom we do not know may shorten it; that would be letting go.
        var shorter = _desk.Give(new OperatorCommand.HoldComponent(Sample.Front, until.AddMinutes(-20)), Desk.Sns);
        Assert.Equal(RefusalKind.NotPermitted, shorter.Refusal);
        var longer = _desk.Give(new OperatorCommand.HoldComponent(Sample.Front, until.AddMinutes(5)), Desk.Sns);
        Assert.Equal(CommandState.Done, longer.State);

        Assert.Equal(CommandState.Done, _desk.Give(new OperatorCommand.ReleaseComponent(Sample.Front)).State);
        Assert.Null(_desk.Scenario.Component.Hold);
        Assert.Equal(RefusalKind.Impossible, _desk.Give(new OperatorCommand.ReleaseComponent(Sample.Front)).Refusal);
        Assert.Equal(
            RefusalKind.Unknown,
            _desk.Give(new OperatorCommand.HoldComponent(ComponentName.Parse("nothing"))).Refusal);
    }

    [Fact]
    public void An_issue_is_opened_given_an_owner_and_closed_once()
    {
        var opened = _desk.Give(new OperatorCommand.OpenIssue("payments are slow"));
        var by = _desk.Scenario.Now.AddHours(1);
        var id = opened.Issue!.Value;
        Assert.Equal(CommandState.Done, _desk.Give(new OperatorCommand.UpdateIssue(id, Owner: "kim", ExpectedBy: by)).State);
        var issue = Assert.Single(Issues(_desk));
        Assert.Equal(
            (IssueKind.Reported, "payments are slow", "kim", by),
            (issue.Kind, issue.Summary, issue.Owner, issue.ExpectedBy));
        Assert.Equal(CommandState.Done, _desk.Give(new OperatorCommand.CloseIssue(id)).State);
        Assert.Equal(RefusalKind.Impossible, _desk.Give(new OperatorCommand.CloseIssue(id)).Refusal);
        Assert.Equal(
            RefusalKind.Unknown,
            _desk.Give(new OperatorCommand.CloseIssue(Core.Runbooks.RunId.Parse("01ARZ3NDEKTSV4RRFFQ69G5FAV"))).Refusal);
    }

    [Fact]
    public void An_acknowledged_alarm_calls_nobody_until_the_acknowledgement_ends()
    {
        // Without an answer the plan's limit calls a person after 15 minutes.
        _desk.Give(new OperatorCommand.HoldComponent(Sample.Front));
        Fire("raise-1");
        Assert.Equal(
            RefusalKind.Unknown,
            _desk.Give(new OperatorCommand.AcknowledgeAlarm("raise-2")).Refusal);
        var until = _desk.Scenario.Now.AddMinutes(40);
        Assert.Equal(
            CommandState.Done,
            _desk.Give(new OperatorCommand.AcknowledgeAlarm("raise-1", until), Desk.Sns).State);
        _desk.Scenario.Beats(TimeSpan.FromMinutes(35));
        Assert.Empty(_desk.Scenario.Pages);
        _desk.Scenario.Beats(TimeSpan.FromMinutes(10));
        Assert.Single(_desk.Scenario.Pages);
    }

    [Fact]
    public void Paused_alarms_are_looked_at_again_when_automation_resumes()
    {
        _desk.Give(new OperatorCommand.PauseEvent());
        Fire("raise-1");
        _desk.Scenario.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(CommandState.Done, _desk.Give(new OperatorCommand.ResumeEvent()).State);
        _desk.Scenario.Beats(TimeSpan.FromMinutes(5));
        Assert.Contains(_desk.Scenario.Runs, r => r.Runbook.Value == "raise");
    }

    private static CommandRecord[] Together(Desk desk, int seed, params OperatorRequest[] requests)
    {
        var turns = new SeededInterleaving(seed);
        var results = new CommandRecord[requests.Length];
        desk.Scenario.PlayInterleaved(turns, [.. requests.Select<OperatorRequest, Func<Task>>((request, i) => async () =>
        {
            var host = desk.Scenario.NewHost(turns);
            results[i] = await host.Commands.HandleAsync(request, Desk.Kim, null, CancellationToken.None);
        })]);
        return results;
    }

    private static List<Issue> Issues(Desk desk) => [.. desk.Scenario.Play(() => desk.Scenario.Store.ListAsync(
        StateKeys.EventPk(Sample.Event),
        StateKeys.IssuePrefix,
        StateJson.Default.Issue,
        CancellationToken.None)).Select(i => i.Value).Where(i => i.Kind == IssueKind.Reported)];

    private void Fire(string alarm) => Fire(alarm, _desk);

    private static void Fire(string alarm, Desk desk) =>
        desk.Scenario.Send(Sample.Alarm(alarm, desk.Scenario.Now));
}
