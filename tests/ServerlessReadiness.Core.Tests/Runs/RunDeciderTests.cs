using ServerlessReadiness.Core.Actions;
using ServerlessReadiness.Core.Capacity;
using ServerlessReadiness.Core.Events;
using ServerlessReadiness.Core.Plans;
using ServerlessReadiness.Core.Plans.Runbooks;
using ServerlessReadiness.Core.Runbooks;
using ServerlessReadiness.Core.Tests.Support;

namespace ServerlessReadiness.Core.Tests.Runs;

public sealed class RunDeciderTests
{
    private static readonly DateTimeOffset T0 = Make.T0;
    private static readonly Component Front = Make.Component();
    private static readonly StepAction Raise = new StepAction.CapacityRaise(By: 2);
    private static readonly StepAction Tell = new StepAction.Notify("subject", "text");

    public static TheoryData<string, bool?, int, string> OpenEffects
    {
        get
        {
            var data = new TheoryData<string, bool?, int, string>();
            foreach (var kind in new[] { "Absolute", "Token", "Once" })
            {
                foreach (var shows in new bool?[] { true, false, null })
                {
                    for (var attempts = 1; attempts <= EffectRecord.AttemptsMax; attempts++)
                    {
                        data.Add(kind, shows, attempts, Expected(kind, shows, attempts));
                    }
                }
            }

            return data;
        }
    }

    /// <summary>The table: a row for each (repeatability, does the world show it, attempts so far).</summary>
    [Theory]
    [MemberData(nameof(OpenEffects))]
    public void An_effect_of_unknown_outcome_is_settled_by_looking(string kind, bool? shows, int attempts, string expected)
    {
        if (Opened(kind, shows) is not var (action, change, seen))
        {
            return;
        }

        var run = With(Of(OnFailure.Stop, action), new EffectRecord(change, EffectState.Started, attempts, T0, null, null, false));
        var decision = RunDecider.Next(run, Front, seen, T0.AddMinutes(2));
        var newest = decision.Next.Steps[0].Effects[^1];
        Assert.Equal(expected, decision.Move switch
        {
            RunMove.Observe when newest.State == EffectState.Done => "happened",
            RunMove.Observe when newest.State == EffectState.Failed => "anew",
            RunMove.WaitUntil when newest.State == EffectState.Started => "waits",
            RunMove.Perform perform when perform.Change == change && newest.Attempts == attempts + 1 => "again",
            RunMove.AskPerson when decision.Next.State == RunState.HandedOver => "person",
            RunMove.Finish when newest.State == EffectState.Failed && decision.Next.State == RunState.Failed => "failed",
            var other => $"{other} {newest}",
        });
        Assert.NotEmpty(decision.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_resource_that_does_not_exist_is_not_waited_for(bool hopeless)
    {
        var seen = Observation.Nothing(T0) with { Unreadable = "There is no group web.", IsHopeless = hopeless };
        var decision = RunDecider.Next(Of(OnFailure.Stop, Raise), Front, seen, T0);
        Assert.Equal(hopeless ? RunState.Failed : RunState.Running, decision.Next.State);
        Assert.Contains("There is no group web.", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_takes_too_long_has_failed()
    {
        var run = Of(OnFailure.Stop, Raise);
        var timeout = run.Steps[0].Step.Timeout;
        var begun = RunDecider.Next(run, Front, Observation.Nothing(T0), T0).Next;
        var late = RunDecider.Next(begun, Front, Observation.Nothing(T0), T0 + timeout);
        Assert.Equal((RunState.Failed, StepState.Failed), (late.Next.State, late.Next.Steps[0].State));
        Assert.Contains("timed out", late.Reason, StringComparison.Ordinal);
        Assert.Null(late.Next.DueAt);
    }

    [Fact]
    public void A_wait_never_outlasts_the_steps_time()
    {
        var begun = RunDecider.Next(Of(OnFailure.Stop, Raise), Front, Observation.Nothing(T0), T0).Next;
        var deadline = T0 + begun.Steps[0].Step.Timeout;
        var set = new EffectRecord(new Change.SetGroupBounds("web", new(2, 8), new(6, 8)), EffectState.Done, 1, T0, T0, "done", false);
        var decision = RunDecider.Next(With(begun, set), Front, Sees(6, 8), deadline.AddSeconds(-3));
        Assert.Equal(new RunMove.WaitUntil(deadline), decision.Move);
    }

    [Fact]
    public void Stop_ends_the_run_at_its_failed_step()
    {
        var decision = RunDecider.Next(Failing(OnFailure.Stop, Tell), Front, Sees(10, 10), T0);
        Assert.Equal((RunState.Failed, StepState.Pending), (decision.Next.State, decision.Next.Steps[1].State));
    }

    [Fact]
    public void Continue_goes_on_and_the_run_fails_for_the_failed_steps_reason()
    {
        var run = Failing(OnFailure.Continue, Tell);
        var decision = RunDecider.Next(run, Front, Sees(10, 10), T0);
        Assert.IsType<RunMove.Observe>(decision.Move);
        decision = RunDecider.Next(decision.Next, Front, Observation.Nothing(T0), T0);
        Assert.IsType<Change.Publish>(Assert.IsType<RunMove.Perform>(decision.Move).Change);
        decision = RunDecider.Next(
            RunDecider.Report(decision.Next, EffectReport.Done, "done", T0), Front, Observation.Nothing(T0), T0);
        Assert.Equal(RunState.Failed, decision.Next.State);
        Assert.StartsWith("step 0: ", decision.Reason, StringComparison.Ordinal);
        Assert.Contains("ceiling", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_takes_back_what_was_done_the_last_step_first()
    {
        var run = Of(OnFailure.Undo, Raise, Tell, Raise, new StepAction.InstanceReplace());
        var first = new EffectRecord(new Change.SetGroupBounds("web", new(2, 8), new(4, 8)), EffectState.Done, 1, T0, T0, "done", false);
        var second = first with { Change = new Change.SetGroupBounds("web", new(4, 8), new(6, 8)) };
        run = Ended(With(run, first, 0), 0);
        run = Ended(run, 1);
        run = Ended(With(run, second, 2), 2);
        var refused = RunDecider.Next(run, Front, Sees(6, 8), T0);
        Assert.Equal(RunState.Undoing, refused.Next.State);
        Assert.Equal(
            [StepState.Undoing, StepState.Done, StepState.Undoing, StepState.Refused],
            refused.Next.Steps.Select(s => s.State));

        var changes = new List<Change>();
        var (decision, bounds) = (refused, new Bounds(6, 8));
        for (var i = 0; i < 20 && decision.Move is not RunMove.Finish; i++)
        {
            decision = RunDecider.Next(decision.Next, Front, Sees(bounds.Minimum, bounds.Maximum), T0.AddMinutes(i));
            if (decision.Move is RunMove.Perform { Change: Change.SetGroupBounds set })
            {
                changes.Add(set);
                bounds = set.To;
                decision = decision with { Next = RunDecider.Report(decision.Next, EffectReport.Done, "done", T0.AddMinutes(i)) };
            }
        }

        Assert.Equal(RunState.Undone, decision.Next.State);
        Assert.Equal(
            [new Change.SetGroupBounds("web", new(6, 8), new(4, 8)), new Change.SetGroupBounds("web", new(4, 8), new(2, 8))],
            changes);
    }

    [Fact]
    public void What_cannot_be_undone_goes_to_a_person()
    {
        var set = new EffectRecord(new Change.SetGroupBounds("web", new(2, 8), new(6, 8)), EffectState.Done, 1, T0, T0, "done", false);
        var run = With(Of(OnFailure.Undo, Raise), set) with { State = RunState.Undoing };
        run = run with { Steps = run.Steps.With(0, run.Steps[0] with { State = StepState.Undoing, StartedAt = T0 }) };
        var decision = RunDecider.Next(run, Front, Observation.Nothing(T0), T0 + RunDecider.UndoTimeout);
        Assert.Equal(RunState.HandedOver, decision.Next.State);
        Assert.IsType<RunMove.AskPerson>(decision.Move);
    }

    [Theory]
    [InlineData(EffectReport.Done, 1, EffectState.Done)]
    [InlineData(EffectReport.Refused, 1, EffectState.Failed)]
    [InlineData(EffectReport.Impossible, 1, EffectState.Failed)]
    [InlineData(EffectReport.Throttled, 1, EffectState.Failed)]
    [InlineData(EffectReport.Throttled, 2, EffectState.Started)]
    [InlineData(EffectReport.Throttled, 3, EffectState.Failed)]
    [InlineData(EffectReport.Unknown, 1, EffectState.Started)]
    [InlineData(EffectReport.Unknown, 3, EffectState.Started)]
    public void A_report_says_what_is_known_of_the_effect(EffectReport report, int attempts, EffectState expected)
    {
        var open = new EffectRecord(new Change.RebootInstance(Make.Id(1)), EffectState.Started, attempts, T0, null, null, false);
        var run = RunDecider.Report(With(Of(OnFailure.Stop, new StepAction.InstanceReboot()), open), report, "words", T0.AddSeconds(1));
        var effect = run.Steps[0].Effects[^1];
        Assert.Equal((expected, "words"), (effect.State, effect.Outcome));
        Assert.Equal(expected == EffectState.Started, effect.EndedAt is null);
    }

    [Fact]
    public void What_is_impossible_is_not_tried_again()
    {
        var announced = RunDecider.Next(Of(OnFailure.Stop, Raise), Front, Sees(2, 8), T0);
        var run = RunDecider.Report(announced.Next, EffectReport.Impossible, "denied", T0);
        var decision = RunDecider.Next(run, Front, Sees(2, 8), T0);
        Assert.Equal(RunState.Failed, decision.Next.State);
        Assert.Contains("denied", decision.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_withheld_first_attempt_leaves_no_trace_and_stops_the_steps_clock()
    {
        var announced = RunDecider.Next(Of(OnFailure.Stop, Raise), Front, Sees(2, 8), T0).Next;
        var held = RunDecider.Withhold(announced, "paused", T0.AddMinutes(10));
        Assert.Empty(held.Steps[0].Effects);
        Assert.Equal((T0.AddMinutes(10), T0.AddMinutes(10) + RunDecider.WithheldWait), (held.Steps[0].StartedAt, held.DueAt));

        var again = With(Of(OnFailure.Stop, Raise), announced.Steps[0].Effects[0] with { Attempts = 2 });
        Assert.Equal(1, RunDecider.Withhold(again, "paused", T0).Steps[0].Effects[0].Attempts);
    }

    internal static Run Of(OnFailure onFailure, params StepAction[] actions)
    {
        var steps = actions.Select((a, i) => new RunbookStep($"{i}", a, TimeSpan.FromMinutes(30), onFailure));
        return Run.Start(
            EventId.Parse("sale"),
            Alarmed.Run,
            new Runbook(RunbookName.Parse("fix"), EquatableList.From(steps)),
            Front.Name,
            Make.Id(2),
            1,
            new RunTrigger.ByOperator("kim"),
            T0);
    }

    private static Run Failing(OnFailure onFailure, StepAction then) => Of(onFailure, Raise, then);

    private static Run With(Run run, EffectRecord effect, int index = 0)
    {
        var step = run.Steps[index];
        return run with
        {
            Steps = run.Steps.With(index, step with { State = StepState.Running, StartedAt = T0, Effects = step.Effects.Add(effect) }),
        };
    }

    private static Run Ended(Run run, int index) =>
        run with { Steps = run.Steps.With(index, run.Steps[index] with { State = StepState.Done, StartedAt = T0 }) };

    private static Observation Sees(int minimum, int maximum) =>
        Observation.Nothing(T0) with { Floor = 0, Group = Make.Group(4, minimum, maximum) with { Bounds = new Bounds(minimum, maximum), Desired = Math.Max(4, minimum) } };

    private static string Expected(string kind, bool? shows, int attempts) => (shows, kind) switch
    {
        (true, _) => "happened",
        (false, _) => "anew",
        (null, "Once") => "person",
        (null, "Token") => attempts < EffectRecord.AttemptsMax ? "again" : "failed",
        _ => "waits",
    };

    /// <summary>An effect of that kind in a world that shows it so; null where no world can.</summary>
    private static (StepAction Action, Change Change, Observation Seen)? Opened(string kind, bool? shows)
    {
        var set = new Change.SetGroupBounds("web", new Bounds(2, 8), new Bounds(6, 8));
        return (kind, shows) switch
        {
            ("Absolute", true) => (Raise, set, Sees(6, 8)),
            ("Absolute", false) => (Raise, set, Sees(2, 8)),
            ("Absolute", null) => (Raise, set, Observation.Nothing(T0)),
            ("Token", null) => (Tell, new Change.Publish("t", "s", "x"), Observation.Nothing(T0)),
            ("Once", null) => (new StepAction.InstanceReboot(), new Change.RebootInstance(Make.Id(2)), Observation.Nothing(T0)),
            _ => null,
        };
    }
}
